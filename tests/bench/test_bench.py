"""The bench measures what it says: invented reports that are read as meant, aims that hold or do not."""

from pathlib import Path
from xml.etree import ElementTree as ET

from compare.comparison import compare_reports, open_report
from compare.model import Role, Status
from reports.html.page import render_report
from tests.bench.long_reports import SENTENCES, write_pair
from tests.bench.picture import picture
from tests.bench.table import Aim, Table, printed
from tests.bench.timing import Run, Runs, run_in_turn, work

_REACHED = 4.5  # reading, comparing and the page, by the floor of tests.bench.works; 3.0 is wanted


def test_the_same_seed_gives_the_same_reports(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("first", "second", "other")]
    for folder in folders:
        folder.mkdir()
    first, second = ([file.read_bytes() for file in write_pair(folder, 1, seed=7)] for folder in folders[:2])
    assert first == second
    assert first != [file.read_bytes() for file in write_pair(folders[2], 1, seed=8)]


def test_an_invented_report_is_read_as_a_real_one_is(tmp_path: Path) -> None:
    baseline, current = map(open_report, write_pair(tmp_path, 2))
    assert len(baseline.measures) == len(current.measures) == 2 * SENTENCES + 1  # and its title
    assert {measure.role for measure in baseline.measures[1:]} == {Role.DONE, Role.PLAN}
    changes = compare_reports(baseline, current).changes
    continued = sum(change.status is Status.CONTINUED for change in changes)
    assert 0.5 * len(baseline.measures) < continued < 0.75 * len(baseline.measures)


def test_an_aim_that_is_not_reached_is_marked_in_the_table_and_the_picture() -> None:
    table = Table(
        (Aim("read / floor", 1.5, 3.0), Aim("memory <50×>", 2000.0, 1000.0, "MB")),
        {"read": Runs([Run(0.5, 0.9, 80.0), Run(0.4, 0.8, 90.0)])},
    )
    told = printed(table).splitlines()
    assert [line.endswith("above") for line in told[1:3]] == [False, True]
    assert told[-1].split() == ["read", "0.400", "0.450", "0.800", "0.850", "90", "2"]
    drawn = ET.fromstring(picture(table))
    bars = [each.get("fill") for each in drawn.iter("{http://www.w3.org/2000/svg}rect")][1:]
    assert bars[0] != bars[1]


def test_a_page_costs_no_more_than_a_few_times_what_nothing_can_do_without(tmp_path: Path) -> None:
    """So that a fall back is seen, whatever the machine is: 1.5 times what was reached."""
    pair = write_pair(tmp_path, 4)
    page = tmp_path / "page.html"
    baseline, current = map(open_report, pair)
    page.write_text(render_report(compare_reports(baseline, current)), encoding="utf-8")
    runs = run_in_turn({name: work(name, *pair, page) for name in ("page", "floor")}, rounds=2)
    assert runs["page"].cpu() < 1.5 * _REACHED * runs["floor"].cpu()
