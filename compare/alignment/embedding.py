"""Similarity by a sentence-embedding model that the user has (extra `embedding`), in place of n-grams."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from compare.alignment.similarity import Matrix, ngram_similarity
from compare.errors import InputError
from compare.model import Encoder, Notice

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

EMBEDDING: Final = "embedding_similarity"
_FINGERPRINT: Final = 12


@dataclass(frozen=True)
class EmbeddingSimilarity:
    """A similarity with the signature of `ngram_similarity`, by a sentence-embedding model.

    The link model was fitted to the similarity of n-grams, of which most are near 0; an embedding model finds
    any two sentences of a report fairly alike. So its order is kept and its values are replaced by those of
    the n-grams, the highest by the highest, and so on.
    """

    encoder: Encoder
    _model: Any  # with `encode`, as a SentenceTransformer has it

    def __call__(self, baseline: Sequence[str], current: Sequence[str]) -> Matrix:
        """(n baseline texts, m current texts) → n × m, 0 to 1."""
        if not baseline or not current:
            return np.zeros((len(baseline), len(current)))
        before, after = (
            np.asarray(self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False))
            for texts in (baseline, current)
        )
        return with_values_of(before @ after.T, ngram_similarity(baseline, current))


def embedding_similarity(model: str) -> EmbeddingSimilarity:
    """The similarity by a sentence-embedding model that the user has (extra `embedding`).

    `compare_reports(baseline, current, Models(similarity=embedding_similarity("模型/句向量")))`.

    Parameters
    ----------
    model
        Its name or its folder.

    Raises
    ------
    InputError
        There is no such model.
    ModuleNotFoundError
        The extra is not installed.
    """
    from sentence_transformers import SentenceTransformer

    try:
        found = SentenceTransformer(model)
    except (OSError, ValueError) as error:
        raise InputError(Path(model), Notice("no_embedding_model")) from error
    return EmbeddingSimilarity(Encoder(model, _weights_fingerprint(found)), found)


def _weights_fingerprint(model: "SentenceTransformer") -> str:
    """The same for the same weights, wherever they lie."""
    digest = hashlib.sha256()
    for name, values in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(values.float().cpu().numpy().tobytes())
    return digest.hexdigest()[:_FINGERPRINT]


def with_values_of(order: Matrix, values: Matrix) -> Matrix:
    """A matrix with the order of one and the values of another, both of the same shape.

    Examples
    --------
    >>> with_values_of(np.array([[3.0, 9.0]]), np.array([[0.2, 0.1]])).tolist()
    [[0.1, 0.2]]
    """
    placed = np.empty(order.size, dtype=np.float64)
    placed[np.argsort(order, axis=None, kind="stable")] = np.sort(values, axis=None)
    return placed.reshape(order.shape)
