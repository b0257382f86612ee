"""A review goes on with what the comparison was made with, or says that it cannot."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from compare.alignment.embedding import EmbeddingSimilarity
from compare.alignment.similarity import Matrix, ngram_similarity
from compare.comparison import DEFAULT_MODELS, Models, compare_reports
from compare.errors import InputError
from compare.model import Comparison, Encoder
from reports.changes_json import load_comparison
from reports.review import session as reviewing
from reports.review.session import Session
from tests.builders import comparison
from tests.reports.serving import written


class Characters:
    """A sentence-embedding model as small as can be: a sentence is how often it has each character."""

    def encode(self, texts: Sequence[str], **_: object) -> Matrix:
        counts = np.zeros((len(texts), 0x10000))
        for row, text in enumerate(texts):
            np.add.at(counts[row], [ord(character) for character in text], 1.0)
        normed: Matrix = counts / np.linalg.norm(counts, axis=1, keepdims=True)
        return normed


def by_characters(name: str, version: str = "1f0c") -> EmbeddingSimilarity:
    return EmbeddingSimilarity(Encoder(name, version), Characters())


@pytest.fixture
def compared(tmp_path: Path) -> Path:
    made = comparison()
    models = Models(similarity=by_characters("models/characters"))
    return written(compare_reports(made.baseline, made.current, models), tmp_path / "out")


def compared_in(folder: Path) -> Comparison:
    return load_comparison((folder / "changes.json").read_text(encoding="utf-8"))


def test_what_decided_is_recorded(compared: Path) -> None:
    method = compared_in(compared).method
    assert (method.similarity, method.encoder) == (
        "embedding_similarity",
        Encoder("models/characters", "1f0c"),
    )
    assert [name for name, _ in method.models] == ["link", "part", "certainty", "change", "pledge"]
    assert DEFAULT_MODELS.method.similarity == ngram_similarity.__name__


def test_a_review_takes_the_encoder_that_is_recorded(compared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def opened(name: str) -> EmbeddingSimilarity:
        asked.append(name)
        return by_characters(name)

    monkeypatch.setattr(reviewing, "embedding_similarity", opened)
    assert Session(compared).comparison == compared_in(compared)
    assert asked == ["models/characters"]


def test_an_encoder_that_has_moved_is_known_by_its_weights(
    compared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reviewing, "embedding_similarity", by_characters)
    moved = Session(compared, encoder="elsewhere").comparison
    assert moved.changes == compared_in(compared).changes

    monkeypatch.setattr(reviewing, "embedding_similarity", lambda name: by_characters(name, "2b2b"))
    with pytest.raises(InputError) as refused:
        Session(compared, encoder="elsewhere")
    assert refused.value.notice.code == "other_method"


def test_an_encoder_that_the_comparison_was_made_without_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reviewing, "embedding_similarity", by_characters)
    with pytest.raises(InputError) as refused:
        Session(written(comparison(), tmp_path / "out"), encoder="models/characters")
    assert refused.value.notice.code == "other_method"


def test_other_models_than_it_was_made_with_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from reports.cli import run

    earlier = replace(
        DEFAULT_MODELS.method, models=(("link", "0a1b"), ("change", "2c3d"), ("pledge", "4e5f"))
    )
    folder = written(replace(comparison(), method=earlier), tmp_path / "out")
    assert run(["review", str(folder), "--no-browser"]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "crossyear compare" in told


def test_a_similarity_of_ones_own_is_recorded_by_its_name_and_no_review_takes_another(tmp_path: Path) -> None:
    made = comparison()
    models = Models(similarity=partial(ngram_similarity))
    own = compare_reports(made.baseline, made.current, models)
    assert own.method.similarity == "partial"
    with pytest.raises(InputError) as refused:
        Session(written(own, tmp_path / "out"))
    assert refused.value.notice.code == "other_method"
