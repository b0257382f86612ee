"""Title, year, body and kind, and the ids of measures."""

from pathlib import Path

import pytest

from compare.language.bodies import same_body
from compare.outline.identity import Identity, measure_ids, read_identity

_RULE = "法治政府建设情况报告"
_DISCLOSURE = "政府信息公开工作年度报告"
_WORK = "政府工作报告"
_TEXT = ("一、主要举措和成效", "全年办理许可1.2万件，同比增长8%。", "二、下一年度安排", "开展培训20场。")
_GIVEN = ("各位代表：", "现在，我代表县人民政府向大会报告工作，请予审议。", "一、工作回顾", "成绩不小。")


def read(*lines: str) -> Identity:
    return read_identity(lines, "文件名")


@pytest.mark.parametrize(
    ("title", "year", "body", "kind"),
    [
        ("2023年度青岚区法治政府建设情况报告", 2023, "青岚区", _RULE),
        ("青岚县人民政府关于2023年法治政府建设情况的报告", 2023, "青岚县", _RULE),
        ("青岚市司法局2022年法治政府建设年度报告", 2022, "青岚市司法局", _RULE),
        ("二〇二三年石桥镇政府信息公开工作年度报告", 2023, "石桥镇", _DISCLOSURE),
        ("关于青岚区2023年度推进法治政府建设工作情况的报告", 2023, "青岚区", _RULE),
        ("# 青岚区2023年度法治政府建设情况报告", 2023, "青岚区", _RULE),
        ("**青岚区２０２３年度法治政府建设情况报告**", 2023, "青岚区", _RULE),
        ("《青岚区2023年度法治政府建设情况报告》", 2023, "青岚区", _RULE),
        ("青岚区23年度法治政府建设情况报告", 2023, "青岚区", _RULE),
        ("青岚区2023法治政府建设情况报告", 2023, "青岚区", _RULE),
        ("青岚区二O二三年度法治政府建设情况报告", 2023, "青岚区", _RULE),
        ("青岚区法治政府建设工作报告（2021—2025年）", 2025, "青岚区", _RULE),
        ("青岚区贯彻落实实施纲要（2021—2025年）2023年度法治政府建设报告", 2023, "青岚区", _RULE),
        ("关于青岚区2023年法治政府建设情况及2024年工作安排的报告", 2023, "青岚区", _RULE),
        ("附件：青岚区2023年度法治政府建设情况报告", 2023, "青岚区", _RULE),
        ("中共青岚区委 青岚区人民政府关于2023年度法治政府建设情况的报告", 2023, "青岚区", _RULE),
        ("2023年青岚区综合行政执法局法治政府建设情况报告", 2023, "青岚区综合行政执法局", _RULE),
        ("岚湾经济开发区管委会2024年法治政府建设工作报告", 2024, "岚湾经济开发区", _RULE),
        ("云岭市市场监督管理局2024年法治建设工作总结", 2024, "云岭市市场监督管理局", "法治建设工作总结"),
        ("青岚市第一人民医院2023年工作总结", 2023, "青岚市第一人民医院", "工作总结"),
        ("青岚大学2022—2023学年信息公开年度报告", 2023, "青岚大学", "信息公开年度报告"),
        ("青岚水务集团有限公司2023年度工作报告", 2023, "青岚水务集团有限公司", "工作报告"),
        ("青岚区人民法院工作报告（2024年）", 2024, "青岚区人民法院", "工作报告"),
        ("最高人民法院2023年工作报告", 2023, "最高人民法院", "工作报告"),
        ("中华人民共和国教育部2023年政府信息公开工作年度报告", 2023, "中华人民共和国教育部", _DISCLOSURE),
        ("青岚县妇联2023年工作总结", 2023, "青岚县妇联", "工作总结"),
        ("共青团青岚市委员会2023年工作总结", 2023, "共青团青岚市委员会", "工作总结"),
        ("青岚市公安局栖洲分局2023年工作总结", 2023, "青岚市公安局栖洲分局", "工作总结"),
        ("某某市栖洲区柏浦街道办事处2023年法治政府建设年度情况报告", 2023, "柏浦街道", _RULE),
        ("青岚工业园区2023年法治政府建设情况报告", 2023, "青岚工业园区", _RULE),
        ("云岭苗族侗族自治州人民政府2023年政府信息公开工作年度报告", 2023, "云岭苗族侗族自治州", _DISCLOSURE),
        ("青岚区二三年度法治政府建设情况报告", 2023, "青岚区", _RULE),
        ("青岚区2023年1-9月法治政府建设情况报告", 2023, "青岚区", _RULE),
        ("2023年青岚区民生实事完成情况报告", 2023, "青岚区", "民生实事完成情况报告"),
        ("青岚市法治政府建设2023年度报告", 2023, "青岚市", _RULE),
        ("2023年度法治政府建设情况报告（青岚区）", 2023, "青岚区", _RULE),
        ("标题：青岚区2023年度法治政府建设情况报告", 2023, "青岚区", _RULE),
        ("关于报送青岚区教育局2023年度法治政府建设工作总结的报告", 2023, "青岚区教育局", _RULE),
        ("青岚市人民政府办公厅关于青岚市2023年法治政府建设情况的通报", 2023, "青岚市", _RULE),
        ("青岚区司法局2023年工作总结及2024年工作计划（送审稿）", 2023, "青岚区司法局", "工作总结及工作计划"),
        ("青岚区司法局2023年工作总结暨2024年工作思路", 2023, "青岚区司法局", "工作总结暨工作思路"),
        ("青岚县财政局2023年工作情况和2024年工作打算", 2023, "青岚县财政局", "工作情况和工作打算"),
        ("二〇二四年財政年度施政報告", 2024, "", "财政年度施政报告"),
        ("新北市政府一一二年度施政績效成果報告", 2023, "新北市", "施政绩效成果报告"),
        ("2024年宁夏政府工作报告", 2024, "宁夏", _WORK),
        ("青岚县2024年政府工作报告", 2024, "青岚县", _WORK),
        ("青岚盟行政公署2022年法治政府建设情况报告", 2022, "青岚盟", _RULE),
        ("2024年青岚县人民政府工作报告", 2024, "青岚县", _WORK),
        ("某某縣政府112年度施政績效報告", 2023, "某某縣", "施政绩效报告"),
        ("青嵐區2023年度法治政府建設情況報告", 2023, "青嵐區", _RULE),
        ("关于青岚区2023年预算执行情况和2024年预算草案的报告", 2023, "青岚区", "预算执行情况和预算草案报告"),
    ],
)
def test_a_title_says_what_the_report_is(title: str, year: int, body: str, kind: str) -> None:
    identity = read(title, *_TEXT)
    assert (identity.year, identity.body, identity.kind) == (year, body, kind)


@pytest.mark.parametrize(
    "front",
    [
        ("青岚区2023年度", "法治政府建设情况报告"),
        ("青岚区", "2023年度法治政府建设", "情况报告"),
        ("青岚区人民政府", "2023年法治政府建设情况报告", "（2024年1月15日）"),
        ("（2024年1月15日）", "青岚区2023年度法治政府建设情况报告"),
        (
            "青岚区2023年度法治政府建设情况报告",
            "来源：绿水区司法局 发布时间：2024-03-20 09:18 字体：大 中 小",
        ),
        ("首页 > 政务公开 > 法治政府建设年度报告", "青岚区2023年度法治政府建设情况报告"),
        ("当前位置：首页 > 青岚区2023年度法治政府建设情况报告",),
        ("当前位置：首页政务公开部门文件青岚区2023年法治政府建设情况报告时间：2024-03-31 16:47微信微博",),
        ("青岚区人民政府文件", "青政发〔2024〕3号", "2023年度法治政府建设情况报告"),
        ("青岚区人民政府关于印发《青岚区2023年度法治政府建设情况报告》的通知", "青政发〔2024〕3号"),
        ("青岚区人民政府", "关于2023年度法治政府建设情况的报告", "市人民政府："),
        ("关于2023年度法治政府建设情况的报告", "——青岚区人民政府"),
        (
            "2023年度法治政府建设情况报告",
            "2023年，青岚区坚持依法行政，扎实推进各项工作，现将有关情况报告如下：",
        ),
        ("青岚区法治政府建设情况报告", "2023年，青岚区坚持依法行政。"),
        (
            "青岚区2023年法治政府建设情况报告2023年，青岚区坚持依法行政，办理许可1.2万件，"
            + "开展检查3次。" * 20,
        ),
    ],
)
def test_the_title_is_found_among_what_stands_around_it(front: tuple[str, ...]) -> None:
    identity = read(*front, *_TEXT)
    assert (identity.year, identity.body, identity.kind, identity.notices) == (2023, "青岚区", _RULE, ())


_TRICKY = (  # places whose names hold what else ends or begins a place's, a number or a year
    *(
        "市中区",
        "城关区",
        "市南区",
        "沙市区",
        "青山区",
        "镇江市",
        "厦门市",
        "盐城市",
        "乡城县",
        "城固县",
        "社旗县",
    ),
    *(
        "全州县",
        "万年县",
        "二连浩特市",
        "七里河区",
        "民和回族土族自治县",
        "政和县",
        "长丰县",
        "巴林左旗",
        "和县",
    ),
)


@pytest.mark.parametrize("place", _TRICKY)
@pytest.mark.parametrize("office", ["", "司法局", "城市管理综合行政执法局", "供销合作社联合社"])
def test_a_place_of_any_name_is_read_in_every_form_of_title(place: str, office: str) -> None:
    body = place + office
    for front in (
        (f"2023年{body}法治政府建设情况报告",),
        (f"2023{body}法治政府建设情况报告",),
        (f"二〇二三年{body}推进法治政府建设工作情况的报告",),
        (f"{body}关于2023年度法治政府建设情况的报告",),
        (f"关于{body}2023年法治政府建设情况的报告",),
        (f"{body}法治政府建设情况报告（2023年度）",),
        (body, "2023年法治政府建设情况报告"),
        (f"2023年度{body}", "法治政府建设情况报告"),
    ):
        identity = read(*front, *_TEXT)
        assert (identity.year, identity.body, identity.kind) == (2023, body, _RULE), front


@pytest.mark.parametrize("place", _TRICKY)
@pytest.mark.parametrize("above", ["", "云岭市", "云岭省", "云岭自治州"])
def test_a_place_of_any_name_is_read_from_its_congress_and_its_head(place: str, above: str) -> None:
    head = f"{above}{place}人民政府代理{place[-1]}长 某某"
    for front in (
        (f"——2023年1月13日在{above}{place}第三届人民代表大会第三次会议上",),
        (f"（2023年1月13日在{above}{place}十三届人大三次会议上）", head),
        ("2023年1月13日", head),
    ):
        identity = read("政府工作报告", *front, *_GIVEN)
        assert (identity.year, identity.body, identity.kind) == (2023, place, _WORK), front


def test_a_title_is_shown_as_printed() -> None:
    assert (
        read("青岚区２０２３年度", "法治政府建设情况报告", *_TEXT).title
        == "青岚区２０２３年度法治政府建设情况报告"
    )
    halves = ("柏浦街道2024年上半年工作总结", "和下半年工作安排")
    identity = read(*halves, *_TEXT)
    assert identity.title == "".join(halves)
    assert (identity.year, identity.body, identity.kind) == (
        2024,
        "柏浦街道",
        "上半年工作总结和下半年工作安排",
    )


@pytest.mark.parametrize(
    ("front", "year", "body"),
    [
        (("——2023年1月13日在云岭市青岚区第三届人民代表大会第三次会议上",), 2023, "青岚区"),
        (("（2022年1月26日在青岚县第十六届人民代表大会第二次会议上）", "县长 某某"), 2022, "青岚县"),
        (("——2026年1月26日在青岚省第十四届", "人民代表大会第五次会议上"), 2026, "青岚省"),
        (("——二〇二六年一月二十七日在青岚省十四届人民代表大会第四次会议上",), 2026, "青岚省"),
        (("——在青岚县第十七届人民代表大会第一次会议上", "（ 2017年2月26日）", "县长"), 2017, "青岚县"),
        (("2019年1月29日云岭市青岚区第二届人民代表大会第三次会议",), 2019, "青岚区"),
        (("2020年1月13日在县十六届人民代表大会第四次会议上", "青岚县人民政府县长某某"), 2020, "青岚县"),
        (
            ("2025年1月13日在青岚回族自治区第十四届人民代表大会第三次会议上", "自治区主席 某某"),
            2025,
            "青岚回族自治区",
        ),
        (("2025年1月14日", "青岚市市长 某某"), 2025, "青岚市"),
        (("2025年1月14日", "青岚县人民政府代理县长 某某"), 2025, "青岚县"),
        (("2022年1月12日", "青岚县人民政府"), 2022, "青岚县"),
        (("——2024年1月9日在石桥镇第十九届人民代表大会第三次会议上", "镇长 某某"), 2024, "石桥镇"),
    ],
)
@pytest.mark.parametrize("title", ["政府工作报告", "政 府 工 作 报 告", None])
def test_of_a_work_report_the_meeting_and_the_speaker_say_it(
    title: str | None, front: tuple[str, ...], year: int, body: str
) -> None:
    identity = read(*((title,) if title else ()), *front, *_GIVEN)
    assert (identity.year, identity.body, identity.kind) == (year, body, _WORK)


def test_the_report_of_a_court_to_a_congress_is_of_the_year_in_which_it_was_given() -> None:
    given = "——2024年1月10日在青岚市第十五届人民代表大会第四次会议上"
    identity = read(
        "青岚市中级人民法院工作报告", given, "院长 某某", "各位代表：", "2023年，本院审结案件3万件。"
    )
    assert (identity.year, identity.body) == (2024, "青岚市中级人民法院")


def test_a_form_names_its_body_in_a_field() -> None:
    identity = read(
        "云岭市栖洲区2024年区级部门预算", "预算主管部门：云岭市栖洲区人民政府柏浦街道办事处", *_TEXT
    )
    assert (identity.year, identity.body, identity.kind) == (2024, "柏浦街道", "区级部门预算")


def test_the_title_goes_before_the_meeting() -> None:
    identity = read("2025年宁夏政府工作报告", "2025年1月19日在宁夏回族自治区第十三届人民代表大会上", *_GIVEN)
    assert identity.body == "宁夏"


def test_the_address_names_the_body_unless_it_could_be_any() -> None:
    spoken = "现在，我代表青岚县第十四届人民政府，向大会报告工作。"
    assert read("各位代表：", spoken, "一、2019年工作回顾", "成绩不小。").body == "青岚县"
    assert (
        read("各位代表：", "现在，我代表国务院，向大会报告政府工作。", "一、回顾", "成绩不小。").body
        == "国务院"
    )
    unsaid = read(*_GIVEN)
    assert unsaid.body == ""
    assert "no_body" in [notice.code for notice in unsaid.notices]


def test_a_county_that_its_text_speaks_of_is_known_and_a_neighbour_is_not() -> None:
    spoken = "现在，我代表县人民政府，向大会报告工作。"
    text = (
        "一、工作回顾",
        "蠡县面貌一新。",
        "高铁通车，蠡县不再偏远。",
        "《蠡县总体规划》获批，与绿水县相邻。",
    )
    assert read("各位代表：", spoken, *text).body == "蠡县"
    assert read("各位代表：", spoken, *text, "绿水县来访，绿水县结对。", "绿水县共建。").body == ""
    assert read("各位代表：", spoken, "在中共青岚县委坚强领导下，成绩不小。").body == "青岚县"
    assert read("各位代表：", spoken, "在中共云岭市委坚强领导下，成绩不小。").body == ""


@pytest.mark.parametrize(
    ("headings", "year"),
    [
        (("一、2018年工作回顾", "二、2019年工作总要求"), 2019),
        (("一、关于2014年政府工作", "二、2015年的任务目标和重点工作"), 2015),
        (("二〇二四年工作回顾", "二〇二五年主要任务"), 2025),
        (("一、过去五年工作回顾", "二、今后五年的奋斗目标", "三、2017年工作任务"), 2017),
        (("2022年政府工作回顾",), 2023),
    ],
)
def test_a_work_report_without_a_date_is_of_the_year_it_plans(headings: tuple[str, ...], year: int) -> None:
    text = [line for heading in headings for line in (heading, "抓好落实。")]
    assert read("各位代表：", "我代表县人民政府向大会报告工作。", *text).year == year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (("2023年，全区坚持依法行政。", *_TEXT), 2023),
        (
            ("今年以来，全区坚持依法行政。", "一、2023年主要举措和成效", "检查3次。", "二、2024年工作安排"),
            2023,
        ),
        (("数据统计期限自2023年1月1日起至2023年12月31日止。", *_TEXT), 2023),
        (("依法行政成效明显。", *_TEXT, "青岚区人民政府", "2024年3月20日"), 2023),
        (("依法行政成效明显。", *_TEXT, "青岚区人民政府", "2023年12月20日"), 2023),
        (("依法行政成效明显。", *_TEXT, "青岚区人民政府", "2023年7月9日"), 2023),
        (("（2024年1月9日）", "依法行政成效明显。", *_TEXT), 2023),
    ],
)
def test_a_title_without_a_year_leaves_it_to_the_text(text: tuple[str, ...], year: int) -> None:
    assert read("青岚区法治政府建设情况报告", *text).year == year


@pytest.mark.parametrize(
    "signature",
    [
        ("青岚区人民政府", "2024年3月20日"),
        ("青岚区人民政府 2024年3月20日",),
        ("特此报告。", "青岚区人民政府办公室", "2024年3月20日", "（此件公开发布）"),
        ("云岭市青岚区人民政府", "二〇二四年三月二十日", "责任编辑：某某"),
    ],
)
def test_a_title_without_a_body_leaves_it_to_the_signature(signature: tuple[str, ...]) -> None:
    assert read("2023年度法治政府建设情况报告", *_TEXT, *signature).body == "青岚区"


def test_the_places_above_a_body_go_where_its_text_leaves_them_out() -> None:
    said = (
        "一年来，柏浦街道认真落实各项部署，以创建示范街道为牵引，推进依法行政和依法治理，现将情况报告如下。"
    )
    title = ("栖洲区柏浦街道办事处", "2024年度法治政府建设情况报告")
    assert read(*title, said, *_TEXT, "栖洲区柏浦街道办事处").body == "柏浦街道"
    in_full = said.replace("柏浦街道认真", "云岭市青岚区人民政府认真")
    assert read("云岭市青岚区2024年度法治政府建设情况报告", in_full, *_TEXT).body == "云岭市青岚区"


def test_a_disclosure_report_is_known_by_its_regulation() -> None:
    identity = read(
        "本报告根据《中华人民共和国政府信息公开条例》编制，统计期限自2023年1月1日起至2023年12月31日止，"
        "是一份年度报告。如有疑问，请联系办公室，本报告的电子版可在网站上下载，地址为青岚路1号，欢迎来函来电。",
        "一、总体情况",
        "2023年，岚湾综合实验区坚持应公开尽公开。",
    )
    assert (identity.year, identity.body, identity.kind) == (2023, "岚湾综合实验区", _DISCLOSURE)


def test_a_site_around_a_traditional_title_is_told_from_it() -> None:
    site = "當前位置：首頁政務公開部門文件雲嶺區2023年法治政府建設情況報告時間：2024-03-31 16:47"
    identity = read(site, "一、主要舉措", "全年辦理許可1.2萬件。")
    assert (identity.title, identity.year, identity.body) == (
        "雲嶺區2023年法治政府建設情況報告",
        2023,
        "雲嶺區",
    )


def test_a_report_is_of_the_office_that_drew_it_up() -> None:
    drawn_up = "根据《中华人民共和国政府信息公开条例》，特编制青岚市档案馆2023年政府信息公开工作年度报告。"
    assert read(drawn_up, "一、总体情况", "2023年，我馆坚持应公开尽公开。").body == "青岚市档案馆"


@pytest.mark.parametrize(
    "paragraph",
    [
        "培育产业，精品景区持续上新。",
        "深入落实自治区党委部署。",
        "近年来，云港园区坚持创新。",
        "创建省",
        "各位代表！",
    ],
)
def test_what_a_text_speaks_of_is_not_whose_it_is(paragraph: str) -> None:
    spoken = "现在，我代表省人民政府，向大会报告工作。"
    assert (
        read("各位代表：", spoken, "一、工作回顾", paragraph, "抓好落实。", "成绩不小。", "再接再厉。").body
        == ""
    )


def test_a_plan_for_decades_is_no_year_of_the_report_that_presents_it() -> None:
    spoken = "我代表县政府向大会报告工作，请连同《某某县“十四五”规划和二〇三五年远景目标纲要》一并审议。"
    assert read("各位代表：", spoken, "一、2020年工作回顾", "成绩不小。").year == 2021


def test_the_date_that_a_site_shows_is_no_year_of_a_report() -> None:
    site = ("今天是：2026年10月31日 星期六 农历九月廿二", "您所在的位置：政务公开 > 工作报告")
    assert read(*site, "青岚县政府工作报告", "一、2019年工作回顾", "二、2020年工作安排").year == 2020


_SPECIMENS = sorted((Path(__file__).parents[2] / "accuracy" / "specimens").glob("*.txt"))


@pytest.mark.parametrize("path", _SPECIMENS, ids=lambda path: path.stem)
def test_the_specimens_are_of_their_year_and_body(path: Path) -> None:
    head, *labelled = path.read_text(encoding="utf-8").split("\n")
    year, body = head.split("\t")[1:3]
    paragraphs = "\n".join(line.partition("\t")[2] for line in labelled).split("\n\n")
    identity = read_identity([paragraph.replace("\n", "") for paragraph in paragraphs], path.stem)
    assert identity.year == int(year)
    assert identity.body
    assert same_body(identity.body, body)


def test_what_nothing_says_stays_unsaid_and_is_noticed() -> None:
    identity = read("检查3次。")
    assert (identity.title, identity.year, identity.body, identity.kind) == ("文件名", None, "", "")
    assert [notice.code for notice in identity.notices] == ["no_title", "no_year", "no_body", "no_kind"]


def test_ids_come_from_the_words_alone() -> None:
    first = measure_ids("青山区", ["检查3次。", "培训4期。", "检查3次。"])
    assert len(set(first)) == 3
    assert measure_ids("青山区", ["新的一句。", "检查 3 次", "培训4期。"])[1:] == first[:2]
    assert measure_ids("另一区", ["检查3次。"])[0] != first[0]
