"""Names of public bodies by their grammar: a place, a place within another, an office of one."""

import re
from typing import Final

from compare.expressions import expression
from compare.language.characters import HAN

_PROVINCES: Final = (
    *(
        "北京",
        "天津",
        "上海",
        "重庆",
        "河北",
        "山西",
        "辽宁",
        "吉林",
        "黑龙江",
        "江苏",
        "浙江",
        "安徽",
        "福建",
        "江西",
    ),
    *("山东", "河南", "湖北", "湖南", "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海", "台湾"),
    *("内蒙古", "广西", "西藏", "宁夏", "新疆", "香港", "澳门"),
)
_BELOW: Final = r"省市县区州旗"  # a place ends before what stands below it: 青岚区|社区
# 区, 市, 县, 镇 and 乡 end and begin other words, too: 青岚区社区, 青岚县城镇, 市场; but 盐城市 and 青山区.
_PLACE: Final = (
    r"(?:特别行政区|自治[区州县旗]|新区|矿区|林区|特区|地区|省"
    rf"|(?<![{_BELOW}][城门集上超])(?<![全我各本])市(?![场容域直值]|民(?![政族生])|政(?![务府协法])|县[域级乡])"
    rf"|(?<=市)[城郊]区|(?<![{_BELOW}][社山辖小库校灾牧城])(?<![全我各本该])(?<![主心建老新]城)区(?![域间级划块属])"
    r"|(?<![全我各本该])县(?![域级直]|城(?![市乡管镇])|乡(?!村))|盟(?!友)|旗(?![帜舰下]))"
)
_TOWN: Final = (
    rf"(?:街道|民族乡|苏木|(?<![{_BELOW}][城乡])镇(?![村街域])|(?<![{_BELOW}]城)(?<![我全])乡(?![村镇土风]))"
)
_ZONE: Final = (
    r"(?:开发区|高新区|经开区|新区|示范区|实验区|试验区|保税区|合作区|度假区|管理区|保护区|功能区|产业区|园区|片区|景区|工业园"
    r"|产业园|科技园|物流园|新城|保税港)"
)
_OFFICE: Final = (
    r"(?:局(?![部面势限])|委员会|[发卫住经国财工教科农纪政党]\w{0,3}委(?![托员派])|(?<=[省市区县州旗])委(?![托员派])|厅|(?<![干全内外总局中西东大])部(?![分门署])"
    r"|办公厅|办公室|常委会|海关|总队|支队|大队|分局|中心|公司|集团|大学|学院|学校|中学|小学|幼儿园|研究院|医院|法院|检察院|科学院|国务院"
    r"|银行|分行|支行|协会|联合会|总会|学会|工会|商会|基金会|红十字会|供销社|联社|联合社|合作社|电视台|图书馆|博物馆|档案馆|文化馆|科技馆"
    r"|管理处|办事处|秘书处|研究所|事务所|交易所|服务站|总站|监狱|公署|专署|行署|团|署(?!名))"
)
_ENDING: Final = re.compile(rf"(?:{_PLACE}|{_TOWN}|{_ZONE}|{_OFFICE})(?:\((?:{HAN}+)\))?")
_LONGEST: Final = 40
_SHORTEST_NAME: Final = 2

# What stands before a body's name and is none of it, and what its name ends in when it acts.
_BEFORE: Final = re.compile(r"^(?:关于|有关|对|向)")
_ACTING: Final = re.compile(
    r"(?:委、?[省市区县州旗镇乡])?(?:第[一二三四五六七八九十]+届)?(?:人民)?政府$|(?:人民政府)?办事处$|管理?委员?会$|行政公署$"
)
_PARTY: Final = re.compile(rf"^中共.{{1,40}}?(?:委员会|委)(?:[ 、和]|(?={HAN}{{1,40}}人民政府))")
# Words for a body that say nothing of which one it is: 县, 区政府, 我市, 省人民政府.
_GENERIC: Final = expression(
    r"^(?:我|本|全|各|该|此|上级|有关|相关|所属|辖区|两级|地方|基层|国家|中央|中国)*"
    r"(?:省|市|县|区|盟|旗|镇|乡|街道|州(?!县)|自治[区州县旗]|特别行政区|新区|开发区|高新区|经开区|园区|片区|示范区|管委会|党工委)*"
    r"(?:级)?(?:人民|各级)?(?:政府|党委|党工委)?$"
)
_WORD: Final = expression(r"^(?:[城门集上超]市|[社山辖小库校灾牧城]区|[城乡集小]镇|城乡)$")
_GENERIC_OFFICE: Final = expression(
    rf"^(?:我|本|全|各|该|省|市|县|区|州|盟|旗|镇|乡|街道|自治[区州县旗])*+{HAN}{{0,14}}(?:局|委员会|委|厅|部|办公室|办|中心)$"
)
_GENERIC_ZONE: Final = expression(
    r"^(?:国家级?|省级|综合|经济|技术|高新|新|产业|保税|旅游|农业|循环|工业|边境|自由|贸易|临空|临港|城乡|协调|发展"
    rf"|一体化|高技术|科技)*{_ZONE}$"
)
_SUPERIOR: Final = re.compile(
    rf"^{HAN}{{2,9}}?(?:特别行政区|自治[区州]|省|市|地区|盟)(?![区县旗])(?={HAN}{{2,}}$)"
)
_COUNTY: Final = re.compile(rf"^{HAN}{{1,9}}?(?:自治[县旗]|区|县|市|旗)(?![区县旗])(?={HAN}{{2,}}$)")
_TOWN_NAME: Final = expression(rf"^{HAN}{{2,}}{_TOWN}$")
_MINISTRY: Final = re.compile(
    r"(?:外交|国防|教育|科学技术|工业和信息化|公安|国家安全|民政|司法|财政|人力资源和社会保障|自然资源|生态环境"
    r"|住房和城乡建设|交通运输|水利|农业农村|商务|文化和旅游|退役军人事务|应急管理)部"
)
_MADE_OF: Final = re.compile(rf"(?:{HAN}|[()·“”、])+")
_GOVERNMENT_OF_TOWN: Final = re.compile(rf"(?:人民)?政府(?={HAN}{{1,40}}(?:街道|镇|乡))")
_LEVEL: Final = expression(
    rf"(?:(?:壮|回|维吾尔|{HAN}{{1,10}}?族)*自治[区州县旗]|特别行政区|省|市|区|县|州|盟|旗|镇|乡|街道|地区|新区)$"
)


def body_named(text: str) -> str:
    """The body that a text in simplified characters names and nothing else; "" where it names none.

    A name is told without its acting part; what could be any body's is none.

    Examples
    --------
    >>> body_named("青岚区人民政府"), body_named("栖洲区柏浦街道办事处"), body_named("青岚区司法局")
    ('青岚区', '栖洲区柏浦街道', '青岚区司法局')
    >>> body_named("区政府"), body_named("市司法局")
    ('', '')
    """
    name = _PARTY.sub("", text.strip())
    name = _BEFORE.sub("", name)
    if not _SHORTEST_NAME <= len(name) <= _LONGEST or not _MADE_OF.fullmatch(name):
        return ""
    if name.endswith("国务院") or _MINISTRY.fullmatch(name):
        return name
    acting = _ACTING.sub("", name)
    for form in (name if acting == name else acting.removeprefix("中共"), name):
        plain = _GOVERNMENT_OF_TOWN.sub("", form)
        if plain in _PROVINCES or any(found.end() == len(plain) for found in _ENDING.finditer(plain)):
            return "" if is_generic(plain) else plain
    return ""


def longest_body(text: str) -> str:
    """The longest beginning of `text` that names a body, "" where none does.

    Examples
    --------
    >>> longest_body("青岚区国民经济和社会发展"), longest_body("青岚区司法局推进法治建设")
    ('青岚区', '青岚区司法局')
    """
    for found in sorted(_ENDING.finditer(text), key=lambda found: -found.end()):
        if name := body_named(text[: found.end()]):
            return name
    return next((province for province in _PROVINCES if text.startswith(province)), "")


def is_generic(name: str) -> bool:
    """Whether a name could be any body's: 县, 我市, 区司法局, 经济开发区.

    An office without a place could, but a ministry is one of its own.
    """
    if _GENERIC.match(name) or _GENERIC_ZONE.match(name) or _WORD.match(name):
        return True
    return _GENERIC_OFFICE.match(name) is not None and not _has_place(name)


def is_place(name: str) -> bool:
    """Whether a name ends as places and zones do."""
    return any(found.end() == len(name) for found in re.finditer(rf"{_PLACE}|{_TOWN}|{_ZONE}", name))


def is_zone(name: str) -> bool:
    """Whether a name is that of a zone, which is no level of the state: 雄安新区."""
    return re.search(rf"{_ZONE}$", name) is not None


def is_province(name: str) -> bool:
    """Whether a name is a province's short one: 宁夏."""
    return name in _PROVINCES


def local_name(name: str) -> str:
    """The name without the places above it; an office keeps its place.

    Examples
    --------
    >>> local_name("云岭市青岚区"), local_name("栖洲区柏浦街道"), local_name("青岚区司法局")
    ('青岚区', '柏浦街道', '青岚区司法局')
    """
    while above := _SUPERIOR.match(name):
        rest = name[above.end() :]
        if is_generic(rest) or not (is_place(rest) or _TOWN_NAME.match(rest)):
            return name
        name = rest
    below = _COUNTY.match(name)
    if below and _TOWN_NAME.match(name[below.end() :]) and not is_generic(name[below.end() :]):
        return name[below.end() :]
    return name


def same_body(name: str, other: str) -> bool:
    """Whether two names may be one body's: with the places above it or without, with its level or without.

    A county may have become a district since; an empty name is anybody's.

    Examples
    --------
    >>> same_body("云岭市青岚区", "青岚区"), same_body("宁夏", "宁夏回族自治区")
    (True, True)
    >>> same_body("青岚县", "青岚区")
    True
    >>> same_body("青岚区", "青岚区司法局"), same_body("青岚区", "绿水区")
    (False, False)
    """
    short, long = sorted((_plain(name), _plain(other)), key=len)
    if not short or short == long:
        return True
    if long.endswith(short):
        return is_place(long.removesuffix(short)) or long.removesuffix(short) in _PROVINCES
    if long.startswith(short):
        rest = long.removeprefix(short)
        return _LEVEL.fullmatch(rest) is not None or rest in ("管理局", "管委会", "管理委员会")
    return _stem(short) == _stem(long) != "" and {short[-1], long[-1]} == {"县", "区"}


def _plain(name: str) -> str:
    """The name without the words for government in it, and a zone's short name for its long one."""
    plain = _ACTING.sub("", name).replace("人民政府", "")
    return (
        plain.replace("高新技术产业开发区", "高新区")
        .replace("经济技术开发区", "经开区")
        .replace("经济开发区", "经开区")
    )


def _stem(name: str) -> str:
    return name[:-1] if len(name) > _SHORTEST_NAME else ""


def _has_place(name: str) -> bool:
    """Whether an office's name says of which place it is: 青岚区司法局 does, 区司法局 does not."""
    if name.startswith(tuple(_PROVINCES)) or re.match(r"国家|国务院|中华|全国|行政院|最高", name):
        return True
    return any(
        found.end() < len(name) and not is_generic(name[: found.end()])
        for found in re.finditer(rf"{_PLACE}|{_TOWN}|{_ZONE}", name)
    )
