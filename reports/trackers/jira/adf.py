"""Texts as Jira Cloud keeps them, in the Atlassian Document Format: in a text node nothing is markup."""

from typing import Any

_INLINE = frozenset({"text", "hardBreak", "mention", "emoji", "inlineCard", "date", "status"})


def to_document(text: str) -> dict[str, Any]:
    """Paragraphs between empty lines, breaks between lines: `甲\\n\\n乙` has two paragraphs."""
    paragraphs = [{"type": "paragraph", "content": _inline(part)} for part in text.split("\n\n")]
    return {"type": "doc", "version": 1, "content": paragraphs if text else []}


def to_text(document: dict[str, Any] | None) -> str:
    """The text of a document; of what a person laid out, the words alone."""
    return "" if document is None else _told(document)


def _inline(text: str) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            nodes.append({"type": "hardBreak"})
        if line:
            nodes.append({"type": "text", "text": line})
    return nodes


def _told(node: dict[str, Any]) -> str:
    if node["type"] == "hardBreak":
        return "\n"
    children = node.get("content", [])
    if not children:
        attributes = node.get("attrs", {})
        return str(node.get("text") or attributes.get("text") or attributes.get("url") or "")
    between = "" if children[0]["type"] in _INLINE else "\n\n"
    return between.join(map(_told, children))
