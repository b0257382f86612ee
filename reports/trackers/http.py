"""The one way to a server: time-outs, retries, a pace, and errors that say what to do.

A request that was surely not carried out (no connection, 429) is sent again; so is one that may be carried
out twice without harm. Any other that got no clear answer ends in `UncertainError`: whoever sent it has to
look whether it was done. Redirects are not followed, so that no other host gets the token.
"""

import ssl
import time
from collections.abc import Mapping
from contextlib import suppress
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

import httpx2
import tenacity

from compare.errors import InputError
from compare.model import Notice
from reports.shown.secrets import keep_secret, redacted
from reports.trackers.base import Setup, StaleError, TrackerError, UncertainError
from reports.trackers.patience import AnswerDeadline

if TYPE_CHECKING:
    from httpcore2 import NetworkStream

_TOO_MANY: Final = 429
_UNCLEAR: Final = frozenset({408, 500, 502, 503, 504})
_NOT_SENT: Final = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)
_MESSAGE_LENGTH: Final = 200
_LARGEST_ANSWER: Final = 50_000_000
_TIMES_OF_SILENCE: Final = 2  # may connecting, sending and the answer take, of what a server may be silent
_OF_THE_WAY: Final = {
    "content-encoding",
    "content-length",
    "transfer-encoding",
}  # gone with the body as it came
_CREDENTIALS: Final = {"authorization", "private-token", "x-redmine-api-key"}
# GitHub asks to wait a minute after this, where it says no time.
_SECONDARY: Final = "secondary rate limit"
_SECONDARY_WAIT: Final = 60.0
_FATAL: Final = {401: "tracker_auth", 403: "tracker_forbidden"}


class _AgainError(Exception):
    """The request may be sent again, at the earliest after `wait` seconds."""

    def __init__(self, error: TrackerError, wait: float = 0.0) -> None:
        super().__init__(error)
        self.error = error
        self.wait = wait


class _TooMuchError(Exception):
    """An answer does not come to its end."""

    def __init__(self, notice: Notice) -> None:
        super().__init__(notice.code)
        self.notice = notice


class Service:
    """A server that speaks JSON over HTTP: `Service("https://redmine.example.org/", setup, headers)`."""

    def __init__(self, base: str, setup: Setup, headers: Mapping[str, str] | None = None) -> None:
        self.base = base if base.endswith("/") else base + "/"
        self._retry_policy = setup.retry_policy
        self._sent = 0.0
        self._connection: NetworkStream | None = None
        for name, value in (headers or {}).items():
            if name.lower() in _CREDENTIALS:
                keep_secret(value.split()[-1])
        self._client = httpx2.Client(
            base_url=self.base,
            headers=dict(headers or {}),
            timeout=self._retry_policy.timeout,
            verify=_trusted(setup.ca_file),
            follow_redirects=False,
            trust_env=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def get(self, path: str, **params: str | int) -> httpx2.Response:
        """Read something: `service.get("issues.json", status_id="*")`.

        Raises
        ------
        TrackerError
            It cannot be had, however often it is asked for.
        """
        return self.send("GET", path, params=params, repeatable=True)

    def send(
        self,
        method: str,
        path: str,
        *,
        json: Any = None,
        params: Mapping[str, str | int] | None = None,
        headers: Mapping[str, str] | None = None,
        repeatable: bool,
        accepted: frozenset[int] = frozenset(),
    ) -> httpx2.Response:
        """Send a request; `repeatable` where doing it twice does no harm, as with absolute values.

        Statuses in `accepted` are answers like 2xx, for the caller to read.

        Raises
        ------
        UncertainError
            No clear answer came to a request that may not be repeated.
        StaleError
            412: what was to be changed has changed.
        TrackerError
            The server refuses, cannot be reached, or stays busy.
        """

        def once() -> httpx2.Response:
            self._keep_pace()
            try:
                answer = self._answer(method, path, json, dict(params or {}) or None, dict(headers or {}))
            except httpx2.HTTPError as error:
                raise self._failed(error, repeatable) from error
            except httpx2.InvalidURL:
                strange = Notice("tracker_strange", (("address", self.base),))
                raise TrackerError(strange, is_fatal=True) from None
            except _TooMuchError as error:
                if repeatable:
                    raise TrackerError(error.notice, is_fatal=True) from None
                values = (("address", self.base), ("reason", error.notice.code))
                raise UncertainError(Notice("tracker_no_answer", values)) from None
            if answer.is_success or answer.status_code in accepted:
                return answer
            raise self._refused(answer, repeatable)

        try:
            return self._retrying()(once)
        except _AgainError as error:
            raise error.error from error

    def _answer(
        self,
        method: str,
        path: str,
        json: Any,
        params: Mapping[str, str | int] | None,
        headers: Mapping[str, str],
    ) -> httpx2.Response:
        """The answer with its whole body, which may be neither endless nor endlessly slow."""
        whole, seconds = _TIMES_OF_SILENCE * self._retry_policy.timeout, self._retry_policy.answer
        limits = (("megabytes", str(_LARGEST_ANSWER // 1_000_000)), ("seconds", f"{seconds:g}"))
        too_much = _TooMuchError(Notice("tracker_too_much", (("address", self.base), *limits)))
        body = bytearray()
        with AnswerDeadline(whole, seconds, self._connection) as deadline:
            traced = {"trace": deadline.trace}
            try:
                with self._client.stream(
                    method, path, json=json, params=params, headers=headers, extensions=traced
                ) as answer:
                    for chunk in answer.iter_bytes():
                        body += chunk
                        if len(body) > _LARGEST_ANSWER:
                            raise too_much
            except httpx2.HTTPError as error:
                if deadline.is_over:
                    raise too_much from error
                raise
            finally:
                self._connection = deadline.connection
        if deadline.is_over:  # where nothing tells its length, what was hung up on looks whole
            raise too_much
        kept = [(name, value) for name, value in answer.headers.multi_items() if name not in _OF_THE_WAY]
        return httpx2.Response(answer.status_code, headers=kept, content=bytes(body), request=answer.request)

    def _retrying(self) -> tenacity.Retrying:
        jitter = tenacity.wait_random_exponential(multiplier=0.5, max=self._retry_policy.longest_wait)

        def wait(state: tenacity.RetryCallState) -> float:
            error = state.outcome.exception() if state.outcome else None
            asked = error.wait if isinstance(error, _AgainError) else 0.0
            return max(asked, jitter(state))

        return tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(_AgainError),
            stop=tenacity.stop_after_attempt(self._retry_policy.attempts)
            | tenacity.stop_before_delay(self._retry_policy.total),
            wait=wait,
            reraise=True,
        )

    def _keep_pace(self) -> None:
        if self._retry_policy.per_second:
            time.sleep(max(0.0, self._sent + 1 / self._retry_policy.per_second - time.monotonic()))
        self._sent = time.monotonic()

    def _failed(self, error: httpx2.HTTPError, repeatable: bool) -> Exception:
        values = (("address", self.base), ("reason", _reason(error)))
        if isinstance(error, _NOT_SENT):
            if _is_certificate(error):
                return TrackerError(Notice("tracker_certificate", values), is_fatal=True)
            return _AgainError(TrackerError(Notice("tracker_unreachable", values), is_fatal=True))
        if isinstance(error, httpx2.TransportError):
            if repeatable:
                return _AgainError(TrackerError(Notice("tracker_no_answer", values)))
            return UncertainError(Notice("tracker_no_answer", values))
        return TrackerError(Notice("tracker_unreachable", values), is_fatal=True)

    def _refused(self, answer: httpx2.Response, repeatable: bool) -> Exception:
        status = answer.status_code
        values = (("status", str(status)), ("address", self.base), ("reason", _message(answer)))
        if status == _TOO_MANY or (status == httpx2.codes.FORBIDDEN and _is_rate_limit(answer)):
            return _AgainError(TrackerError(Notice("tracker_busy", values)), _retry_after(answer))
        if status in _FATAL:
            return TrackerError(Notice(_FATAL[status], values), is_fatal=True)
        if answer.is_redirect:
            to = redacted(" ".join(answer.headers.get("location", "").split()))
            moved = (("address", self.base), ("to", to[:_MESSAGE_LENGTH]))
            return TrackerError(Notice("tracker_moved", moved), is_fatal=True)
        if status in _UNCLEAR:
            if repeatable:
                return _AgainError(TrackerError(Notice("tracker_no_answer", values)), _retry_after(answer))
            return UncertainError(Notice("tracker_no_answer", values))
        if status == httpx2.codes.PRECONDITION_FAILED:
            return StaleError(Notice("tracker_stale", values))
        return TrackerError(Notice("tracker_refused", values))


def _trusted(ca_file: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=str(ca_file) if ca_file else None)
    except OSError as error:
        values = (("reason", error.strerror or str(error)),)
        raise InputError(ca_file or Path(), Notice("bad_ca_file", values)) from None


def json_of(answer: httpx2.Response) -> Any:
    """What an answer says.

    Raises
    ------
    TrackerError
        It is no JSON: something else than the tracker answers there, perhaps a page to log in.
    """
    try:
        return answer.json()
    except (ValueError, RecursionError):
        address = str(answer.url.copy_with(query=None))
        raise TrackerError(Notice("tracker_strange", (("address", address),)), is_fatal=True) from None


def _is_rate_limit(answer: httpx2.Response) -> bool:
    """GitHub says 403 where others say 429, at times in words only."""
    is_told = "retry-after" in answer.headers or answer.headers.get("x-ratelimit-remaining") == "0"
    return is_told or _SECONDARY in answer.text


def _retry_after(answer: httpx2.Response) -> float:
    """Seconds until the server wants to be asked again: a number, a time, or when its limit is lifted."""
    told = answer.headers.get("retry-after", "")
    if told.isdigit():
        return float(told)
    with suppress(ValueError, TypeError):
        return max(0.0, parsedate_to_datetime(told).timestamp() - time.time())
    if _is_rate_limit(answer):
        with suppress(ValueError):
            return max(0.0, float(answer.headers.get("x-ratelimit-reset", "")) - time.time())
    return _SECONDARY_WAIT if _SECONDARY in answer.text else 0.0


def _message(answer: httpx2.Response) -> str:
    """What the server says, on one line."""
    return redacted(" ".join(answer.text.split()))[:_MESSAGE_LENGTH]


def _reason(error: httpx2.HTTPError) -> str:
    return redacted(" ".join(str(error).split()))[:_MESSAGE_LENGTH] or type(error).__name__


def _is_certificate(error: BaseException) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError) or "CERTIFICATE" in str(cause):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
