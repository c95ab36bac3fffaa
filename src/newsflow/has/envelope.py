"""HAS's envelope: `response` with success and code, and `data`; and a reply as the web server takes it."""

from dataclasses import dataclass
from http import HTTPStatus

import msgspec

from newsflow.domain.errors import NewsflowError, TooFastError
from newsflow.web.headed import HeadedError

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]

JSON_TYPE = "application/json; charset=utf-8"
PACE_TYPE = "application/json"
CHALLENGE = 'Basic realm="HAS", charset="UTF-8"'


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole reply. Header names are spelled as they go out: ELX looks them up by case (§1.2)."""

    status: int
    content_type: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()

    def fields(self) -> list[tuple[bytes, bytes]]:
        """All header lines, as ASGI takes them."""
        always = (("Content-Type", self.content_type), ("Content-Length", str(len(self.body))))
        return [(name.encode(), value.encode()) for name, value in (*always, *self.headers)]


def success(data: dict[str, Json]) -> Reply:
    """A reply with data."""
    return Reply(
        HTTPStatus.OK, JSON_TYPE, _dumped({"response": {"success": True, "code": 200}, "data": data})
    )


def failure(
    status: int, message: str, *, legacy: bool = False, headers: tuple[tuple[str, str], ...] = ()
) -> Reply:
    """A refusal. `legacy` answers HTTP 200 and leaves the code to the body (C1, C2)."""
    body = _dumped({"response": {"success": False, "code": status, "message": message}})
    return Reply(HTTPStatus.OK if legacy else status, JSON_TYPE, body, headers)


def too_fast(wait_s: float) -> Reply:
    """The pace error: 429 for everyone, under 150 bytes, without Retry-After (§1.1, C9)."""
    message = f"Too many requests, try again in {max(wait_s, 0.001):.3f} sec"
    body = _dumped({"response": {"success": False, "code": 429, "message": message}})
    return Reply(HTTPStatus.TOO_MANY_REQUESTS, PACE_TYPE, body)


def refusal(error: NewsflowError, *, legacy: bool = False) -> Reply:
    """An error of ours as a refusal."""
    if isinstance(error, TooFastError):
        return too_fast(error.wait_s)
    headers = error.headers if isinstance(error, HeadedError) else ()
    return failure(error.status, str(error), legacy=legacy, headers=headers)


def _dumped(value: Json) -> bytes:
    return msgspec.json.encode(value)
