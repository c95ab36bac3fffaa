"""The client's decisions by themselves: pieces of a stream, waits, cursors."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsflow.client import Cursor, DigestError, UnreadableError, check_file
from newsflow.client.course import Course, Wish
from newsflow.client.entry import Batch, page_of
from newsflow.client.pace import asked_wait, backoff
from newsflow.client.sse import Frame, Frames
from newsflow.domain.codes import Action
from newsflow.domain.entry import Header
from newsflow.domain.guid import Guid, Seq
from tests.client.fake import an_entry

STREAM = (
    ": a comment\r\n\r\n"
    "event: entry\nid: 1.1\ndata: İzmir\n\n"
    "event: head\rdata: 1.1\r\r"
    "id:1.2\r\ndata: two\r\ndata:  lines\r\nretry: 5\r\n\r\n"
    "event: entry\nid: 1.3\ndata: never end"
).encode()
FRAMES = [
    Frame("entry", "İzmir", "1.1"),
    Frame("head", "1.1", "1.1"),
    Frame("message", "two\n lines", "1.2"),
]


@given(st.lists(st.integers(0, len(STREAM)), max_size=8))
def test_a_stream_means_the_same_however_it_is_cut(cuts: list[int]):
    places = [0, *sorted(cuts), len(STREAM)]
    frames = Frames()
    found = [frame for a, b in pairwise(places) for frame in frames.feed(STREAM[a:b])]
    assert found == FRAMES


def test_waits_double_up_to_half_a_minute_and_are_spread():
    assert [backoff(times, 0.0) for times in (1, 2, 3, 7, 8, 1000)] == [0.5, 1, 2, 30, 30, 30]
    assert backoff(3, 1.0) == 1.0


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("5", 5),
        ("", None),
        ("soon", None),
        ("-1", None),
        ("999999999999", 3600),
        ("Mon, 02 Mar 2026 09:00:30 GMT", 30),
        ("Mon, 02 Mar 2026 08:00:00 GMT", 0),
    ],
)
def test_what_a_server_asks_for_is_read_in_both_forms_and_bounded(said: str, wait: float | None):
    assert asked_wait({"retry-after": said}, datetime(2026, 3, 2, 9, tzinfo=UTC)) == wait


@pytest.mark.parametrize("text", ["0", "17", "1.42", "head", "12.999999999999"])
def test_a_cursor_is_written_as_it_is_read(text: str):
    assert str(Cursor.read(text)) == text


@pytest.mark.parametrize("text", ["", ".", "1.", ".1", "a.1", "-1.2", "1.٣", "1.2.3", "9" * 40])
def test_what_is_no_cursor_is_refused(text: str):
    with pytest.raises(UnreadableError, match="written <epoch>"):
        Cursor.read(text)


def a_course(cursor: str) -> Course:
    """A reader's way from a cursor on."""
    return Course(
        cursor=Cursor.read(cursor), wish=Wish(), jitter=lambda: 0.0, clock=lambda: datetime.now(UTC)
    )


def test_a_heartbeat_moves_the_cursor_past_what_a_filter_leaves_out_and_never_back():
    course = a_course("1.4")
    entry = json.dumps(an_entry(5))
    head = "event: head\nid: 1.{}\ndata: {{}}\n\n"
    said = course.streamed((f"event: entry\nid: 1.5\ndata: {entry}\n\n" + head.format(9)).encode())
    assert isinstance(said, Batch)
    assert ([event.cursor for event in said.events], said.cursor, said.moves_on) == (
        [Cursor(1, 5)],
        Cursor(1, 9),
        True,
    )
    assert course.streamed(head.format(9).encode()) is None
    assert course.streamed(head.format(7).encode()) is None
    quiet = course.streamed(head.format(12).encode())
    assert isinstance(quiet, Batch)
    assert (quiet.events, quiet.cursor, course.stream()[1]["Last-Event-ID"]) == ((), Cursor(1, 12), "1.12")


def an_answer(of: Header, **changed: object) -> bytes:
    """A page with one entry, which says what its header says but for what is changed."""
    said: dict[str, Any] = {
        **an_entry(of.seq), "guid": of.guid, "version": of.version, "action": of.action.value,
        "digest": of.digest().hex(), "header": of.facts(),
    }  # fmt: skip
    return json.dumps({"entries": [said | changed], "next": f"/v1/entries?after=1.{of.seq}"}).encode()


def test_an_entry_whose_header_does_not_come_to_its_digest_is_refused():
    header = Header(
        wire="aa", epoch=1, seq=Seq(7), at=datetime(2026, 3, 2, 9, tzinfo=UTC), guid=Guid("aa:text:20260302:7"), version=1,
        action=Action.NEW, not_before=None, content_digest=b"c" * 32, approvals_digest=b"a" * 32,
    )  # fmt: skip
    before = Cursor(1, header.seq - 1)
    assert len(page_of(an_answer(header), before).events) == 1
    forged = replace(header, version=header.version + 1)
    for wrong in (
        an_answer(header, header=forged.facts()), an_answer(header, digest="0" * 64), an_answer(header, action="kill"),
        an_answer(header, guid="aa:text:20260302:99"),
    ):  # fmt: skip
        with pytest.raises(DigestError, match=f"Entry {header.seq} "):
            page_of(wrong, before)


def test_a_file_is_held_against_its_digest():
    check_file("a", b"bytes", hashlib.sha256(b"bytes").hexdigest().upper())
    with pytest.raises(DigestError, match="its 5 bytes do not come"):
        check_file("a", b"bytez", hashlib.sha256(b"bytes").hexdigest())
