"""The messages of the templates, looked up when a template is compiled and not for every row that it sets."""

from collections.abc import Callable, Iterator
from typing import Final, cast

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

_CALL: Final = ["name", "lparen", "string", "rparen"]


class CompiledMessages(Extension):
    """Sets the words for `_("…")` in a template's code; what `_` is the environment's globals say.

    A compiled template is of one language, then, and so is whatever keeps it.

    Examples
    --------
    >>> from jinja2 import Environment
    >>> environment = Environment(extensions=[CompiledMessages], autoescape=True)
    >>> environment.globals["_"] = {"新增": "new"}.get
    >>> environment.from_string('{{ _("新增") }}').render()
    'new'
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The tokens, a call of `_` with a message being the words themselves."""
        words_for = cast("Callable[[str], str]", self.environment.globals["_"])
        held: list[Token] = []
        for token in stream:
            held.append(token)
            if len(held) < len(_CALL):
                continue
            if [each.type for each in held] == _CALL and held[0].value == "_":
                yield Token(held[0].lineno, "string", words_for(held[2].value))
                held.clear()
            else:
                yield held.pop(0)
        yield from held
