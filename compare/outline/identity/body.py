"""Whose report it is: by its title, or by what stands beside it."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Final

from compare.expressions import expression
from compare.language.bodies import body_named, is_place, is_province, is_zone, local_name, longest_body
from compare.language.characters import HAN, simplified
from compare.language.years import find_years
from compare.outline.identity.front import ReportText
from compare.outline.identity.title import Title, without_years

# Where in a title the body ends and the subject begins, if no year stands between them.
_SUBJECT: Final = re.compile(
    r"法治|政府工作|政府信息|信息公开|政务公开|依法行政|工作报告|工作总结|工作情况|工作要点|年度|年报|推进|贯彻|落实|履行"
    r"|开展|加强|深入|情况|总结|报告|施政|重点工作|上半年|下半年|半年|第[一二三四]季度|预算|决算|国民经济|行政执法|行政复议"
)
_BESIDES: Final = re.compile(r"\([^()]*\)|〔[^〕]{0,200}〕|【[^】]{0,200}】|[《》“”\"]")
_LIKE_A_NAME: Final = re.compile(rf"{HAN}{{2,15}}")
_OFFICE: Final = re.compile(r"政府办公[厅室]$")
_SESSION: Final = r"第?[一二三四五六七八九十]{1,3}届(?:人民代表大会|人大)"
MET: Final = expression(rf"(?:在|日|^[—\-(]*)(?P<body>(?:(?!在){HAN}){{1,25}}?){_SESSION}")
_OFFICER: Final = r"(?:代理?|副)?(?:[省市区县州旗镇乡盟]长|主席|行政长官|总理)"
_SPEAKERS: Final = (
    re.compile(rf"^(?P<body>{HAN}{{1,20}}?)(?:人民)?政府{_OFFICER}"),
    re.compile(rf"^(?P<body>{HAN}{{1,20}}?){_OFFICER}"),
)
SPEAKS_FOR: Final = expression(
    rf"(?:我(?:谨)?代表|受)(?P<body>{HAN}{{0,20}}?(?:政府|国务院|委员会|管委会|法院|检察院))(?:委托)?[,向作就对]"
)
# A body names itself where a paragraph begins, after the year, or where it says whose report this is.
_NAMES_ITSELF: Final = expression(
    r"(?:^(?:\0,?|(?:今年|一年|近年|本年度|\0)以?来,)?|\0,|现将|编制|公布|发布)"
    rf"(?P<body>(?!深入|落实|推[进动]|加快|全面|建设|打造|创建|提升|支持|完善|实施|[在以把对向按经由受为]){HAN}{{2,25}}?)"
    r"(?:人民政府|政府)?"
    r"(?=在|坚持|认真|深入|全面|紧|切实|积极|始终|围绕|持续|牢牢|高度|严格|按照|根据|扎实|聚焦|坚决|以|把|将|着力|\0)"
)
_PLANS: Final = expression(rf"《(?P<body>{HAN}{{2,25}}?)国民经济和社会发展")
_FIELD: Final = re.compile(
    r"^(?:预算(?:主管)?部门|部门(?:\(?单位\)?)?(?:名称)?|单位(?:名称)?|编制单位|填报单位|报告单位)"
    rf":(?P<body>{HAN}{{2,40}})"
)
_OWN_LEVEL: Final = expression(r"代表(?P<level>自治区|[省市区县])(?:人民)?政府")
_OFTEN: Final = 3
_LAST_LINES: Final = 3
_SENT_TO: Final = expression(r"报送|呈报|抄送|[呈送致]")
_HEADS_PAPER: Final = expression(rf"^(?P<body>{HAN}{{2,25}}?)文件$")


def read_body(title: Title | None, text: ReportText) -> str:
    """Whose report it is: by its title, or by the first that says it of what stands beside it."""
    for line in text.own_front:  # a form says it in a field, whoever's budget the title calls it
        if (field := _FIELD.match(line)) and (named := body_named(field["body"])):
            return _as_called(named, text)
    if title and (named := named_in_title(title) or _short_name_in_title(title, text)):
        return _as_called(named, text)
    return next(_named_beside(text), "")


def named_in_title(title: Title) -> str:
    """The body that a title names before its year or 关于, or before one of the words of its subject."""
    region = _region(title)
    first, *rest = re.split("\0|关于", region)
    if rest and _OFFICE.search(first) and (named := longest_body(rest[0])):
        return named
    subjects = [found.start() for found in _SUBJECT.finditer(region)]
    before = [first, *(region[:start] for start in reversed(subjects))]
    if named := next(filter(None, map(body_named, before)), "") or body_named(_in_brackets(title)):
        return named
    if rest and _LIKE_A_NAME.fullmatch(first) and not _SUBJECT.search(first) and _has_place_or_country(first):
        return first
    return longest_body(min(before, key=len))


def _has_place_or_country(name: str) -> bool:
    """Whether a name whose ending is none of a body's tells whose it is: 青岚县妇联, 中国证监会."""
    return longest_body(name) != "" or name.startswith(("中国", "国家", "全国", "最高"))


def _in_brackets(title: Title) -> str:
    return next((found[1] for found in re.finditer(r"[(【\[]([^()【】\[\]]+)[)】\]]", title.words)), "")


def _short_name_in_title(title: Title, text: ReportText) -> str:
    """A name without 省 or 市, if the text calls the body so, too: `2025年宁夏政府工作报告`."""
    name = _SUBJECT.split(re.split("\0|关于", _region(title))[0])[0].removesuffix("人民")
    if is_province(name):
        return name
    beside = "".join(line.words for line in text.front if line.words not in title.words)
    fits = len(name) > 1 and _LIKE_A_NAME.fullmatch(name)
    return name if fits and (name in beside or text.holds(name)) else ""


def _region(title: Title) -> str:
    r"""The title from where its body may stand on, with \0 for every year."""
    words = _BESIDES.sub("", without_years(title.words, title.years, "\0"))
    return re.sub("^[\0度的]*(?:关于)?(?:报送|呈报|上报|印发|公布)?[\0度的]*", "", words)


def _as_called(name: str, text: ReportText) -> str:
    """The name as the text itself has it: without the places above it where the text leaves them out."""
    local = local_name(name)
    if local == name or text.holds(name):
        return name
    return local if text.holds(local) or local.endswith(("街道", "镇", "乡")) else name


def _named_beside(text: ReportText) -> Iterator[str]:
    """The bodies that the lines around a title and the text name, the surest first."""
    sources = (
        _met,
        _speaking,
        _spoken_for,
        _signing,
        _naming_themselves,
        _heading_the_paper,
        _met_with_often,
    )
    for printed in chain.from_iterable(source(text) for source in sources):
        if name := body_named(printed):
            yield local_name(name)


def _met(text: ReportText) -> Iterator[str]:
    front = [line.words for line in text.front]
    for line in ("".join(front), *front):
        yield from (found["body"] for found in MET.finditer(line))


def _speaking(text: ReportText) -> Iterator[str]:
    for line in text.own_front:
        for pattern in (*_SPEAKERS, SPEAKS_FOR):
            if found := pattern.search(line):
                yield found["body"]


def _spoken_for(text: ReportText) -> Iterator[str]:
    for pattern in (SPEAKS_FOR, _PLANS):
        yield from (found["body"] for found in pattern.finditer(text.opening))


def _signing(text: ReportText) -> Iterator[str]:
    """Those that sign, an office of the government for itself: `青岚区人民政府办公室2024年3月20日`."""
    for place, line in enumerate(text.closing):
        beside = text.closing[place : place + 2]
        if any(find_years(each) for each in beside) or place >= len(text.closing) - _LAST_LINES:
            yield re.sub(r"(?<=政府)办公[厅室]$", "", without_years(line, find_years(line), ""))


def _naming_themselves(text: ReportText) -> Iterator[str]:
    """Those of whom the opening tells: `2023年，青岚区坚持…`, `现将青岚区司法局2023年…报告如下`."""
    if SPEAKS_FOR.search(text.opening):
        return
    for paragraph in text.opening.split("\n"):
        words = without_years(paragraph, find_years(paragraph), "\0")
        for found in _NAMES_ITSELF.finditer(words):
            name, owns_report = found["body"], words.startswith("\0", found.end())
            if owns_report or is_place(name) or text.opening.count(name) > 1:
                yield name


def _heading_the_paper(text: ReportText) -> Iterator[str]:
    for line in text.own_front:
        words = without_years(line, find_years(line), "").strip("()【】—–-")
        paper = _HEADS_PAPER.match(words)
        if not _SENT_TO.match(words):
            yield paper["body"] if paper else words


def _met_with_often(text: ReportText) -> Iterator[str]:
    """Of a report for `县人民政府`: the county whose party leads it, or the one county it speaks of."""
    spoken = _OWN_LEVEL.search(text.opening)
    if spoken is None:
        return
    level, words = spoken["level"], "\n".join(map(simplified, text.lines))
    yield from re.findall(rf"中共({HAN}{{1,9}}?{level})委", words)
    if level in "县区":
        bounded = re.findall(rf"(?<![\w的])(?![和及是在为让向我全各])({HAN}{{1,3}}{level})(?=\w)", words)
        named = Counter(name for name in bounded if body_named(name) and not is_zone(name))
        (name, times), (_, others) = [*named.most_common(2), ("", 0), ("", 0)][:2]
        if times >= _OFTEN and times >= 2 * others:
            yield name
