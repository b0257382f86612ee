"""Names of public bodies."""

import pytest

from compare.language.bodies import body_named, local_name, longest_body, same_body


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("青岚区人民政府", "青岚区"),
        ("蠡县人民政府", "蠡县"),
        ("青山区人民政府", "青山区"),
        ("江门市", "江门市"),
        ("盐城市人民政府", "盐城市"),
        ("辛集市", "辛集市"),
        ("双城镇人民政府", "双城镇"),
        ("青岚县第十四届人民政府", "青岚县"),
        ("青岚县人民政府办公室", "青岚县人民政府办公室"),
        ("栖洲区柏浦街道办事处", "栖洲区柏浦街道"),
        ("云岭市栖洲区人民政府柏浦街道办事处", "云岭市栖洲区柏浦街道"),
        ("岚湾经济开发区管理委员会", "岚湾经济开发区"),
        ("岚湾高新区管委会", "岚湾高新区"),
        ("青岚区城市管理委员会", "青岚区城市管理委员会"),
        ("青岚区住房和城乡建设局", "青岚区住房和城乡建设局"),
        ("青岚市民政局", "青岚市民政局"),
        ("青岚县乡村振兴局", "青岚县乡村振兴局"),
        ("国家税务总局青岚区税务局", "国家税务总局青岚区税务局"),
        ("青岚区人民检察院", "青岚区人民检察院"),
        ("青岚市第一人民医院", "青岚市第一人民医院"),
        ("青岚大学", "青岚大学"),
        ("青岚水务集团有限公司", "青岚水务集团有限公司"),
        ("中共青岚区委、青岚区人民政府", "青岚区"),
        ("中共青岚区委区政府", "青岚区"),
        ("青岚区委、区政府", "青岚区"),
        ("中共青岚区委政法委员会", "中共青岚区委政法委员会"),
        ("青岚海关", "青岚海关"),
        ("青岚市人大常委会", "青岚市人大常委会"),
        ("行政院农业委员会", "行政院农业委员会"),
        ("宁夏", "宁夏"),
        ("青岚特别行政区", "青岚特别行政区"),
        ("国务院", "国务院"),
        ("教育部", "教育部"),
    ],
)
def test_a_body_is_named_by_its_name_without_its_acting_part(printed: str, name: str) -> None:
    assert body_named(printed) == name


@pytest.mark.parametrize(
    "text",
    [
        *(
            "县",
            "区政府",
            "我市",
            "本区",
            "省人民政府",
            "自治区人民政府",
            "经济开发区管委会",
            "县十七届",
            "全县",
        ),
        *("市司法局", "教育局", "各位代表", "青岚区城市更新", "工作情况", ""),
    ],
)
def test_what_could_be_any_body_names_none(text: str) -> None:
    assert body_named(text) == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("青岚区国民经济和社会发展计划", "青岚区"),
        ("青岚区社区矫正", "青岚区"),
        ("青岚区城乡建设", "青岚区"),
        ("青岚县城镇建设", "青岚县"),
        ("青岚区市场监管", "青岚区"),
        ("青岚县城市更新", "青岚县"),
        ("青岚区干部教育", "青岚区"),
        ("青岚市文化和旅游市场执法", "青岚市"),
        ("青岚县城市管理局推进", "青岚县城市管理局"),
        ("工作总结", ""),
    ],
)
def test_a_title_begins_with_the_longest_name(text: str, name: str) -> None:
    assert longest_body(text) == name


@pytest.mark.parametrize(
    ("name", "local"),
    [
        ("云岭市青岚区", "青岚区"),
        ("某某省云岭市青岚县", "青岚县"),
        ("云岭自治州青岚市", "青岚市"),
        ("栖洲区柏浦街道", "柏浦街道"),
        ("云岭市栖洲区石桥镇", "石桥镇"),
        ("青岚市市南区", "市南区"),
        ("市南区", "市南区"),
        ("新市区", "新市区"),
        ("津市市", "津市市"),
        ("盐城市青山区", "青山区"),
        ("云岭市经济开发区", "云岭市经济开发区"),
        ("青岚区司法局", "青岚区司法局"),
        ("云岭市城市管理局", "云岭市城市管理局"),
    ],
)
def test_a_place_is_called_without_those_above_it_and_an_office_is_not(name: str, local: str) -> None:
    assert local_name(name) == local


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("云岭市青岚区", "青岚区"),
        ("宁夏", "宁夏回族自治区"),
        ("西藏", "西藏自治区"),
        ("广州", "广州市"),
        ("上海杨浦区", "杨浦区"),
        ("青岚县", "青岚区"),
        ("柏浦街道", "云岭市栖洲区人民政府柏浦街道办事处"),
        ("岚湾片区", "岚湾片区管理局"),
        ("岚湾高新技术产业开发区", "云岭市岚湾高新区"),
        ("青岚区", ""),
    ],
)
def test_one_body_has_several_names(name: str, other: str) -> None:
    assert same_body(name, other)
    assert same_body(other, name)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("青岚区", "绿水区"),
        ("青岚区", "青岚区司法局"),
        ("青岚县", "青岚市"),
        ("山区", "青山区"),
        ("河北省", "河南省"),
        ("青岚区司法局", "青岚区教育局"),
        ("栖洲区", "栖洲区柏浦街道"),
    ],
)
def test_other_bodies_are_others(name: str, other: str) -> None:
    assert not same_body(name, other)
    assert not same_body(other, name)
