"""How frequent words are in reports: `python -m tests.accuracy.frequencies` counts them in ../shared/corpus.

Writes compare/language/frequencies.json: of how many sentences, and of how many of these each word stands in.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Final

from compare.language.normalise import normalise
from compare.language.words import cut_words
from tests.accuracy.roles.labelled import CORPUS

_WRITTEN: Final = Path(__file__).parents[2] / "compare" / "language" / "frequencies.json"
_SENTENCE: Final = re.compile(r"[。；！？\n]")
_CLAUSE: Final = re.compile(r"[，：,:]")
_LEAST: Final = 20  # sentences; a rarer word may be a place's name


def main() -> int:
    """Count the words of all sentences and write those that are frequent."""
    counts: Counter[str] = Counter()
    sentences = 0
    for path in sorted(CORPUS.glob("*.txt")):
        for sentence in _SENTENCE.split(path.read_text("utf-8")):
            clauses = _CLAUSE.split(sentence)
            words = {word for clause in clauses for word in cut_words(normalise(clause)) if len(word) > 1}
            sentences += bool(words)
            counts.update(words)
    kept = {word: count for word, count in sorted(counts.items()) if count >= _LEAST and "#" not in word}
    lines = json.dumps({"sentences": sentences, "words": kept}, ensure_ascii=False, indent=0)
    _WRITTEN.write_text(lines + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
