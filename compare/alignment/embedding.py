"""Likeness by a sentence-embedding model that the user has (extra `embedding`), in place of n-grams."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from compare.alignment.similarity import Matrix, Similarity, ngram_similarity
from compare.errors import InputError
from compare.model import Notice


def embedding_similarity(model: str) -> Similarity:
    """A similarity with the signature of `ngram_similarity`, by the model of that name or in that folder.

    The link model was fitted to the likeness of n-grams, of which most are near 0; an embedding model finds
    any two sentences of a report fairly alike. So its order is kept and its values are replaced by those of
    the n-grams, the highest by the highest, and so on.

    Raises
    ------
    InputError
        There is no such model.
    ModuleNotFoundError
        The extra is not installed.
    """
    from sentence_transformers import SentenceTransformer

    try:
        encoder = SentenceTransformer(model)
    except (OSError, ValueError) as error:
        raise InputError(Path(model), Notice("no_embedding_model")) from error

    def similarity(baseline: Sequence[str], current: Sequence[str]) -> Matrix:
        if not baseline or not current:
            return np.zeros((len(baseline), len(current)))
        before, after = (
            np.asarray(encoder.encode(list(texts), normalize_embeddings=True, show_progress_bar=False))
            for texts in (baseline, current)
        )
        return with_values_of(before @ after.T, ngram_similarity(baseline, current))

    return similarity


def with_values_of(order: Matrix, values: Matrix) -> Matrix:
    """A matrix with the order of one and the values of another: [3, 9] and [.2, .1] make [.1, .2]."""
    placed = np.empty(order.size, dtype=np.float64)
    placed[np.argsort(order, axis=None, kind="stable")] = np.sort(values, axis=None)
    return placed.reshape(order.shape)
