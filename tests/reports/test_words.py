"""Every message of the toolkit has its English, and every code its sentence."""

import io
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from hypothesis import given
from hypothesis import strategies as st

import reports
from compare.decisions.standing import Action
from compare.model import (
    ChangeKind,
    Evidence,
    FigureCaveat,
    Notice,
    PledgeOutcome,
    PledgeState,
    ReversalKind,
    Role,
    Status,
    TextPart,
)
from compare.series.values import Arrival, Ending
from reports.locales import parsed, read_catalogue
from reports.words import EVIDENCE, LABELS, NOTICES, Words

_REPORTS = Path(reports.__file__).parent
_CATALOGUE = _REPORTS / "locales" / "en" / "LC_MESSAGES" / "crossyear.po"
_EXTRACTORS = [("**.py", "python"), ("**.html", "jinja2")]


def _messages() -> Iterator[str]:
    found = extract_from_dir(str(_REPORTS), _EXTRACTORS, keywords={"_": None, "gettext": None})
    for _file, _line, message, _comments, _context in found:
        assert isinstance(message, str)
        yield message


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def test_every_message_is_in_the_english_catalogue_and_no_other() -> None:
    with _CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="en")
    translated = {str(message.id) for message in catalogue if message.id}

    assert sorted(set(_messages()) - translated) == []
    assert sorted(translated - set(_messages())) == []
    assert not catalogue.obsolete


def test_the_catalogue_is_read_as_babel_reads_it() -> None:
    with _CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="en")

    assert read_catalogue("en") == {str(each.id): str(each.string) for each in catalogue if each.id}


@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1), st.text('新 a"\\\n\t')
    )
)
def test_messages_of_any_length_and_sign_are_read(messages: dict[str, str]) -> None:
    catalogue = Catalog(locale="en")
    for original, translated in messages.items():
        catalogue.add(original, translated)
    written = io.BytesIO()
    write_po(written, catalogue)

    assert parsed(written.getvalue().decode()) == messages


@pytest.mark.parametrize("line", ['msgctxt "台账"', 'msgid_plural "条"', "msgid 新增", 'msgid "新"增"'])
def test_what_is_no_plain_message_is_told(line: str) -> None:
    with pytest.raises(ValueError, match=r"no plain message|Extra data"):
        parsed(f'msgid "新增"\nmsgstr "new"\n\n{line}\n')


def test_every_message_is_translated_and_keeps_its_places() -> None:
    with _CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="en")
    for message in catalogue:
        if message.id:
            assert message.string, message.id
            assert not message.fuzzy, message.id
            assert not _is_chinese(str(message.string)), message.id
            assert _places(str(message.id)) == _places(str(message.string)), message.id


def _places(text: str) -> set[str]:
    return {part.split("}")[0] for part in text.split("{")[1:]}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_label_has_a_word(language: str) -> None:
    words = Words(language)
    kinds: list[type[StrEnum]] = [Role, TextPart, Status, ChangeKind, PledgeState, PledgeOutcome]
    kinds += [ReversalKind, FigureCaveat, Action, Arrival, Ending]
    for kind in kinds:
        for value in kind:
            assert words.label(value)
    assert set(LABELS) == {value for kind in kinds for value in kind}


def test_labels_in_both_languages() -> None:
    assert Words("zh").label(Status.DROPPED) == "未再提及"
    assert Words("en").label(Status.DROPPED) == "no longer mentioned"


def test_reasons_are_told_in_the_order_of_their_weight() -> None:
    evidence = (Evidence("wording", "71%", 0.7), Evidence("names", "《行政复议法》", 1.4))

    assert Words("zh").reason(evidence) == "同名：《行政复议法》；文字相近 71%"
    assert Words("en").reason(evidence) == "same name: 《行政复议法》; similar wording 71%"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_values_of_notices_are_put_in_as_they_are(language: str) -> None:
    for code, message in NOTICES.items():
        values = tuple((place, "{甲}") for place in sorted(_places(message)))
        assert Words(language).notice(Notice(code, values)).count("{甲}") == len(values)
    for code, message in EVIDENCE.items():
        assert ("{甲}" in Words(language).evidence(Evidence(code, "{甲}"))) is ("{detail}" in message)
