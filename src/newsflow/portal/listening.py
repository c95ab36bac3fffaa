"""Where an open page listens: from which number on, and when it was made, which tells whether what it shows is still theirs."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from newsflow.portal.face import PREFIX
from newsflow.portal.visit import Visit

MADE = "made"
_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)
_STEP = timedelta(microseconds=1)


def live_at(visit: Visit, seen: int, question: Iterable[tuple[str, str]] = ()) -> str:
    """The address of the stream for a page that is made now and has seen that number; of a question's lines alone."""
    return f"{PREFIX}/live?{listening(visit, (*question, ('after', str(seen))))}"


def listening(visit: Visit, question: Iterable[tuple[str, str]]) -> str:
    """What the address of a stream says of a page that is made now."""
    return urlencode([*question, (MADE, (visit.now - _BEGIN) // _STEP)])


def made_at(visit: Visit) -> datetime:
    """When the page that listens was made; now where its address does not say, or names a time to come."""
    said = visit.request.query_params.get(MADE, "")
    if not (said.isascii() and said.isdecimal() and len(said) < 18):
        return visit.now
    return min(_BEGIN + int(said) * _STEP, visit.now)
