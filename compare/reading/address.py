"""What stands at an address that the user gives: fetched within limits, from the open network only.

A name may lead into the office's own network: at once, by a redirect, or after it was looked at. So each is
looked up once, refused where it is not of the open network, and called by the number that was found.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address
from socket import SHUT_RDWR, SOCK_STREAM, getaddrinfo, socket
from threading import Timer
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import unquote, urlsplit

from compare.errors import InputError
from compare.model import Notice

if TYPE_CHECKING:
    from httpcore2 import NetworkStream
    from httpx2 import URL, Client, Response

_SCHEMES: Final = ("http://", "https://")
_MEGABYTE: Final = 1_000_000
_MOST_MEGABYTES: Final = 50
_SECONDS: Final = 60
_SECONDS_OF_SILENCE: Final = 15
_CONNECTED: Final = ("connect_tcp.complete", "start_tls.complete")  # also those of a proxy
_MOST_REDIRECTS: Final = 5
_FOUND: Final = 200
_HEADERS: Final = {"User-Agent": "crossyear", "Accept": "*/*", "Accept-Encoding": "identity"}


def is_address(text: str) -> bool:
    """Whether a text is an address and no path of a file.

    Examples
    --------
    >>> is_address("https://www.example.gov.cn/2024/report.html"), is_address("2024.pdf")
    (True, False)
    """
    return text.lower().startswith(_SCHEMES)


def name_in(address: str) -> str:
    """What the file at an address would be called.

    Examples
    --------
    >>> name_in("https://www.example.gov.cn/2024/%E6%8A%A5%E5%91%8A.html?id=1")
    '报告.html'
    """
    parts = urlsplit(address)
    return unquote(parts.path).rstrip("/").rpartition("/")[2] or parts.hostname or address


def fetch(address: str, *, private: bool) -> bytes:
    """The bytes at an address; also those of one in a network of its own, where that is allowed.

    Raises
    ------
    InputError
        The address is wrong, private, out of reach, or what is there is too large or takes too long.
    """
    from httpx2 import HTTPError, InvalidURL, TimeoutException

    slow = InputError(address, Notice("address_slow", (("seconds", str(_SECONDS)),)))
    with Deadline(_SECONDS) as deadline:
        try:
            data = b"".join(_body(address, deadline, private=private))
        except TimeoutException as error:
            raise slow from error
        except (HTTPError, InvalidURL, OSError, UnicodeError) as error:
            unreachable = InputError(address, Notice("address_unreachable", (("reason", str(error)),)))
            raise (slow if deadline.is_over else unreachable) from error
    if deadline.is_over:  # where nothing tells its length, what was hung up on looks whole
        raise slow
    return data


class Deadline:
    """Hangs up on a server when its time is over, whatever it is at.

    A time-out is for its silence alone, and one that sends a byte now and then is never silent.
    `connection` is that of the latest request, which the next one may use again.
    """

    def __init__(self, seconds: float, connection: "NetworkStream | None" = None) -> None:
        self.is_over = False
        self.connection = connection
        self._timer = Timer(seconds, self.hang_up)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def trace(self, event: str, told: Mapping[str, Any]) -> None:
        """What the extension `trace` of a request is to be: it tells of connections when they are made."""
        if event.endswith(_CONNECTED):
            self.connection = told["return_value"]
            if self.is_over:
                self.hang_up()

    def hang_up(self) -> None:
        """Close the connection under whoever reads from it."""
        self.is_over = True
        if self.connection is not None:
            with suppress(OSError):  # it is closed already
                # That of the class, as TLS has one of its own that whoever reads would stumble over.
                socket.shutdown(self.connection.get_extra_info("socket"), SHUT_RDWR)


def _body(address: str, deadline: Deadline, *, private: bool) -> Iterator[bytes]:
    """The body, piece by piece, wherever redirects lead to."""
    from httpx2 import URL

    url, size = URL(address), 0
    for _ in range(_MOST_REDIRECTS + 1):
        called = url.copy_with(host=_number_of(address, url, private=private))
        with _client() as client, client.stream("GET", called, **_asking(url, deadline)) as response:
            if response.has_redirect_location:
                url = url.join(response.headers["Location"])
                continue
            _refuse_errors(address, response)
            for piece in response.iter_bytes():
                size += len(piece)
                if size > _MOST_MEGABYTES * _MEGABYTE:
                    limit = (("megabytes", str(_MOST_MEGABYTES)),)
                    raise InputError(address, Notice("address_too_large", limit))
                yield piece
            return
    raise InputError(address, Notice("address_redirects"))


def _client() -> "Client":
    """One without a proxy, which would look the name up anew."""
    from httpx2 import Client

    return Client(timeout=_SECONDS_OF_SILENCE, headers=_HEADERS, trust_env=False)


def _asking(url: "URL", deadline: Deadline) -> dict[str, Any]:
    """The name, which a number that is called does not tell: for the site, and for its certificate."""
    extensions = {"sni_hostname": url.host, "trace": deadline.trace}
    return {"headers": {"Host": url.netloc.decode("ascii")}, "extensions": extensions}


def _refuse_errors(address: str, response: "Response") -> None:
    if response.status_code != _FOUND:
        raise InputError(address, Notice("address_refused", (("status", str(response.status_code)),)))


def _number_of(address: str, url: "URL", *, private: bool) -> str:
    """A number that a name stands for, of the older kind where there are both; all must be open ones."""
    if url.scheme not in ("http", "https"):
        raise InputError(address, Notice("address_private"))
    found = getaddrinfo(url.host, url.port or url.scheme, type=SOCK_STREAM)
    numbers = [ip_address(str(each[4][0]).partition("%")[0]) for each in found]
    if not private and not all(_is_open(number) for number in numbers):
        raise InputError(address, Notice("address_private"))
    return str(min(numbers, key=lambda number: number.version))


def _is_open(number: IPv4Address | IPv6Address) -> bool:
    mapped = number.ipv4_mapped if isinstance(number, IPv6Address) else None
    return (mapped or number).is_global
