"""`crossyear feed` as its user meets it: a plan first, then the deed, then nothing more to do."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from compare.model import Comparison
from reports import cli
from reports.changes_json import dump_comparison
from reports.trackers.base import Field
from reports.trackers.roundup.embedded import EmbeddedTracker
from reports.words import Words
from tests.builders import comparison, new_id
from tests.reports.feed.ledger import compared, continued
from tests.reports.feed.test_plan import WINDOWS_23, WINDOWS_24, WINDOWS_25
from tests.reports.trackers.answering import Answer, answering

Outcome = tuple[int, str, str]
Run = Callable[..., Outcome]


def write(folder: Path, made: Comparison) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "changes.json").write_text(dump_comparison(made, Words("zh")), encoding="utf-8")
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command in this process, in an empty folder: its exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str | Path) -> Outcome:
        code = cli.run([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return write(tmp_path / "out", comparison())


def tickets(home: Path) -> dict[str, dict[Field, str]]:
    tracker = EmbeddedTracker(home)
    found = {ticket.key: dict(ticket.fields) for ticket in tracker.tickets()}
    tracker.close()
    return found


def test_without_apply_it_only_plans(run: Run, out: Path) -> None:
    code, told, err = run("feed", out, "--to", "roundup:台账")

    assert (code, err) == (0, "")
    assert told.startswith("新建 9，更新 0，标记 0，不变 0，略过 0，冲突 0")
    assert "2023-b" in told
    assert "加上 --apply 才写入" in told
    assert [path.name for path in out.iterdir()] == ["changes.json"]
    assert tickets(Path("台账")) == {}


def test_with_apply_it_ends_with_the_tickets_and_their_links(run: Run, out: Path) -> None:
    code, told, err = run("feed", out, "--to", "roundup:台账", "--apply")

    assert (code, err) == (0, "")
    assert "#9" in told
    assert told.endswith("新建 9，更新 0，标记 0，不变 0，略过 0，冲突 0\n")
    assert len(tickets(Path("台账"))) == 9
    assert run("feed", out, "--to", "roundup:台账", "--apply")[1] == (
        "新建 0，更新 0，标记 0，不变 9，略过 0，冲突 0\n"
    )


def test_the_plan_as_json_has_every_step(run: Run, out: Path) -> None:
    code, told, _err = run(
        "feed", out, "--to", "roundup:台账", "--json", "--status", "new", "--status", "dropped"
    )
    record = json.loads(told)

    assert code == 0
    assert record["applied"] is False
    assert record["counts"] == {"create": 5, "update": 0, "mark": 0, "keep": 0, "skip": 4, "conflicts": 0}
    step = next(each for each in record["steps"] if each["key"] == "2024-a")
    assert (step["action"], step["ticket"], step["fields"]["title"]) == ("create", None, "政务大厅建成启用。")
    assert {each["why"] for each in record["steps"] if each["action"] == "skip"} == {"not_selected"}


def test_decisions_of_the_review_count(run: Run, out: Path) -> None:
    from compare.decisions.standing import Action, Decision, Named
    from reports.review.decision_file import DecisionFile
    from reports.review.records import now

    named = Named("b5", "设立群众监督员。")
    DecisionFile(out).add(Decision(new_id(), now(), "李敏", Action.ROLE, baseline=(named,), value="problem"))

    run("feed", out, "--to", "roundup:台账", "--apply", "--reviewed-only")

    (fields,) = tickets(Path("台账")).values()
    assert fields[Field.ROLE] == "不足"
    assert "复核：改定类别（李敏）" in fields[Field.BODY]


def test_next_year_and_a_conflict_are_told(run: Run, out: Path) -> None:
    write(out, compared(2024, [continued(2024, [WINDOWS_23], [WINDOWS_24])]))
    run("feed", out, "--to", "roundup:台账", "--apply", "--quiet")
    tracker = EmbeddedTracker(Path("台账"))
    (ticket,) = tracker.tickets()
    tracker.update(ticket, {Field.TITLE: "专窗（张科长跟进）"}, ticket.memory)
    tracker.close()
    write(out, compared(2025, [continued(2025, [WINDOWS_24], [WINDOWS_25])]))

    code, told, _err = run("feed", out, "--to", "roundup:台账", "--apply")

    assert code == 0
    assert (
        "冲突 #1 标题：台账为“专窗（张科长跟进）”（人工改过，保留），报告为“设立企业服务专窗20个。”" in told
    )
    assert tickets(Path("台账"))["2023-w23"][Field.AFTER] == WINDOWS_25.text


def test_an_older_comparison_is_told_to_be_older(run: Run, out: Path) -> None:
    older = compared(2024, [continued(2024, [WINDOWS_23], [WINDOWS_24])])
    write(out, older)
    run("feed", out, "--to", "roundup:台账", "--apply", "--quiet")
    write(out, compared(2025, [continued(2025, [WINDOWS_24], [WINDOWS_25])]))
    run("feed", out, "--to", "roundup:台账", "--apply", "--quiet")
    write(out, older)

    told = run("feed", out, "--to", "roundup:台账", "--apply")[1]

    assert told == (
        "1 条在台账里已是更晚年度的内容，没有动\n新建 0，更新 0，标记 0，不变 0，略过 1，冲突 0\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--to", "trello:x"), "不认识的台账 trello:x"),
        (("--to", "roundup"), "不认识的台账 roundup"),
        (("--to", "redmine:http://127.0.0.1:9/projects/x"), "没有令牌"),
        (("--to", "roundup:台账", "--settings", "none.toml"), "none.toml: 没有这个文件"),
        (("--to", "roundup:台账", "--status", "gone"), "--status"),
        (("--to", "roundup:台账", "--min-score", "2"), "--min-score"),
    ],
)
def test_bad_input_is_one_line_and_code_2(
    run: Run, out: Path, arguments: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CROSSYEAR_REDMINE_TOKEN", raising=False)
    code, told, err = run("feed", out, *arguments, "--apply")

    assert (code, told) == (2, "")
    assert said in err
    assert err.startswith("crossyear: ")
    assert err.count("\n") == 1


def test_a_folder_without_a_comparison_is_said(run: Run, tmp_path: Path) -> None:
    code, _told, err = run("feed", tmp_path, "--to", "roundup:台账")

    assert code == 2
    assert "这里没有 changes.json" in err


def test_a_template_with_an_unknown_value_is_said_by_name(run: Run, out: Path, tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text('[templates]\ntitle = "{{ titel }}"\n', encoding="utf-8")

    code, _told, err = run("feed", out, "--to", "roundup:台账", "--settings", settings)

    assert code == 2
    assert "titel" in err


def test_a_token_that_is_not_accepted_is_said_without_it(run: Run, out: Path, tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.touch(mode=0o600)
    token.write_text("s3cret-s3cret")
    with answering(Answer(401, body="no such key")) as served:
        target = f"roundup:{served.address}"
        code, told, err = run("feed", out, "--to", target, "--token-file", token, "--apply")

    assert (code, told) == (2, "")
    assert "不接受令牌" in err
    assert "s3cret" not in err + "".join(path.read_text("utf-8") for path in out.iterdir())


def test_two_feeds_at_once_make_one_ticket_each(out: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "reports.cli", "feed", str(out), "--to", f"roundup:{tmp_path / '台账'}"]
    feeds = [
        subprocess.Popen([*command, "--apply", "--quiet"], stderr=subprocess.PIPE, encoding="utf-8")
        for _ in range(2)
    ]
    told = [feed.communicate(timeout=120)[1] for feed in feeds]

    assert [feed.returncode for feed in feeds] == [0, 0], told
    assert len(tickets(tmp_path / "台账")) == 9


def test_reports_without_a_year_are_fed_as_well(run: Run, out: Path) -> None:
    made = comparison()
    write(
        out,
        replace(made, current=replace(made.current, year=None), baseline=replace(made.baseline, year=None)),
    )

    assert run("feed", out, "--to", "roundup:台账", "--apply", "--quiet")[0] == 0
    assert run("feed", out, "--to", "roundup:台账", "--apply")[1].startswith("新建 0，更新 0，标记 0，不变 9")
