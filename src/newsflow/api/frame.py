"""One entry as readers get it: the header, the ruling, what may be done with it, and the document."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from newsflow.domain.clock import rfc3339
from newsflow.domain.codes import Action, Form, Verdict
from newsflow.domain.content import Json
from newsflow.domain.dispatch import Restriction
from newsflow.domain.entry import STOPS, Entry, Header
from newsflow.domain.guid import Seq
from newsflow.formats.names import ABOUT, Format
from newsflow.matching.reading import Reading
from newsflow.matching.restriction import NO_ARCHIVE_H
from newsflow.wire.read import Cursor
from newsflow.wire.rows import Item

_NULL = msgspec.Raw(b"null")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """An entry's JSON, and what the ledger must know of it."""

    seq: int
    at: datetime
    cursor: Cursor
    body: bytes
    guid: str
    version: int
    handed: bool
    """Whether content is handed over."""
    counts: bool
    """Whether it goes against a quota."""
    shown: frozenset[str]
    """The items of which it says anything but their headers."""

    def event(self) -> bytes:
        """The entry as a server-sent event."""
        return b"".join((b"event: entry\nid: ", str(self.cursor).encode(), b"\ndata: ", self.body, b"\n\n"))


def frame(
    entry: Entry,
    item: Item,
    reading: Reading,
    now: datetime,
    made: tuple[Format, bytes] | None,
    *,
    shown: frozenset[str] = frozenset(),
) -> Frame:
    """The entry's frame; `made` is its document, where there is one to hand over, and `shown` the items in it."""
    header = entry.header
    handed = made is not None and reading.verdict is Verdict.WHOLE
    body = msgspec.json.encode({
        "seq": header.seq,
        "guid": header.guid,
        "version": header.version,
        "action": header.action.value,
        "at": rfc3339(header.at),
        "digest": header.digest().hex(),
        "header": header.facts(),
        "ruling": words(reading),
        "may_publish": reading.verdict is Verdict.WHOLE and may_publish(entry, item, now),
        "not_before": _or_null(not_before(header)),
        "must_remove": _or_null(must_remove(entry, item)),
        "format": None if made is None else made[0].value,
        "document": _NULL if made is None else document_json(*made),
    })  # fmt: skip
    return Frame(
        seq=header.seq,
        at=header.at,
        cursor=Cursor(header.epoch, Seq(header.seq)),
        body=body,
        guid=str(header.guid),
        version=header.version,
        handed=handed,
        counts=handed and item.notice_of is None,
        shown=shown,
    )


def words(reading: Reading) -> dict[str, Json]:
    """A ruling as JSON."""
    return {"verdict": reading.verdict.value, "reason": reading.why.value, "because": list(reading.because)}


def document_json(form: Format, body: bytes) -> msgspec.Raw:
    """A document within JSON: an object where it is one (ninjs), else a string."""
    if ABOUT[form].media_type.endswith("json"):
        return msgspec.Raw(body if b"\n" not in body else msgspec.json.format(body, indent=-1))
    return msgspec.Raw(msgspec.json.encode(_text(body)))


def _text(body: bytes) -> str:
    """The document's characters; one that is not UTF-8 (an old wire's) byte for byte."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("latin-1")


def not_before(header: Header) -> datetime | None:
    """Until when the version is under embargo."""
    return None if header.action is Action.LIFT else header.not_before


def may_publish(entry: Entry, item: Item, now: datetime) -> bool:
    """Whether readers may see the version now: for editors alone are advisories and every notice, be it of a correction.

    And nothing stopped, no embargo, no use that ended or did not begin.
    """
    content = entry.content
    if content is None or content.form is Form.ADVISORY or content.notice_of is not None:
        return False
    if not_before(entry.header) is not None:
        return False
    if item.action in STOPS or entry.header.action in STOPS:
        return False
    return all(
        (term.starts is None or term.starts <= now) and (term.ends is None or now < term.ends)
        for term in item.terms()
    )


def must_remove(entry: Entry, item: Item) -> datetime | None:
    """By when it must be out of the reader's systems, also in the future; None: it may stay."""
    if item.action in {Action.KILL, Action.WITHDRAW} or entry.content is None:
        return item.at
    ends = [found for term in item.terms() if (found := _end(term, item)) is not None]
    return min(ends, default=None)


def _end(term: Restriction, item: Item) -> datetime | None:
    if term.no_archive:
        kept = item.at + timedelta(hours=NO_ARCHIVE_H)
        return kept if term.ends is None else min(kept, term.ends)
    return term.ends


def _or_null(moment: datetime | None) -> str | None:
    return None if moment is None else rfc3339(moment)
