"""Pages compressed on their way, where their length can tell nobody anything (ADR-0045)."""

import gzip

from starlette.requests import Request
from starlette.responses import Response

COMPRESSED_FROM = 1024
"""Bytes; a shorter page goes as it is."""
LEVEL = 1
"""Of gzip: a page is made for one reader and sent once."""
_OWN = frozenset({"same-origin", "none"})


def takes_gzip(request: Request) -> bool:
    """Whether whoever asks reads gzip; with a weight of nothing it does not."""
    for said in request.headers.get("accept-encoding", "").split(","):
        coding, _, weight = said.replace(" ", "").partition(";q=")
        if coding == "gzip":
            return weight.strip("0.") != "" or not weight
    return False


def compressed(request: Request, response: Response) -> Response:
    """The response, its body compressed where the browser says that a page of ours, or its user, asked for it.

    A page has the session's token in it, and repeats what an address says. Who can have a browser ask for many addresses, and
    sees how long the answers are, guesses the token letter by letter (BREACH): such requests come from another page.
    """
    body = bytes(response.body)
    response.headers["Vary"] = "Accept-Encoding, Sec-Fetch-Site"
    if (
        len(body) < COMPRESSED_FROM
        or request.headers.get("sec-fetch-site") not in _OWN
        or not takes_gzip(request)
    ):
        return response
    response.body = gzip.compress(body, LEVEL, mtime=0)
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.body))
    return response
