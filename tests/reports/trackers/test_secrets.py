"""A token comes from a file of its owner's, the environment or a keyring, and from nowhere else."""

import sys
from pathlib import Path

import keyring
import pytest

from compare.errors import InputError
from reports.trackers.base import Secrets, TrackerError
from reports.trackers.secrets import find_token


def _kept(service: str, username: str) -> str | None:
    return "from-keyring" if (service, username) == ("crossyear", "redmine.example.org") else None


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CROSSYEAR_REDMINE_TOKEN", raising=False)
    monkeypatch.setattr(keyring, "get_password", _kept)


def token(secrets: Secrets, host: str = "redmine.example.org") -> str:
    return find_token(secrets, "redmine", host)


def test_the_file_comes_first_then_the_environment_then_the_keyring(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "token"
    path.write_text("from-file\n")
    path.chmod(0o600)

    assert token(Secrets()) == "from-keyring"
    monkeypatch.setenv("CROSSYEAR_REDMINE_TOKEN", "from-environment")
    assert token(Secrets()) == "from-environment"
    assert token(Secrets(path)) == "from-file"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text("secret")
    path.chmod(0o644)

    with pytest.raises(InputError) as raised:
        token(Secrets(path))

    assert raised.value.notice.code == "token_file_open"
    assert "secret" not in str(raised.value)


def test_an_empty_or_missing_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.touch(mode=0o600)

    for each, code in ((path, "token_file_empty"), (tmp_path / "none", "not_found")):
        with pytest.raises(InputError) as raised:
            token(Secrets(each))
        assert raised.value.notice.code == code


def test_where_there_is_none_it_says_where_it_looked() -> None:
    with pytest.raises(TrackerError) as raised:
        token(Secrets(), host="elsewhere.example.org")

    assert raised.value.is_fatal
    assert dict(raised.value.notice.values)["variable"] == "CROSSYEAR_REDMINE_TOKEN"


@pytest.mark.parametrize("wrong", ["a\nb", "a b", "令牌", "a\x00b", "a\r\nX-Admin: 1", "a\u2028b"])
def test_a_token_that_no_header_can_carry_is_refused_and_not_repeated(
    wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring, "get_password", lambda *_: wrong)
    with pytest.raises(TrackerError) as raised:
        token(Secrets())

    assert (raised.value.notice.code, raised.value.notice.values) == ("token_wrong", ())
