"""What matters, in words: a label with its sign, one line that says what it is, and why it is told."""

from dataclasses import dataclass
from typing import Final

from compare.model import Measure, Notice
from reports.shown.matters.kinds import Matter, MatterKind
from reports.shown.numbers import movement, quantity
from reports.shown.signs import REVERSED
from reports.words import Words, _

_SURE: Final = 0.8  # below it the reader is asked to look

_LABELS: Final[dict[MatterKind, tuple[str, str]]] = {
    MatterKind.REVERSED: (REVERSED, _("说法反转")),
    MatterKind.NAME_GONE: ("－", _("未再提及")),
    MatterKind.NAME_NEW: ("＋", _("首次出现")),
    MatterKind.FIGURE_FELL: ("▼", _("数据下降")),
    MatterKind.FIGURE_ROSE: ("▲", _("数据上升")),
    MatterKind.PLAN_SILENT: ("－", _("安排未见回应")),
    MatterKind.PLAN_PUT_OFF: ("－", _("安排顺延")),
    MatterKind.PLAN_PARTLY: ("△", _("安排部分兑现")),
    MatterKind.SECTION_GONE: ("－", _("整节未再提及")),
    MatterKind.SECTION_NEW: ("＋", _("整节新增")),
    MatterKind.MEASURE_GONE: ("－", _("未再提及")),
    MatterKind.MEASURE_NEW: ("＋", _("新增")),
    MatterKind.NARROWED: ("＝", _("收窄")),
    MatterKind.PROBLEM_NEW: ("＋", _("新提的不足")),
}

# The tone is what the label is coloured by.
_TONES: Final[dict[str, str]] = {
    REVERSED: "dropped",
    "－": "dropped",
    "▼": "dropped",
    "＋": "new",
    "▲": "new",
}

_REASONS: Final[dict[str, str]] = {
    "name_document": _("写明名称的文件"),
    "name_programme": _("有专名的做法"),
    "name_phrase": _("提法"),
    "name_work": _("作品名称"),
    "name_times": _("提到 {count} 次"),
    "name_gone_whole": _("整条举措都没有了"),
    "name_gone_alone": _("举措还在，名称没有了"),
    "name_new_whole": _("整条举措是新的"),
    "name_new_alone": _("加在延续的举措里"),
    "figure_rank": _("{total} 项可比数据中变动第 {rank} 大"),
    "plan_names": _("安排写明了{detail}"),
    "reversed": _("{before} → {after}"),
    "plan_postponed": _("今年报告说推迟了"),
    "plan_carried_over": _("今年又列入安排"),
    "plan_share": _("达到计划的 {share}"),
    "plan_silent": _("今年的举措里没有找到回应"),
    "plan_missing": _("没有找到：{detail}"),
    "section_gone": _("本节 {count} 条都未再提及"),
    "section_new": _("本节 {count} 条都是新的"),
    "figures_in_it": _("写有 {count} 项数据"),
    "narrowed": _("上年写了 {before} 字，今年写了 {after} 字"),
    "problem_new": _("上年没有提到"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A matter in words: `－ 未再提及`, `“信易贷”`, the sentence it stands in, why, and how sure it is."""

    sign: str
    label: str
    tone: str
    line: str
    context: str
    why: str
    certainty: float

    @property
    def is_doubtful(self) -> bool:
        """Whether what it rests on should be looked at first."""
        return self.certainty < _SURE


def told(matter: Matter, words: Words) -> Told:
    """A matter in words."""
    sign, label = _LABELS[matter.kind]
    line, context = _line(matter, words)
    why = words.gettext("；").join(_why(each, words) for each in matter.reasons)
    tone = _TONES.get(sign, "continued")
    return Told(sign, words.gettext(label), tone, line, context, why, matter.certainty)


def first_measure(matter: Matter) -> Measure:
    """The sentence that it is about: this year's, where there is one, a plan's own."""
    if matter.pledge is not None:
        return matter.pledge.baseline[0]
    if matter.change is None:
        message = "a matter rests on a change or a pledge"
        raise ValueError(message)
    measures = (*matter.change.current, *matter.change.baseline)
    named = [each for each in measures if matter.name in each.names]
    return (named or measures)[0]


def _line(matter: Matter, words: Words) -> tuple[str, str]:
    sentence = first_measure(matter).text
    figure = matter.figure
    if figure is not None and figure.before is not None and figure.after is not None:
        moved = movement(figure, words)
        by = f" {moved.sign} {moved.text}" if moved else ""
        values = f"{quantity(figure.before, words)} → {quantity(figure.after, words)}"
        return f"{figure.subject} {values}{by}".strip(), sentence
    if matter.name:
        return matter.name, sentence
    return sentence, ""


def _why(notice: Notice, words: Words) -> str:
    return words.gettext(_REASONS[notice.code]).format_map(dict(notice.values))
