"""Reads a public answer as a leak may hide in it: text, attributes, comments, addresses, JSON, a picture's own words."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, cast
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx


_IMAGE = 0xDA
"""The marker of a JPEG after which the image itself comes (ITU T.81, start of scan)."""
_NO_WORDS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd]+")

INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "br",
        "cite",
        "code",
        "em",
        "i",
        "img",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "wbr",
    ]
)


class Reader(HTMLParser):
    """Collects a page's running text block by block, and apart from it everything that is not text."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        super().__init__(convert_charrefs=True)
        self.text: list[str] = [""]
        self.apart: list[str] = []
        self.script: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what attributes say, addresses decoded."""
        self.apart += [unquote(value).replace("-", " ") for _, value in attrs if value]
        if tag == "script":
            self.script = []
        self.begin(tag)

    def handle_endtag(self, tag: str) -> None:
        """Read a script's JSON when it ends."""
        if tag == "script" and self.script is not None:
            self.apart += json_texts("".join(self.script))
            self.script = None
        self.begin(tag)

    def begin(self, tag: str) -> None:
        """Begin another text, unless the tag is one that stands within a line."""
        if tag not in INLINE:
            self.text.append("")

    def handle_data(self, data: str) -> None:
        """Keep text together within its block, so that tags between words hide nothing."""
        if self.script is None:
            self.text[-1] += f" {data}"
        else:
            self.script.append(data)

    def handle_comment(self, data: str) -> None:
        """Keep what comments say."""
        self.apart.append(data)


def html_texts(html: str) -> list[str]:
    """The page's text block by block, then each attribute, comment and JSON string."""
    reader = Reader()
    reader.feed(html)
    return [text for text in (*reader.text, *reader.apart) if text.strip()]


def json_texts(text: str) -> list[str]:
    """Every string of a JSON document, keys too; the text itself where it is none."""
    try:
        return list(_strings(json.loads(text)))
    except ValueError:
        return [text]


def answer_texts(answer: httpx.Response) -> list[str]:
    """Everything that an answer says: its body by its type, its headers, its address."""
    kind = answer.headers.get("content-type", "")
    headers = [unquote(value).replace("-", " ") for value in answer.headers.values()]
    if "json" in kind:
        return [*json_texts(answer.text), *headers]
    if "html" in kind or "xml" in kind:
        return [*html_texts(answer.text), *headers]
    if kind == "image/jpeg":
        return [*picture_texts(answer.content), *headers]
    return [answer.text, *headers]


def picture_texts(jpeg: bytes) -> list[str]:
    """Every run of words in a JPEG before its image: comments, EXIF, IPTC, XMP and whatever else, however it is coded.

    It knows none of these formats, so that none is forgotten: each segment is read as UTF-8, Latin 1 and UTF-16.
    """
    found: list[str] = []
    place = 2
    while jpeg[place : place + 1] == b"\xff" and jpeg[place + 1] != _IMAGE:
        length = int.from_bytes(jpeg[place + 2 : place + 4], "big")
        segment = jpeg[place + 4 : place + 2 + length]
        for coding in ("utf-8", "latin-1", "utf-16-le", "utf-16-be"):
            for start in (0, 1) if coding.startswith("utf-16") else (0,):
                said = segment[start:].decode(coding, errors="replace")
                found += [text for text in html_texts(_NO_WORDS.sub("\n", said)) if " " in text.strip()]
        place += 2 + length
    return [*found, jpeg[place:].decode("latin-1")]


def links(html: str) -> list[str]:
    """The addresses that a page leads to on its own site."""
    found: list[str] = []

    class Links(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            href = dict(attrs).get("href")
            if tag == "a" and href and href.startswith("/"):
                found.append(href)

    Links().feed(html)
    return found


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in cast("dict[str, object]", value).items():
            yield key
            yield from _strings(part)
    elif isinstance(value, list):
        for part in cast("list[object]", value):
            yield from _strings(part)
