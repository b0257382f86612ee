"""Direct code sets what a template's own code would set, and escapes whatever is not markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from reports.html.direct_code import DirectEnvironment, escaped

_TEXTS = st.text(st.sampled_from("年<>&'\"b"))


class _Hostile(str):
    """A text that is not quite one."""

    __slots__ = ()


@given(st.one_of(_TEXTS, _TEXTS.map(Markup), _TEXTS.map(_Hostile), st.integers(), st.none()))
def test_every_value_is_escaped_as_jinja_does(value: object) -> None:
    assert escaped(value) == str(escape(value))


def test_a_template_is_set_as_by_its_own_code() -> None:
    template = (
        "{% macro cell(it) %}<td>{{ it.real }}{{ text }}</td>{% endmacro %}"
        "{% for each in (1, 2) %}{{ loop.first }}{{ cell(each) }}{{ '<b>' }}{% endfor %}{{ marked }}"
    )
    values = {"text": "<1 & 2>", "marked": Markup("<i>")}
    plain = Environment(autoescape=True).from_string(template)

    assert DirectEnvironment(autoescape=True).from_string(template).render(values) == plain.render(values)


def test_what_is_not_there_is_an_error() -> None:
    environment = DirectEnvironment(autoescape=True, undefined=StrictUndefined)

    with pytest.raises(UndefinedError):
        environment.from_string("{{ nothing }}").render()
    with pytest.raises(AttributeError):
        environment.from_string("{{ it.nothing }}").render(it=1)
