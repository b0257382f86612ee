"""What a sentence calls by name: documents in 《》 and catchwords in “”."""

import re
from typing import Final

_NAME: Final = re.compile(r"《[^《》]+(?:《[^《》]+》[^《》]*)*》|“[^“”]+”")


def extract_names(text: str) -> tuple[str, ...]:
    """The names of a sentence in order, marks included, each once.

    Examples
    --------
    >>> extract_names("落实《条例》，推行“一件事”。")
    ('《条例》', '“一件事”')
    """
    return tuple(dict.fromkeys(_NAME.findall(text)))
