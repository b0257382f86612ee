"""Which part of a page is the report: what holds all its sentences, without what stands around it."""

import re
from collections.abc import Sequence
from typing import Final

from compare.language.characters import clean, holds_stop, squeeze
from compare.reading.web.blocks import Element, PageBlock

_MOST_LINKED: Final = 0.3
_NEAR: Final = 12  # blocks before the text, among which its title and its source stand
_LONGEST_AROUND: Final = 120
_FURNITURE: Final = re.compile(
    r"版权所有|备案|公网安备|网站标识码|主办|承办|网站地图|浏览器|分辨率|转载|免责|责任编辑|当前位置|邮编|技术支持"
)
_SOURCE: Final = re.compile(r"来源|发布时间|发布日期|发布机构|信息来源|责任编辑|作者")
_TITLE: Final = re.compile(r"(?:报告|总结|年报|情况|要点|公报)(?:[（(].{1,12}[)）])?$")
_SITE: Final = re.compile(r"(?<!\s)\s*+[_|｜\-—–]+\s*")


def article_of(blocks: Sequence[PageBlock]) -> tuple[int, int]:
    """The first block of the article and the one after its last: the deepest element with all the prose."""
    prose = [block.element for block in blocks if _is_prose(block)]
    if not prose:
        return 0, len(blocks)
    container = _common(prose)
    if sum(_is_in(block.element, container) for block in blocks) == 1 and container.getparent() is not None:
        container = container.getparent()  # one paragraph is no article
    inside = [number for number, block in enumerate(blocks) if _is_in(block.element, container)]
    return inside[0], inside[-1] + 1


def _is_prose(block: PageBlock) -> bool:
    text = clean(block.text)
    if not holds_stop(text) or block.linked > _MOST_LINKED * len(text):
        return False
    if any(each.tag == "footer" for each in block.element.iterancestors("footer")):
        return False
    return len(text) > _LONGEST_AROUND or _FURNITURE.search(text) is None


def _common(elements: Sequence[Element]) -> Element:
    """The deepest element that holds all these."""
    shared = [*reversed(list(elements[0].iterancestors())), elements[0]]
    for element in elements[1:]:
        above = [*reversed(list(element.iterancestors())), element]
        same = next((at for at, (a, b) in enumerate(zip(shared, above, strict=False)) if a is not b), None)
        shared = shared[: min(len(shared), len(above)) if same is None else same]
    return shared[-1]


def _is_in(element: Element, container: Element) -> bool:
    return element is container or any(each is container for each in element.iterancestors())


def title_of(root: Element, before: Sequence[PageBlock], article: Sequence[PageBlock]) -> str:
    """The title where it does not stand in the article itself: as the page says, or just before it."""
    opening = squeeze("".join(block.text for block in article[:_NEAR]))
    near = [block for block in before[-_NEAR:] if not block.linked]
    named = [
        *(meta.get("content") or "" for meta in root.iter("meta") if meta.get("name") == "ArticleTitle"),
        *(clean(block.text) for block in near if block.heading),
        *(clean(block.text) for block in near if _TITLE.search(clean(block.text))),
        *(_SITE.split(clean(title.text or ""))[0] for title in root.iter("title")),
    ]
    titles = [clean(title) for title in named if squeeze(title)]
    fitting = [title for title in titles if _TITLE.search(title)] or titles
    if not fitting or squeeze(fitting[0]) in opening:
        return ""
    return fitting[0]


def sources_of(blocks: Sequence[PageBlock], first: int, end: int) -> list[str]:
    """来源, 发布时间 and the like, just before the article or after it."""
    around = (*blocks[max(0, first - _NEAR) : first], *blocks[end : end + _NEAR])
    texts = [clean(block.text) for block in around]
    return [text for text in texts if _SOURCE.search(text) and len(text) <= _LONGEST_AROUND]


def is_link_list(block: PageBlock) -> bool:
    """Whether hardly anything of a block is no link, as in 上一篇 or a list of news."""
    return block.table is None and block.linked > len(clean(block.text)) / 2
