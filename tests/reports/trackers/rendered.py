"""What a page made of a text: its elements, and what can be read."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

# Each breaks a text in its own way: markup, links, mentions, macros, blocks, entities, lies about direction.
HOSTILE_TEXTS = (
    "<script>alert(1)</script>",
    "<b>粗</b> <img src=x onerror=alert(1)> <!-- 注 --> <pre>x</pre>",
    "[点此](javascript:alert(1)) ![图](http://e.example/x.png) [a]: http://e.example",
    "http://e.example/x https://e.example ftp://e.example www.e.example a.b@e.example mailto:a@e.example",
    '"点此":http://e.example !http://e.example/x.png! "甲":/issues/1',
    "@feeder @all @here user:feeder user#1",
    "#1 ##1 #1-2 !1 $1 %1 %里程碑 ~重点 &1 ^alert#1 GH-1 duban#1 DUBAN-1",
    "r1 commit:1234abcd source:x document:x duban:r1 deadbeef1 0123456789abcdef0123456789abcdef01234567",
    "{{issue(1)}} {{toc}} {{macro_list}} {{collapse(x)}} {{macro(0)}} [[wiki]] [[wiki|名]] [[duban:wiki]]",
    "{code}x{code} {color:red}红{color} [~admin] {{等宽}} ??引?? h1.题",
    "h1. 标题",
    "bq. 引文",
    "fn1. 脚注 [1]",
    "p(((. 缩进",
    "table(x). |a|b|",
    "|甲|乙|",
    "# 标题",
    "* 项",
    "- 项",
    "+ 项",
    "1. 项",
    "2) 项",
    "> 引",
    "---",
    "- - -",
    "***",
    "===",
    "~~~",
    "```",
    "+++",
    ":::",
    "    四格",
    "/close /label ~急",
    "*强* _斜_ -删- +增+ ^上^ ~下~ %跨% @码@ ??引?? **粗** __斜__ ~~删~~ `码` ==原== $x$",
    "甲*强*乙 甲_斜_乙 甲-删-乙 (-删-) (*强*)",
    "GDP(亿元) ABC(说明) (c) (r) (tm) ... -- --- 1/2 3x4",
    "&amp; &lt;b&gt; &#64;feeder &copy; x%x% x%x%amp; :redsh#1: <redpre#0>",
    r"\ \\ \* \# a\b \[x\] 行末\\",
    ":smile: :+1: :) :D ;) (y) (!) (/) (x)",
    "{+增+} {-删-} [+增+] [-删-] [x] [ ] [^1]",
    "首行\n\n# 次行\n* 三行\r\n|四|行|",
    "左\u202e右\u2066中\u200b\ufeff\x00\x07\x1b[31m红",
    "设立服务专窗12个，增长7.9%（占5%以上），5-10个工作日，10:30，1.2亿元；《规定》“引号”。",
)


@dataclass
class Rendered(HTMLParser):
    """The elements of a piece of HTML in their order, and its text with one space for each run of them."""

    html: str
    tags: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(" ".join([tag, *(name for name, _ in attrs)]))

    def handle_comment(self, data: str) -> None:
        self.tags.append(f"!{data}")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.pieces).split())
