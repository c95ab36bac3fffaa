"""The formats that we write, by name, with what HTTP and files call them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from newsflow.domain.codes import ItemType
from newsflow.domain.media import MEMBER_OF


class Format(StrEnum):
    """A format, under the name by which a subscriber asks for it."""

    NEWSML_G2 = "newsml-g2"
    NINJS_1 = "ninjs-1.6"
    NINJS_3 = "ninjs-3.1"
    NITF = "nitf"
    NEWSML_1 = "newsml-1.2"
    IPTC_7901 = "iptc-7901"
    ATOM = "atom"
    RSS = "rss"
    JSON_FEED = "json-feed"
    TEXT = "text"
    HTML = "html"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class About:
    """What a format is called: the standard with its version, its media type, the ending of a file."""

    standard: str
    media_type: str
    ending: str


ABOUT: Mapping[Format, About] = MappingProxyType(
    {
        Format.NEWSML_G2: About("NewsML-G2 2.35", "application/vnd.iptc.g2.newsitem+xml", "xml"),
        Format.NINJS_1: About("ninjs 1.6", "application/json", "json"),
        Format.NINJS_3: About("ninjs 3.1", "application/json", "json"),
        Format.NITF: About("NITF 3.6", "application/nitf+xml", "xml"),
        Format.NEWSML_1: About("NewsML 1.2", "text/vnd.iptc.newsml; charset=utf-8", "xml"),
        Format.IPTC_7901: About("IPTC 7901", "application/octet-stream", "iptc"),
        Format.ATOM: About("Atom 1.0 (RFC 4287)", "application/atom+xml", "atom"),
        Format.RSS: About("RSS 2.0", "application/rss+xml", "rss"),
        Format.JSON_FEED: About("JSON Feed 1.1", "application/feed+json", "json"),
        Format.TEXT: About("plain agency copy", "text/plain; charset=utf-8", "txt"),
        Format.HTML: About("HTML", "text/html; charset=utf-8", "html"),
        Format.MAIL: About("text of an e-mail", "text/plain; charset=utf-8; format=flowed", "eml.txt"),
    }
)
FEEDS = frozenset({Format.ATOM, Format.RSS, Format.JSON_FEED})
"""Formats whose document is a list of entries under one head."""


def media_type(form: Format, kind: ItemType) -> str:
    """What HTTP calls the document of an item of a type: of a series in NewsML-G2 it is a package."""
    if form is Format.NEWSML_G2 and kind in MEMBER_OF:
        return "application/vnd.iptc.g2.packageitem+xml"
    return ABOUT[form].media_type
