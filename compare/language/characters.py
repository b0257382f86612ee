"""Characters of a printed Chinese text: its spaces, its widths, its stops, its canonical form."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Final

from compare.expressions import expression
from compare.remembered import remembered

if TYPE_CHECKING:
    from opencc import OpenCC

TERMINAL: Final = "。；！？"
# A letter of no Latin script. As a range of code points it would say the same of a report, but each
# expression with such a range takes two milliseconds to compile.
HAN: Final = r"[^\W\d_A-Za-z]"
_STOP: Final = re.compile(
    rf"[。；！？｡]|(?:(?<={HAN})|(?<=[%％”’）》」』)\]】\d]))[!?;](?![A-Za-z\d])"
    rf"|(?:(?<={HAN})|(?<=[%％”’）》」』)\]】\"]))(?<![一二三四五六七八九十])[.．](?![\dA-Za-z.．])"
)
CLOSING: Final = '”’」』）》〉】)"'
_SPACE_BESIDE_WIDE: Final = re.compile(r"(?<=[^\x21-\x7e])[^\S\n]+|[^\S\n]+(?=[^\x21-\x7e])")
_SPACE_BEFORE_PERCENT: Final = re.compile(r"(?<=\d)\s+(?=%)")
_SPACES: Final = re.compile(r"\s+")
_WIDE_STOPS: Final = tuple(zip("，；：！？（）", ",;:!?()", strict=True))

_ENTITY: Final = expression(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z]{2,8}\d{0,2});")
_ESCAPED_TIMES: Final = 2  # some sites escape what is escaped: &amp;nbsp;
_LOOKALIKE: Final = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff]")
# Radicals that fonts put for characters, and to which Unicode gives no compatibility form.
_RADICALS: Final = str.maketrans(
    "⺁⺈⺊⺌⺒⺓⺝⺠⺫⺬⺮⺶⺻⺼⺽⻁⻃⻄⻅⻆⻉⻊⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻲",
    "厂刀卜小巳幺月民目示竹羊聿肉臼虎西西见角贝足车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)

_YEAR_DIGITS: Final = 4
_DIGITS_APART: Final = expression(
    rf"(?:(?<={HAN})|(?<=[，、；：。（])|^(?=\d(?: \d)+{HAN}))"
    rf"\d+(?: \d+)+(?={HAN}|%| ?\. ?\d)(?!战略|工程|行动|模式|体系|政策|专项|格局|机制|方案)"
)
_YEAR_APART: Final = re.compile(r"(?<![\d.])[12] ?[09] ?\d ?\d(?=年)")
_DECIMAL_APART: Final = expression(rf"(?<={HAN})(\d+) ?\. ?(\d+)(?={HAN}|%)")
_NUMBERING_APART: Final = re.compile(r"^(\d{1,2}) +(?=[.)])")

# The characters that tell a traditional text: of a hundred clauses of a report, 99 hold one of them, and so
# do the names of places. None is met in simplified text, as 乾 著 瞭 are.
_TRADITIONAL: Final = re.compile(
    "[業實發設進動國務強區資體堅會個開長萬項為產質續經機創縣農對環領規協眾費學們鄉來辦優風電過線穩標場網點"
    "嚴黨戰結達預幹綠養級時統監關醫態題氣運內見數這鐵記億補車責處決義綜廣園當遊積鎮審觀現興斷團轉爭準報兒"
    "無應雙細難術顧軍兩謝貧殘於讓財臺災裝擴計顯變執層紅馬護圖視險響間範調類組濃滿佈亂鮮門勢盤隊權與藥後確"
    "陽減礎圍舉聯鏈揚職檔種黃蓋汙勵論奮單識採築儲製礦帶寧訓價豐則貫遷歷潔齊熱頭違書溝壓屆礪樹還總託訪員誠"
    "負廁鞏獲淶戶師銷館給賬撐濟諧壯衛緊畝樓寶懷績艱飲問連遞導燒階謀離糧鬆際慶擔條議藍邊聞龍麼顏鋼構並掛極"
    "寬劇庫烏誌專頸紐徑聲貿傾紛廠賦約羣驛佔賞畫貴恆診廳潛郵鐘貸參講輪歸獎邁檢礙隱傳賓廚麗陸淨虛橋稅簡闖濱"
    "華況別贏輩遺換縮評證陝銀註衚詞島莊東盡較爲衆卻傑敘亞貳灣瀋鄭瓊贛滬魯晉蘇雲肅遼漢滄煙萊蕪棗營澤鄧潁巖"
    "瀘綿樂陰鹽鶴崗鴨綏銅畢節錦吳嶺婁張贊蕭碭靈渦峽廟壩壇陳劉楊趙孫廈樁澗窪隴賀欽欖嶼榮欒郟鄲鄆鄴鄖隨衞啓裏嵐葦]"
)


class KeptCharacters(dict[int, str | None]):
    """A table for `str.translate` that keeps what `keeps` says of a character, asked once of each."""

    def __init__(self, keeps: Callable[[str], bool]) -> None:
        super().__init__()
        self._keeps = keeps

    def __missing__(self, code: int) -> str | None:
        self[code] = kept = chr(code) if self._keeps(chr(code)) else None
        return kept


_VISIBLE: Final = KeptCharacters(
    lambda c: unicodedata.category(c) not in ("Cf", "Cc", "Cn", "Co", "Cs") or c == "\t"
)
_PRINTED: Final = KeptCharacters(lambda c: unicodedata.category(c)[0] not in "ZPC" or c == "%")


@remembered(1 << 12)  # a line is looked at by what finds its tables and by what finds its paragraph
def clean(text: str) -> str:
    """The text without layout: no spaces beside Chinese, no torn numbers, no invisible characters.

    A character reference is read (`&nbsp;`), and a radical that looks like a character is that character.

    Examples
    --------
    >>> clean("2023 年检查1 2 0次，质押 7.9 亿元")
    '2023年检查120次，质押7.9亿元'
    """
    shown = unified(text)
    if not shown.isprintable():
        shown = shown.translate(_VISIBLE)
    shown = _SPACE_BESIDE_WIDE.sub("", shown.strip())
    return _SPACES.sub(" ", _mended(_SPACE_BEFORE_PERCENT.sub("", shown)))


def unified(text: str) -> str:
    """The text in the characters it means, as it may be shown.

    Nothing but character references, radicals and compatibility ideographs is changed; widths stay.

    Examples
    --------
    >>> unified("推⾏“⼀件事”&amp;")
    '推行“一件事”&'
    """
    if "&" in text:
        for _ in range(_ESCAPED_TIMES):
            text = _ENTITY.sub(lambda reference: unescape(reference[0]), text)
    if _LOOKALIKE.search(text) is None:
        return text
    return _LOOKALIKE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text).translate(_RADICALS)


def canonical(text: str) -> str:
    """The text in one form for matching, never shown to anybody.

    Full-width letters, digits and signs become half-width, so that its length may change.

    Examples
    --------
    >>> canonical("⼀是完成２０２３年％")
    '一是完成2023年%'
    """
    return _compatible(unified(text))


def simplified(text: str) -> str:
    """The text in simplified characters, each in its old place, for matching only.

    Text without traditional characters comes back as it is, at hardly any cost.

    Examples
    --------
    >>> simplified("辦理許可1.2萬件")
    '办理许可1.2万件'
    """
    if _TRADITIONAL.search(text) is None:
        return text
    converted: str = _converter().convert(text)
    if len(converted) == len(text):
        return converted
    return "".join(_converter().convert(character)[:1] or character for character in text)


def _compatible(text: str) -> str:
    """The text in Unicode's form NFKC, which takes long over the stops that every sentence has."""
    for wide, narrow in _WIDE_STOPS:
        text = text.replace(wide, narrow)
    return unicodedata.normalize("NFKC", text)


def is_traditional(text: str) -> bool:
    """Whether the text holds characters that are written in traditional text alone.

    Examples
    --------
    >>> is_traditional("辦理許可"), is_traditional("办理许可")
    (True, False)
    """
    return _TRADITIONAL.search(text) is not None


@remembered(1 << 12)  # of a sentence its id is made, and it is seen whether another is the same
def squeeze(text: str) -> str:
    """Letters and digits alone, in one canonical form: what two printings of a text have in common.

    Examples
    --------
    >>> squeeze("设立 12 个“专窗”。") == squeeze("设立１２个专窗；")
    True
    """
    return _compatible(text).translate(_PRINTED).lower()


def ends_sentence(text: str) -> bool:
    """Whether a text ends with 。；！？ or a half-width stop, closing quotes aside.

    Examples
    --------
    >>> ends_sentence("推行“一件事。”"), ends_sentence("培训3场."), ends_sentence("一、主要举措")
    (True, True, False)
    """
    text = text.rstrip(CLOSING)
    return bool(text) and (text[-1] in TERMINAL or _STOP.match(text, len(text) - 1) is not None)


def holds_stop(text: str) -> bool:
    """Whether a sentence ends anywhere in the text; a dot ends one after Chinese only.

    Examples
    --------
    >>> holds_stop("检查3次.整改"), holds_stop("增长1.5%")
    (True, False)
    """
    return _STOP.search(text) is not None


def stops_in(text: str) -> Iterator[int]:
    """The offsets of the characters that end sentences.

    Examples
    --------
    >>> list(stops_in("检查3次；整改。"))
    [4, 7]
    """
    return (match.start() for match in _STOP.finditer(text))


@remembered(1 << 12)
def width_of(text: str) -> float:
    """A text's printed width in em: a Chinese character is 1, a Latin letter or digit ½.

    Examples
    --------
    >>> width_of("检查12次")
    4.0
    """
    return sum(map(_character_width, text))


@cache
def _character_width(character: str) -> float:
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5


def _mended(text: str) -> str:
    """Numbers that a printing tore apart are put together: `1 6地` is `16地`, `1 .深化` is `1.深化`.

    `“1 10 100”` stays, which is no number, and so does `1 9战略`, which lost its plus sign.
    """
    if " " not in text:
        return text
    text = _NUMBERING_APART.sub(r"\1", _YEAR_APART.sub(_joined, text))
    return _DECIMAL_APART.sub(r"\1.\2", _DIGITS_APART.sub(_joined_digits, text))


def _joined(found: re.Match[str]) -> str:
    return found[0].replace(" ", "")


def _joined_digits(found: re.Match[str]) -> str:
    """A stray digit tells of it: `12 34` and `0 0 2` are cells, `1 2023年` is a numbered year."""
    groups = found[0].split(" ")
    is_year = len(groups[-1]) == _YEAR_DIGITS and found.string.startswith("年", found.end())
    torn = min(map(len, groups)) == 1 and groups[0] != "0" and not is_year
    return _joined(found) if torn else found[0]


@cache
def _converter() -> "OpenCC":
    from opencc import OpenCC  # which few reports need, and takes a while to load

    return OpenCC("t2s")
