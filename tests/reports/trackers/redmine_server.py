"""A real Redmine for the tests: Debian's package, on a copy of the database that redmine_install.sh made."""

import os
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx2

import reports.trackers

_REDMINE: Final = Path("/usr/share/redmine")
_TEMPLATE: Final = Path("/var/lib/crossyear-redmine/template.sqlite3")
_USER: Final = "www-data"
_SECONDS: Final = 60.0
_SETUP: Final = Path(reports.trackers.__file__).parent / "redmine" / "setup.rb"
_KEPT_BY_ISSUES: Final = ("issues", "journals", "journal_details", "issue_relations")
_MADE_BY_SETUP: Final = (
    "issue_statuses",
    "trackers",
    "roles",
    "custom_fields",
    "custom_fields_trackers",
    "custom_fields_projects",
    "custom_fields_roles",
    "projects_trackers",
    "workflows",
)


@dataclass(frozen=True)
class RedmineServer:
    """A Redmine at work: its address, and its database, for what no request can do."""

    url: str
    database: Path

    def token(self, login: str) -> str:
        """A user's API key."""
        query = "select value from tokens join users on users.id = user_id where action = 'api' and login = ?"
        with closing(sqlite3.connect(self.database)) as connection:
            return str(connection.execute(query, (login,)).fetchone()[0])

    def execute(self, *statements: str) -> None:
        """Change the database past Redmine."""
        with closing(sqlite3.connect(self.database, timeout=_SECONDS)) as connection, connection:
            for statement in statements:
                connection.execute(statement)

    def make_ready(self, project: str) -> None:
        """The documented set-up, as an administrator runs it."""
        subprocess.run(
            ["bin/rails", "runner", "-", project],
            input=_SETUP.read_bytes(),
            cwd=_REDMINE,
            env=_environment(self.database),
            user=_USER,
            group=_USER,
            stdout=subprocess.DEVNULL,
            check=True,
        )

    def set_up(self) -> list[list[tuple[object, ...]]]:
        """All that a set-up makes."""
        with closing(sqlite3.connect(self.database, timeout=_SECONDS)) as connection:
            return [connection.execute(f"select * from {table}").fetchall() for table in _MADE_BY_SETUP]

    @contextmanager
    def changed(self, statement: str, back: str) -> Iterator[None]:
        """The database with a change, until the end of the block."""
        self.execute(statement)
        try:
            yield
        finally:
            self.execute(back)

    @contextmanager
    def formatting(self, name: str) -> Iterator[None]:
        """Texts formatted as `textile`, `markdown` or `common_mark`, until the end of the block."""
        forget = "delete from settings where name = 'text_formatting'"
        # A setting of the future is read anew at every request.
        learn = (
            "insert into settings (name, value, updated_on) "
            "values ('text_formatting', '{}', datetime('now', '+1 day'))"
        )
        self.execute(forget, learn.format(name))
        try:
            yield
        finally:
            self.execute(forget, learn.format("textile"))

    def copy_issue(self, number: int, times: int) -> None:
        """Make as many more issues like this one."""
        columns = "tracker_id, project_id, subject, status_id, priority_id, author_id, created_on, updated_on"
        copies = (
            f"with recursive copy(id) as (select {number + 1} union select id + 1 from copy limit {times}) "
        )
        self.execute(
            f"{copies} insert into issues (id, root_id, lft, rgt, {columns}) "
            f"select copy.id, copy.id, 1, 2, {columns} from issues, copy where issues.id = {number}",
            f"{copies} insert into custom_values (customized_type, customized_id, custom_field_id, value) "
            "select 'Issue', copy.id, custom_field_id, value from custom_values, copy "
            f"where customized_id = {number}",
        )

    def forget_issues(self) -> None:
        """Make all projects empty."""
        self.execute(
            *(f"delete from {table}" for table in _KEPT_BY_ISSUES),
            "delete from custom_values where customized_type = 'Issue'",
        )


def what_is_missing() -> str:
    """Why no Redmine can be started here, "" where one can."""
    if not _TEMPLATE.exists() or not (_REDMINE / "Gemfile").exists():
        return "no Redmine here: run tests/reports/trackers/redmine_install.sh as root"
    if os.geteuid() != 0:
        return "Redmine can be started by root only"
    return ""


@contextmanager
def running_redmine() -> Iterator[RedmineServer]:
    """A Redmine on localhost, with nothing in it but its set-up, until the end of the block."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as chosen:
        database = Path(folder, "redmine.sqlite3")
        shutil.copy(_TEMPLATE, database)
        for path in (Path(folder), database):
            shutil.chown(path, _USER, _USER)
        chosen.bind(("127.0.0.1", 0))
        port = chosen.getsockname()[1]
        chosen.close()
        server = RedmineServer(f"http://127.0.0.1:{port}", database)
        with Path(folder, "log").open("wb") as log:
            process = _start(port, database, log.fileno())
        try:
            _wait_until_up(server.url, process, Path(folder, "log"))
            yield server
        finally:
            process.terminate()
            process.wait(_SECONDS)


def _environment(database: Path) -> dict[str, str]:
    return os.environ | {
        "BUNDLER_VERSION": "2.3.15",
        "REDMINE_INSTANCE": "default",
        "RAILS_ENV": "production",
        "DATABASE_URL": f"sqlite3:{database}",
    }


def _start(port: int, database: Path, log: int) -> subprocess.Popen[bytes]:
    command = ["thin", "start", "-e", "production", "-a", "127.0.0.1", "-p", str(port)]
    return subprocess.Popen(
        command,
        cwd=_REDMINE,
        env=_environment(database),
        user=_USER,
        group=_USER,
        stdout=log,
        stderr=subprocess.STDOUT,
    )


def _wait_until_up(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            httpx2.get(f"{url}/issues.json", timeout=_SECONDS)
        except httpx2.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"Redmine did not start: {log.read_text(errors='replace')[-2000:]}")
