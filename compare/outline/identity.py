"""What a report is: its title, its year, whose it is and of which kind; and what its measures are called.

Read from what stands before the text, from its first sentences, its headings and its signature. What none of
them says stays unsaid.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Final

from compare.language.bodies import body_named, is_place, is_province, local_name, longest_body
from compare.language.characters import canonical, is_traditional, simplified, squeeze
from compare.language.years import YearMention, find_years
from compare.model import Measure, Notice, Report
from compare.outline.titles import FrontLine, Title, find_title, matched, split_front

_WORK_REPORT: Final = "政府工作报告"
_KINDS: Final = (
    (re.compile(r"法治政府建设"), "法治政府建设情况报告"),
    (re.compile(r"政府信息公开"), "政府信息公开工作年度报告"),
    (re.compile(r"政府工作(?:的|情况的?)?报告"), _WORK_REPORT),
)
_OPENING_LINES: Final = 12
_OPENING_LENGTH: Final = 2_500  # characters of the text in which a body names itself
_CLOSING_LINES: Final = 14
_HEADING_LENGTH: Final = 45
_ID_LENGTH: Final = 12

_HAN: Final = r"[\u3400-\u9fff]"
# Where in a title the body ends and the subject begins, if no year stands between them.
_SUBJECT: Final = re.compile(
    r"法治|政府工作|政府信息|信息公开|政务公开|依法行政|工作报告|工作总结|工作情况|工作要点|年度|年报|推进|贯彻|落实|履行"
    r"|开展|加强|深入|情况|总结|报告|施政|重点工作|上半年|下半年|半年|第[一二三四]季度|预算|决算|国民经济|行政执法|行政复议"
)
_BESIDES: Final = re.compile(r"\([^()]*\)|〔[^〕]*〕|[《》“”\"]")
_LONGEST_SHORT_NAME: Final = 8
_SESSION: Final = r"第?[一二三四五六七八九十]{1,3}届(?:人民代表大会|人大)"
_MEETING: Final = re.compile(rf"(?:在|日|^[—\-(]*)(?P<body>(?:(?!在){_HAN}){{1,25}}?){_SESSION}")
_SPEAKER: Final = re.compile(
    rf"^(?P<body>{_HAN}{{1,20}}?)(?:人民政府|政府)?(?:代理?|副)?(?:[省市区县州旗镇乡盟]长|主席|行政长官|总理)"
)
_SPEAKS_FOR: Final = re.compile(
    rf"(?:我(?:谨)?代表|受)(?P<body>{_HAN}{{0,20}}?(?:政府|国务院|委员会|管委会|法院|检察院))(?:委托)?[,向作就对]"
)
_NAMES_ITSELF: Final = re.compile(
    rf"(?:^|[,。;:])(?:现将)?(?P<body>(?![在以把对向按经由受为]){_HAN}{{2,25}}?)(?:人民政府|政府)?"
    r"(?=在|坚持|认真|深入|全面|紧|切实|积极|始终|围绕|持续|牢牢|高度|严格|按照|根据|扎实|聚焦|坚决|以|各级|党工委|党委|把|将"
    r"|着力|\d{4}年)"
)
_PLANS: Final = re.compile(rf"《(?P<body>{_HAN}{{2,25}}?)国民经济和社会发展")
_FIELD: Final = re.compile(
    rf"^(?:预算(?:主管)?部门|部门(?:\(?单位\)?)?(?:名称)?|单位(?:名称)?|编制单位|填报单位|报告单位):(?P<body>{_HAN}{{2,40}})"
)
_HEADS_PAPER: Final = re.compile(rf"^(?P<body>{_HAN}{{2,25}}?)文件$")
_DELIVERED: Final = re.compile(r"代表.{0,20}(?:政府|国务院).{0,12}(?:报告|作).{0,12}工作|作政府工作报告")
_ADDRESS: Final = re.compile(r"各位代表[!,:！，：]")
_DISCLOSURE: Final = re.compile(r"信息公开条例.{0,200}(?:报告|年报)", re.DOTALL)
_REVIEW: Final = re.compile(r"回顾|总结|成效|成绩|成就|完成|开展|举措|做法|工作情况|取得|关于.{0,8}政府工作$")
_OUTLOOK: Final = re.compile(r"安排|打算|计划|任务|目标|要求|重点|部署|思路|谋划|展望|下一|建议|工作")
_LAST_YEAR: Final = re.compile(r"(?:过去的|回[首顾望])(?P<year>20\d\d)年?")
_SIGNED_EARLY, _SIGNED_LATE = 6, 11  # by June a report is on the year before, from November on on its own


@dataclass(frozen=True, slots=True)
class Identity:
    """What a report is: its title as printed, its year, body and kind, and notices of what nothing says.

    What is not said is None or "", but the title, which is the name of the file then.
    """

    title: str
    year: int | None
    body: str
    kind: str
    notices: tuple[Notice, ...] = ()


def read_identity(lines: Sequence[str], stem: str) -> Identity:
    """What the report in these lines (its paragraphs in their order) is; without a title `stem` names it.

    `青岚区2023年度法治政府建设情况报告` says all; beside `政府工作报告` it is the meeting that does:
    `——2023年1月13日在保定市清苑区第三届人民代表大会第三次会议上` is of 2023 and of 清苑区.
    """
    text = _Text.of(lines)
    title = find_title(text.front)
    kind = _kind(title, text)
    year = _title_year(title) or (_work_year(text) if kind == _WORK_REPORT else _annual_year(text))
    body = text.as_printed(_body(title, text))
    said = (("no_title", title), ("no_year", year), ("no_body", body), ("no_kind", kind))
    return Identity(
        title=title.printed if title else stem,
        year=year,
        body=body,
        kind=kind,
        notices=tuple(Notice(code) for code, found in said if not found),
    )


def measure_ids(owner: str, texts: Iterable[str]) -> tuple[str, ...]:
    """An id for every measure, made from its words and its report's `owner` alone.

    It is the same on every run and machine, and stays when another sentence is corrected; of two equal
    sentences the second has another.
    """
    seen: Counter[str] = Counter()
    ids = []
    for text in texts:
        words = squeeze(text)
        seen[words] += 1
        digest = hashlib.sha256("\n".join((owner, words, str(seen[words]))).encode())
        ids.append(digest.hexdigest()[:_ID_LENGTH])
    return tuple(ids)


def measure_key(report: Report, measure: Measure) -> str:
    """The identity of a measure through the years, from its words and the year in which it first appears.

    `2023-1f0c…`: of a continued measure it is that of the baseline's.
    """
    return f"{report.year or 0}-{measure.id}"


@dataclass(frozen=True, slots=True)
class _Text:
    """The parts of a report that say what it is, in the form for matching, and the lines of its text."""

    front: tuple[FrontLine, ...]
    opening: str
    closing: tuple[str, ...]
    lines: Sequence[str]

    @classmethod
    def of(cls, lines: Sequence[str]) -> "_Text":
        front, text = split_front(lines)
        opening = "\n".join(matched(line[:_OPENING_LENGTH]) for line in text[:_OPENING_LINES])
        closing = [line for line in text[-_CLOSING_LINES:] if len(line) <= 2 * _HEADING_LENGTH]
        return cls(front, opening[:_OPENING_LENGTH], tuple(map(matched, closing)), text)

    @property
    def own_front(self) -> Iterator[str]:
        """The lines of the front that no site put there."""
        return (line.words for line in self.front if not line.of_site)

    def headings(self) -> Iterator[str]:
        """The short lines of the text that name a year, in the form for matching."""
        for line in self.lines:
            if len(line) <= _HEADING_LENGTH and "年" in line and "。" not in line:
                yield matched(line)

    def holds(self, name: str) -> bool:
        """Whether a sentence of the text calls anything by this name; a signature is none."""
        return any(name in simplified(line) for line in self.lines if len(line) > _HEADING_LENGTH)

    def as_printed(self, name: str) -> str:
        """A name in the script that the report is written in."""
        for line in (*(piece.printed for piece in self.front), *self.lines):
            if is_traditional(line):
                shown = re.sub(r"\s+", "", canonical(line))
                place = simplified(shown).find(name)
                if name and place >= 0:
                    return shown[place : place + len(name)]
        return name


def _kind(title: Title | None, text: _Text) -> str:
    """The kind by its usual name, or what its title says beside year and body."""
    if title is None:
        return _kind_of_text(text)
    for pattern, kind in _KINDS:
        if pattern.search(title.words):
            return kind
    rest = _without_years(title.words, title.years, "")
    rest = re.sub(r"\([^()]*\)|^关于|[《》“”\"]", "", rest)
    named = _named_in_title(title)
    rest = rest.replace(named, "", 1) if named and named in rest else rest
    acting = r"^(?:人民政府|政府(?!工作|信息|采购|投资|债务)|办事处|管委会|管理委员会)"
    return re.sub(rf"{acting}|关于|^年?度|的(?=[^的]*$)", "", rest)


def _kind_of_text(text: _Text) -> str:
    front = "\n".join(line.words for line in text.front)
    if _DELIVERED.search(front + "\n" + text.opening):
        return _WORK_REPORT
    if any(_ADDRESS.search(line) for line in text.lines) and "政府" in text.opening:
        return _WORK_REPORT
    if _DISCLOSURE.search(text.opening):
        return "政府信息公开工作年度报告"
    return "法治政府建设情况报告" if "法治政府建设" in text.opening else ""


def _title_year(title: Title | None) -> int | None:
    """The first year that the title names, or the end of the period that it covers; no day's date."""
    years = [mention for mention in title.years if mention.month is None] if title else []
    plain = [mention for mention in years if mention.since is None]
    return next((mention.year for mention in (*plain, *years)), None)


def _work_year(text: _Text) -> int | None:
    """The year in which a work report was given, and which it plans: its meeting's, or its review's next."""
    dates = [mention for line in text.own_front for mention in find_years(line) if mention.month]
    meetings = [line.words for line in text.front if _MEETING.search(line.words)]
    met = [mention for line in meetings for mention in find_years(line)]
    return next((mention.year for mention in (*dates, *met)), None) or _most(_work_votes(text))


def _work_votes(text: _Text) -> Counter[int]:
    votes: Counter[int] = Counter()
    for heading in text.headings():
        for mention in _whole_years(heading):
            votes[mention.year + bool(_REVIEW.search(heading))] += 2 if _OUTLOOK.search(heading) else 1
    for found in _LAST_YEAR.finditer(text.opening):
        votes[int(found["year"]) + 1] += 2
    for paragraph in text.opening.split("\n"):
        years = _whole_years(paragraph)
        if years and _SPEAKS_FOR.search(paragraph):
            votes[max(mention.year for mention in years)] += 2
        elif years and years[0].start == 0:
            votes[years[0].year + 1] += 1
    return votes


def _annual_year(text: _Text) -> int | None:
    """The year that an annual report is on: what its period, its opening and its headings name."""
    votes: Counter[int] = Counter()
    for line in text.own_front:
        votes.update(mention.year for mention in _whole_years(line))
    dates = find_years(text.opening)
    for before, after in pairwise(dates):
        if before.year == after.year and (before.month, after.month) == (1, 12):
            votes[before.year] += 4
    for paragraph in text.opening.split("\n"):
        for mention in _whole_years(paragraph)[:1]:
            votes[mention.year] += 3 if mention.start == 0 else 1
    for heading in text.headings():
        for mention in _whole_years(heading):
            ahead = _OUTLOOK.search(heading) is not None and not _REVIEW.search(heading)
            votes[mention.year - ahead] += 2
    votes.update(_signed_years(text))
    return _most(votes)


def _whole_years(text: str) -> list[YearMention]:
    """The years of a text that are no day's."""
    return [mention for mention in find_years(text) if mention.month is None]


def _signed_years(text: _Text) -> Iterator[int]:
    for line in text.closing:
        for mention in find_years(line):
            if mention.month and (mention.month <= _SIGNED_EARLY or mention.month >= _SIGNED_LATE):
                yield mention.year - (mention.month <= _SIGNED_EARLY)


def _most(votes: Counter[int]) -> int | None:
    return max(votes, key=lambda year: (votes[year], year), default=None)


def _body(title: Title | None, text: _Text) -> str:
    """Whose report it is: by its title, or by the first that says it of what stands beside it."""
    for line in text.own_front:
        if (field := _FIELD.match(line)) and (named := body_named(field["body"])):
            return _as_called(named, text)
    if title and (named := _named_in_title(title) or _short_name_in_title(title, text)):
        return _as_called(named, text)
    return next(_named_beside(text), "")


def _named_in_title(title: Title) -> str:
    region = _region(title)
    first = re.split("\0|关于", region)[0]
    subjects = [found.start() for found in _SUBJECT.finditer(region)]
    before = [first, *(region[:start] for start in reversed(subjects))]
    return next(filter(None, map(body_named, before)), "") or longest_body(min(before, key=len))


def _short_name_in_title(title: Title, text: _Text) -> str:
    """A name without 省 or 市, if the text calls the body so, too: `2025年宁夏政府工作报告`."""
    name = _SUBJECT.split(re.split("\0|关于", _region(title))[0])[0].removesuffix("人民")
    if is_province(name):
        return name
    fits = 1 < len(name) <= _LONGEST_SHORT_NAME and re.fullmatch(f"{_HAN}+", name)
    return name if fits and text.holds(name) else ""


def _region(title: Title) -> str:
    r"""The title from where its body may stand on, with \0 for every year."""
    words = _BESIDES.sub("", _without_years(title.words, title.years, "\0"))
    return re.sub("^[\0度的]*(?:关于)?[\0度的]*", "", words)


def _without_years(words: str, years: Sequence[YearMention], instead: str) -> str:
    for mention in reversed(years):
        words = words[: mention.start] + instead + words[mention.end :]
    return words


def _as_called(name: str, text: _Text) -> str:
    """The name as the text itself has it: without the places above it where the text leaves them out."""
    local = local_name(name)
    if local == name or text.holds(name):
        return name
    return local if text.holds(local) or local.endswith(("街道", "镇", "乡")) else name


def _named_beside(text: _Text) -> Iterator[str]:
    """The bodies that meeting, speaker, address, signature, opening and the paper's head name, best first."""
    sources = (_met, _speaking, _spoken_for, _signing, _naming_themselves, _heading_the_paper)
    for printed in chain.from_iterable(source(text) for source in sources):
        if name := body_named(printed):
            yield local_name(name)


def _met(text: _Text) -> Iterator[str]:
    front = [line.words for line in text.front]
    for line in ("".join(front), *front):
        yield from (found["body"] for found in _MEETING.finditer(line))


def _speaking(text: _Text) -> Iterator[str]:
    for line in text.own_front:
        for pattern in (_SPEAKER, _SPEAKS_FOR):
            if found := pattern.search(line):
                yield found["body"]


def _spoken_for(text: _Text) -> Iterator[str]:
    for pattern in (_SPEAKS_FOR, _PLANS):
        yield from (found["body"] for found in pattern.finditer(text.opening))


def _signing(text: _Text) -> Iterator[str]:
    """Those that sign, an office of the government for itself: `青岚区人民政府办公室2024年3月20日`."""
    for line in text.closing:
        yield re.sub(r"(?<=政府)办公[厅室]$", "", _without_years(line, find_years(line), ""))


def _naming_themselves(text: _Text) -> Iterator[str]:
    for paragraph in text.opening.split("\n"):
        words = _without_years(paragraph, find_years(paragraph), "")
        named = (found["body"] for found in _NAMES_ITSELF.finditer(words))
        yield from (name for name in named if is_place(name) or text.opening.count(name) > 1)


def _heading_the_paper(text: _Text) -> Iterator[str]:
    for line in text.own_front:
        paper = _HEADS_PAPER.match(line)
        yield paper["body"] if paper else line
