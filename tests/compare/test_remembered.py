"""What is kept of sentences is forgotten together: the memory of a worker does not grow with the corpus."""

from pathlib import Path

import compare
from compare.language.clauses import split_clauses
from compare.remembered import forget_sentences


def test_a_forgotten_sentence_is_taken_apart_anew() -> None:
    text = "设立企业服务专窗，推动规范发展。"
    first = split_clauses(text)
    assert split_clauses(text) is first
    forget_sentences()
    assert split_clauses(text) is not first
    assert split_clauses(text) == first


def test_nothing_of_a_report_is_kept_in_another_way() -> None:
    modules = Path(compare.__file__).parent.rglob("*.py")
    assert {path.name for path in modules if "lru_cache" in path.read_text("utf-8")} == {"remembered.py"}
