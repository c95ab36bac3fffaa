"""What a request says, as ASGI gives it."""

from starlette.types import Receive

from newsflow.domain.errors import BadInputError
from newsflow.has.form import BODY_LIMIT


class BodyTooLargeError(BadInputError):
    """The body of a search is larger than any search can be."""

    status = 413
    slug = "body-too-large"


async def body_of(receive: Receive) -> bytes:
    """The request's body, at most BODY_LIMIT bytes; ConnectionAbortedError when the client went away."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionAbortedError
        body += message.get("body", b"")
        if len(body) > BODY_LIMIT:
            raise BodyTooLargeError(
                "The search is too large.", "", f"Its body may have {BODY_LIMIT // 1024} KiB at most."
            )
        if not message.get("more_body", False):
            return bytes(body)
