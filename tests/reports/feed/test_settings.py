"""The user's settings lie over the toolkit's own; what they get wrong is said by name."""

import time
from pathlib import Path

import jinja2
import pytest

from compare.errors import InputError
from reports.feed.settings import Renderer, load_settings
from reports.trackers.base import Markup


def written(folder: Path, text: str) -> Path:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_left_out_is_as_in_the_defaults(tmp_path: Path) -> None:
    path = written(tmp_path, '[states]\nopen = "待分办"\n[trackers.redmine]\nmarkup = "markdown"\n')

    settings = load_settings(path)

    assert settings.states["open"] == "待分办"
    assert settings.states["dropped"] == load_settings().states["dropped"]
    assert settings.trackers == {"redmine": {"markup": "markdown"}}


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ("[states\n", "no_toml", ""),
        ('[stat]\nopen = "x"\n', "unknown_setting", "stat"),
        ('[states]\nopened = "x"\n', "unknown_setting", "states.opened"),
        ("[states]\nopen = 3\n", "unknown_setting", "states.open"),
        ("[http]\ntimeout = -1\n", "unknown_setting", "http.timeout"),
        ('[templates]\ntitle = "{{ text "\n', "bad_template", "templates.title"),
        ("trackers = 3\n", "unknown_setting", "trackers"),
    ],
)
def test_what_is_wrong_is_said_by_name(tmp_path: Path, text: str, code: str, named: str) -> None:
    with pytest.raises(InputError) as raised:
        load_settings(written(tmp_path, text))

    assert raised.value.notice.code == code
    assert named in dict(raised.value.notice.values).get("name", "")


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        load_settings(tmp_path / "none.toml")

    assert raised.value.notice.code == "not_found"


def test_text_of_a_report_is_no_template() -> None:
    rendered = Renderer(Markup.PLAIN).render("{{ text }}", {"text": "{{ 7 * 7 }} {% raw %}"})

    assert rendered == "{{ 7 * 7 }} {% raw %}"


def test_a_template_reaches_nothing_but_its_values() -> None:
    from jinja2.exceptions import SecurityError

    with pytest.raises(SecurityError):
        Renderer(Markup.PLAIN).render("{{ text.__class__.__mro__ }}", {"text": "甲"})


@pytest.mark.parametrize(
    "template",
    [
        "{{ 1/0 }}",
        "{{ 1 % 0 }}",
        "{{ 'a' * 10**10 }}",
        "{{ 10 ** 10 ** 10 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '{:999999999}'.format(1) }}",
        "{{ 'a'.center(999999999) }}",
        "{{ 'a' | center(999999999) }}",
        "{{ text | replace('a', 'b') }}",
        "{{ lipsum(n=1000000) }}",
        "{% for a in range(999999999) %}{% endfor %}",
        "{% for a in range(9999) %}{{ text }}{% endfor %}",
        "{{ range(999999) | list }}{{ range(99999) | sum }}",
        "{% for a in text %}{% for b in text %}{% for c in text %}{% endfor %}{% endfor %}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ nothing }}",
        "{{ text.nothing }}",
        "{{ figures[9] }}",
        "{{ text() }}",
    ],
)
def test_a_template_that_would_fail_or_go_on_for_ever_is_refused(template: str) -> None:
    begun = time.process_time()
    with pytest.raises(jinja2.TemplateError):
        Renderer(Markup.PLAIN).render(template, {"text": "a" * 1_000, "figures": []})

    assert time.process_time() - begun < 5


def test_a_template_may_count_and_choose() -> None:
    template = "{% for each in range(3) %}{{ loop.index * 2 }}{% if not loop.last %}、{% endif %}{% endfor %}"

    assert Renderer(Markup.PLAIN).render(template, {}) == "2、4、6"
