"""What the page of a ticket shows besides its fields: marked words, a whole title, the year before."""

import re

try:
    from compare.changes.diff import diff_texts
except ImportError:  # a Roundup server that has no crossyear shows the texts without marks
    diff_texts = None

CLAUSE_END = re.compile("[，。；！？]")


def pieces(before, after, own):
    """A text in pieces, with whether the other year lacks each; `own` is `delete` or, of after, `insert`."""
    before, after = str(before or ""), str(after or "")
    if not before or not after or diff_texts is None:
        return [{"text": before if own == "delete" else after, "is_marked": False}]
    return [
        {"text": piece.text, "is_marked": piece.op.value == own}
        for piece in diff_texts(before, after)
        if piece.op.value in ("equal", own)
    ]


def whole_title(title, *texts):
    """The title, or where it was cut, its sentence up to the end of a clause."""
    title = str(title or "")
    if not title.endswith("…"):
        return title
    for text in texts:
        line = " ".join(str(text or "").split())
        if line.startswith(title[:-1]):
            end = CLAUSE_END.search(line, len(title) - 2)
            return line[: end.start()] if end else line
    return title


def year_before(year, body):
    """The earlier year of the two that were compared, as the text tells its source; "" where it does not."""
    found = re.search(rf"(\d{{4}})—{re.escape(str(year))}年", str(body or "")) if year else None
    return found[1] if found else ""


def init(instance):
    """Give the pages what they call."""
    for util in (pieces, whole_title, year_before):
        instance.registerUtil(util.__name__, util)
