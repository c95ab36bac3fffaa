"""What a command is given as a file is read within bounds, and refused in words at their edge."""

from __future__ import annotations

from io import BytesIO

import pytest

from newsflow.domain.errors import BadInputError
from newsflow.ops.cli.given_file import JSON_BYTES, JSON_DEPTH, TEXT_BYTES, read_json, read_text


def a_file(content: bytes) -> BytesIO:
    file = BytesIO(content)
    file.name = "draft.json"
    return file


def read(content: bytes) -> object:
    return read_json(a_file(content), object, "draft", "See the docs.")


def nested(depth: int) -> bytes:
    return b'{"a":' * (depth - 1) + b"[]" + b"}" * (depth - 1)


def test_json_as_deep_as_it_may_be_is_read_and_one_deeper_is_refused():
    assert read(nested(JSON_DEPTH))
    with pytest.raises(BadInputError, match="too deep"):
        read(nested(JSON_DEPTH + 1))
    with pytest.raises(BadInputError, match="too deep"):
        read(b"[" * 1_000_000)


def test_brackets_in_a_text_are_not_depth():
    assert read(b'{"a": "' + b"[{" * 100 + b'\\"' + b"[" * 100 + b'"}')


def test_json_as_large_as_it_may_be_is_read_and_one_byte_more_is_refused():
    assert read(b'"' + b"x" * (JSON_BYTES - 2) + b'"')
    with pytest.raises(BadInputError, match="2048 KiB at most"):
        read(b'"' + b"x" * (JSON_BYTES - 1) + b'"')


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b'{"a": "\\ud800"}', b'{"a": NaN}', b'{"a": "\xff"}', b'{"a": 1} {}', b'{"a": "\n"}', b"]]]"],
)
def test_what_is_not_json_is_refused(content: bytes):
    with pytest.raises(BadInputError, match=r"not JSON\. draft\.json: "):
        read(content)


def test_a_mark_at_the_beginning_is_no_part_of_it():
    assert read(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}
    assert read_text(a_file(b"\xef\xbb\xbfIyi"), "summary") == "Iyi"


def test_a_text_is_utf_8_without_nul_and_within_its_bound():
    assert read_text(a_file(b"x" * TEXT_BYTES), "summary")
    for content, words in (
        (b"x" * (TEXT_BYTES + 1), "64 KiB at most"),
        (b"Istanbul \xfe", "not in UTF-8. draft.json, byte 9"),
        (b"a\0b", "NUL"),
    ):
        with pytest.raises(BadInputError, match=words):
            read_text(a_file(content), "summary")
