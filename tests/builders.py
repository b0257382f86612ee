"""Small reports and comparisons made by hand, in invented sentences, for the tests of what they become."""

import uuid
from collections.abc import Sequence

from compare.comparison import DEFAULT_MODELS
from compare.model import (
    Candidate,
    Change,
    ChangeKind,
    Comparison,
    DiffOp,
    DiffPiece,
    Evidence,
    Figure,
    FigureChange,
    FigureKind,
    Measure,
    Notice,
    Pledge,
    PledgeState,
    Report,
    Role,
    Section,
    SectionLink,
    Status,
)

HEADINGS_2023 = (
    ("一、主要举措",),
    ("一、主要举措", "（一）优化服务"),
    ("一、主要举措", "（二）加强监督"),
    ("二、明年安排",),
)
HEADINGS_2024 = (
    ("一、工作成效",),
    ("一、工作成效", "（一）提升政务服务"),
    ("二、存在不足",),
    ("三、下一年安排",),
)


def figure(
    text: str,
    in_text: str,
    value: float,
    unit: str,
    subject: str = "",
    kind: FigureKind = FigureKind.COUNT,
    *,
    approximate: bool = False,
) -> Figure:
    """`figure("500家", "帮助500家企业", 500, "家")`, found in its sentence."""
    start = in_text.index(text)
    return Figure(text, start, start + len(text), kind, value, unit, subject, approximate=approximate)


def measure(
    id_: str, text: str, role: Role = Role.DONE, section: int = 2, figures: Sequence[Figure] = ()
) -> Measure:
    """A sentence with an id that a test can name."""
    return Measure(id_, text, role, section, paragraph=1, figures=tuple(figures))


def report(year: int | None, headings: Sequence[tuple[str, ...]], measures: Sequence[Measure]) -> Report:
    """A report whose first section is the nameless opening."""
    sections = [Section(0, 0, ())]
    sections += [Section(index, len(path), path) for index, path in enumerate(headings, start=1)]
    return Report(
        title=f"青岚县{year}年法治政府建设情况报告",
        year=year,
        body="青岚县",
        kind="法治政府建设情况报告",
        source=f"qinglan-{year}.txt",
        sha256="0" * 64,
        sections=tuple(sections),
        measures=tuple(measures),
    )


def change(
    key: str,
    baseline: Sequence[Measure] = (),
    current: Sequence[Measure] = (),
    kind: ChangeKind = ChangeKind.REWORDED,
    *,
    diff: Sequence[DiffPiece] = (),
    figures: Sequence[FigureChange] = (),
    candidates: Sequence[Candidate] = (),
    moved: bool = False,
    uncertain: bool = False,
) -> Change:
    """A change whose status follows from its sides."""
    status = Status.CONTINUED if baseline and current else Status.NEW if current else Status.DROPPED
    return Change(
        key=key,
        status=status,
        role=(*current, *baseline)[0].role,
        change=kind if status is Status.CONTINUED else None,
        moved=moved,
        score=0.92,
        uncertain=uncertain,
        evidence=(Evidence("wording", "71%", 0.7), Evidence("names", "《行政复议法》", 1.4)),
        baseline=tuple(baseline),
        current=tuple(current),
        candidates=tuple(candidates),
        figures=tuple(figures),
        diff=tuple(diff),
    )


def comparison() -> Comparison:
    """A new, a dropped and four continued measures, a preamble of each year, a pledge of each state."""
    before = figure(
        "500余家", "“首席服务员”帮助500余家企业办理登记。", 500, "家", "受助企业", approximate=True
    )
    after = figure("680家", "“营商合伙人”帮助680家企业办理登记。", 680, "家", "受助企业")
    b = {
        "opening": measure("b0", "2023年，全县上下努力工作。", Role.PREAMBLE, 0),
        "helped": measure("b1", "“首席服务员”帮助500余家企业办理登记。", figures=[before]),
        "first": measure("b2", "举办培训班。"),
        "second": measure("b3", "编写案例集。"),
        "same": measure("b4", "公开行政执法信息。", section=3),
        "gone": measure("b5", "设立群众监督员。", section=3),
        "plan1": measure("b6", "计划建成政务大厅。", Role.PLAN, 4),
        "plan2": measure("b7", "计划修订应急预案。", Role.PLAN, 4),
        "plan3": measure("b8", "计划开展普法巡讲。", Role.PLAN, 4),
    }
    c = {
        "opening": measure("c0", "2024年，全县上下继续努力。", Role.PREAMBLE, 0),
        "helped": measure("c1", "“营商合伙人”帮助680家企业办理登记。", figures=[after]),
        "both": measure("c2", "举办培训班并编写案例集。"),
        "same": measure("c3", "公开行政执法信息。"),
        "new": measure("c4", "政务大厅建成启用。"),
        "problem": measure("c5", "执法力量不足。", Role.PROBLEM, 3),
        "plan": measure("c6", "修订应急预案并组织演练。", Role.PLAN, 4),
    }
    equal, deleted, inserted = DiffOp.EQUAL, DiffOp.DELETE, DiffOp.INSERT
    changes = (
        change("2023-a", [b["opening"]], [c["opening"]], ChangeKind.UNCHANGED),
        change(
            "2023-b",
            [b["helped"]],
            [c["helped"]],
            ChangeKind.FIGURES,
            diff=[
                DiffPiece(deleted, "“首席服务员”"),
                DiffPiece(inserted, "“营商合伙人”"),
                DiffPiece(equal, "帮助"),
                DiffPiece(deleted, "500余家"),
                DiffPiece(inserted, "680家"),
                DiffPiece(equal, "企业办理登记。"),
            ],
            figures=[FigureChange(before, after)],
        ),
        change(
            "2023-c",
            [b["first"], b["second"]],
            [c["both"]],
            diff=[
                DiffPiece(equal, "举办培训班"),
                DiffPiece(deleted, "。"),
                DiffPiece(inserted, "并"),
                DiffPiece(equal, "编写案例集。"),
            ],
            uncertain=True,
        ),
        change("2023-d", [b["same"]], [c["same"]], ChangeKind.UNCHANGED, moved=True),
        change("2023-e", [b["gone"]], candidates=[Candidate(c["new"], 0.12)]),
        change("2023-f", [b["plan1"]]),
        change("2023-g", [b["plan2"]], [c["plan"]], ChangeKind.EXPANDED),
        change("2023-h", [b["plan3"]]),
        change("2024-a", current=[c["new"]], candidates=[Candidate(b["gone"], 0.12)]),
        change("2024-b", current=[c["problem"]]),
    )
    pledges = (
        Pledge(
            PledgeState.DELIVERED,
            (b["plan1"],),
            (c["new"],),
            0.9,
            (Evidence("planned_item", "政务大厅", 1.0),),
        ),
        Pledge(PledgeState.PARTLY, (b["plan2"],), (c["both"],), 0.5),
        Pledge(PledgeState.SILENT, (b["plan3"],), (), 0.8),
    )
    return Comparison(
        baseline=report(2023, HEADINGS_2023, list(b.values())),
        current=report(2024, HEADINGS_2024, list(c.values())),
        sections=(
            SectionLink(1, 1, 0.9),
            SectionLink(2, 2, 0.8),
            SectionLink(4, 4, 0.9),
            SectionLink(3, None, 0.0),
        ),
        changes=changes,
        pledges=pledges,
        notices=(Notice("few_links", (("count", "4"),)),),
        method=DEFAULT_MODELS.method,
    )


def large_comparison(count: int) -> Comparison:
    """`count` changes in ten sections, a third each new, dropped and continued."""
    headings = tuple((f"{number}、工作之{number}",) for number in range(1, 11))
    baseline, current, changes = [], [], []
    for number in range(count):
        section = number % 10 + 1
        text = f"第{number}项举措已经落实，办理事项{number * 7 + 20}件，群众满意度不断提高，各部门协同推进。"
        old, new = measure(f"b{number}", text, section=section), measure(f"c{number}", text, section=section)
        sides = ([old], [new]) if number % 3 == 0 else ([old], []) if number % 3 == 1 else ([], [new])
        baseline += sides[0]
        current += sides[1]
        changes.append(change(f"2023-{number:05}", *sides))
    links = tuple(SectionLink(index, index, 1.0) for index in range(1, 11))
    return Comparison(
        report(2023, headings, baseline),
        report(2024, headings, current),
        links,
        tuple(changes),
        pledges=(),
        method=DEFAULT_MODELS.method,
    )


def new_id() -> str:
    """The id of a decision, as the page makes it."""
    return uuid.uuid4().hex
