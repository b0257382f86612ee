"""The file of decisions: what is acknowledged is there, whatever happens to the process or the file."""

import json
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from compare.decisions.standing import Action, Decision, Named
from compare.errors import InputError
from reports.json_lines import adding_to, line_of
from reports.review.decision_file import DecisionFile, UnseenError, read_decisions
from reports.review.records import from_record, now, to_record
from tests.builders import new_id


def link(before: str = "b1", after: str = "c1", *, seen: tuple[str, ...] = ()) -> Decision:
    return Decision(
        new_id(),
        now(),
        "李敏",
        Action.LINK,
        (Named(before, "设立专窗。"),),
        (Named(after, "开通专窗。"),),
        after=seen,
    )


def line(decision: Decision) -> str:
    return line_of(to_record(decision))


def test_decision_is_one_line_that_gives_it_back() -> None:
    decision = replace(link(seen=("a" * 32,)), note='第一行\n第二行 "引号" \u2028 \u202e <script>')
    written = line(decision)

    assert "\n" not in written
    assert "\u202e" not in written
    assert from_record(json.loads(written)) == decision
    assert "李敏" in written


@pytest.mark.parametrize(
    "spoiled",
    [
        {"id": "../x"},
        {"id": 7},
        {"when": "gestern"},
        {"action": "destroy"},
        {"baseline": []},
        {"baseline": ["b1"]},
        {"baseline": [{"id": "", "text": ""}]},
        {"who": "李" * 101},
        {"action": "role", "value": "king"},
        {"action": "undo", "undoes": ""},
        {"after": "a"},
    ],
)
def test_what_is_no_decision_is_refused(spoiled: dict[str, object]) -> None:
    good = {
        "id": "0" * 32,
        "when": "2025-01-07T08:00:00Z",
        "who": "李敏",
        "action": "link",
        "baseline": [{"id": "b1", "text": "甲"}],
        "current": [{"id": "c1", "text": "乙"}],
    }
    from_record(good)
    with pytest.raises(ValueError, match=r"."):
        from_record(good | spoiled)


def test_lines_are_added_and_never_changed(tmp_path: Path) -> None:
    stored = DecisionFile(tmp_path)
    assert stored.read().decisions == ()
    first, second = link(), link("b2", "c2")
    stored.add(first)
    before = stored.path.read_bytes()
    stored.add(second)
    stored.add(second)

    assert stored.path.read_bytes().startswith(before)
    assert DecisionFile(tmp_path).read().decisions == (first, second)


def test_torn_line_is_told_and_harms_no_other(tmp_path: Path) -> None:
    stored = DecisionFile(tmp_path)
    first, second = link(), link("b2", "c2")
    stored.add(first)
    with stored.path.open("ab") as file:
        file.write(line(second).encode()[:-20])
    stored.add(second)
    read = stored.read()

    assert read.decisions == (first, second)
    assert read.unreadable == (2,)
    assert dict(read.notices[0].values) == {"count": "1", "lines": "2", "reason": "no JSON object"}


def test_decision_made_on_an_old_state_is_refused_with_what_it_missed(tmp_path: Path) -> None:
    stored = DecisionFile(tmp_path)
    first = link("b1", "c1")
    stored.add(first)
    with pytest.raises(UnseenError) as caught:
        stored.add(link("b1", "c2"))
    assert [each.other for each in caught.value.conflicts] == [first]
    stored.add(link("b1", "c2", seen=(first.id,)))

    assert len(stored.read().decisions) == 2


def test_many_writers_lose_nothing(tmp_path: Path) -> None:
    decisions = [link(f"b{n}", f"c{n}") for n in range(40)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda each: DecisionFile(tmp_path).add(each), decisions))

    read = DecisionFile(tmp_path).read()
    assert {each.id for each in read.decisions} == {each.id for each in decisions}
    assert read.unreadable == ()


def test_taking_a_file_twice_adds_once(tmp_path: Path) -> None:
    stored, saved = DecisionFile(tmp_path), tmp_path / "saved.jsonl"
    saved.write_text("\ufeff" + line(link()) + "\r\n" + line(link("b2", "c2")), encoding="utf-8")

    assert stored.take(read_decisions(saved).decisions) == 2
    assert stored.take(read_decisions(saved).decisions) == 0


def test_git_merges_two_branches_by_taking_the_lines_of_both(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        identity = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main")
        subprocess.run(["git", *identity, *words], cwd=tmp_path, check=True, capture_output=True)

    decisions = [link(f"b{n}", f"c{n}") for n in range(3)]
    git("init")
    (tmp_path / ".gitattributes").write_text("decisions.jsonl merge=union\n")
    DecisionFile(tmp_path).add(decisions[0])
    git("add", ".")
    git("commit", "-m", "first")
    git("checkout", "-b", "other")
    DecisionFile(tmp_path).add(decisions[1])
    git("commit", "-am", "theirs")
    git("checkout", "main")
    DecisionFile(tmp_path).add(decisions[2])
    git("commit", "-am", "ours")
    git("merge", "other")

    assert {each.id for each in DecisionFile(tmp_path).read().decisions} == {each.id for each in decisions}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name")
def test_a_pipe_in_its_place_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "decisions.jsonl")
    with pytest.raises(InputError):
        DecisionFile(tmp_path).read()
    with pytest.raises(OSError, match="regular"), adding_to(tmp_path / "decisions.jsonl"):
        pass


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"id": "short"}, "id 'short'"),
        ({"id": None}, "id is no text"),
        ({"when": "yesterday"}, "when 'yesterday'"),
        ({"who": "\ud800"}, "who has half a character"),
        ({"note": "\udfff"}, "note has half a character"),
        ({"note": "长" * 10_001}, "note is no text, or too long"),
        ({"action": "burn"}, "action 'burn' is none of accept"),
        ({"action": "role", "value": "x" * 100}, f"value '{'x' * 40}' is none of done"),
        ({"action": "undo", "undoes": "?"}, "undoes '?'"),
        ({"action": []}, "action is no text"),
        ({"after": {}}, "after is no list"),
        ({"after": [3]}, "after '3'"),
        ({"baseline": [3]}, "baseline names no measure"),
        ({"baseline": [{"id": "\ud800"}]}, "id has half a character"),
        ({"baseline": [{"id": "b1", "text": 3}]}, "text is no text"),
        ({"current": []}, "does not name its measures"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)
def test_a_line_that_is_no_decision_is_told_with_its_place_and_what_is_wrong(
    tmp_path: Path, wrong: dict[str, object], told: str
) -> None:
    good = to_record(link())
    lines = (json.dumps(each) for each in (good, {**good, **wrong, "x": 1}))
    (tmp_path / "decisions.jsonl").write_text("\n".join(lines) + "\n<<<<<<<\n", encoding="utf-8")
    stored = DecisionFile(tmp_path).read()

    assert len(stored.decisions) == 1
    assert dict(stored.notices[0].values)["lines"] == "2、3"
    assert told in dict(stored.notices[0].values)["reason"]
