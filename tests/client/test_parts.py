"""The client's decisions by themselves: pieces of a stream, waits, cursors."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsflow.client import Cursor, UnreadableError
from newsflow.client.pace import asked_wait, backoff
from newsflow.client.sse import Frame, Frames

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
