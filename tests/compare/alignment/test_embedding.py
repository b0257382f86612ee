"""A sentence-embedding model in place of n-grams: a tiny one, made here."""

from pathlib import Path

import numpy as np
import pytest

from compare.alignment.embedding import embedding_similarity, with_values_of
from compare.comparison import Models, compare_reports, open_report
from compare.errors import InputError
from compare.model import Status
from tests.conftest import leave_out

SEEDS = Path(__file__).parents[3] / "seeds"


def test_values_keep_the_order_of_the_one_and_the_values_of_the_other() -> None:
    order = np.array([[0.8, 0.9], [0.7, 0.85]])
    values = np.array([[0.0, 0.6], [0.1, 0.2]])
    assert with_values_of(order, values).tolist() == [[0.1, 0.6], [0.0, 0.2]]


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that knows the seeds' characters, each with a vector of its own; a sentence is their mean."""
    try:
        import sentence_transformers
    except ModuleNotFoundError:
        leave_out('no sentence-transformers: python -m pip install ".[embedding]"')
    from sentence_transformers.models import StaticEmbedding
    from tokenizers import Regex, Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Split

    characters = sorted({*"".join(path.read_text("utf-8") for path in SEEDS.glob("*.txt"))})
    vocabulary = {character: place for place, character in enumerate(["[UNK]", *characters])}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Split(Regex("."), "isolated")
    vectors = np.random.default_rng(7).normal(size=(len(vocabulary), 256)).astype("float32")
    folder = tmp_path_factory.mktemp("model")
    module = StaticEmbedding(tokenizer, embedding_weights=vectors)
    sentence_transformers.SentenceTransformer(modules=[module], device="cpu").save(str(folder))
    return folder


@pytest.mark.filterwarnings("ignore")
@pytest.mark.slow
def test_a_model_in_a_folder_stands_in_for_n_grams(tiny_model: Path) -> None:
    similarity = embedding_similarity(str(tiny_model))
    matrix = similarity(
        ["查处交通违法行为。", "建成口袋公园。"], ["查处各类交通违法行为。", "新招教师。", "口袋公园建成。"]
    )
    assert matrix.shape == (2, 3)
    assert matrix[0].argmax() == 0
    assert matrix[1].argmax() == 2
    assert similarity([], ["新招教师。"]).shape == (0, 1)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.slow
def test_the_seeds_are_compared_with_it(tiny_model: Path) -> None:
    baseline, current = (
        open_report(SEEDS / name) for name in ("yangpu-2023.txt", "yangpu-2024-specimen.txt")
    )
    models = Models(similarity=embedding_similarity(str(tiny_model)))
    comparison = compare_reports(baseline, current, models)
    continued = [change for change in comparison.changes if change.status is Status.CONTINUED]
    assert any("跨省通办" in change.current[0].text for change in continued)
    assert comparison == compare_reports(baseline, current, models)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.slow
def test_a_model_that_is_not_there_is_refused(tiny_model: Path, tmp_path: Path) -> None:
    del tiny_model
    with pytest.raises(InputError) as refused:
        embedding_similarity(str(tmp_path / "nothing"))
    assert refused.value.notice.code == "no_embedding_model"
