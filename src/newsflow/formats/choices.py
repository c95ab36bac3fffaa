"""What a subscriber may choose of a format, since receivers differ. The defaults are read by the most."""

from dataclasses import dataclass
from enum import StrEnum


class G2Body(StrEnum):
    """How the text stands in a NewsML-G2 news item."""

    NITF = "nitf"
    """inlineXML: NITF in its own namespace, the paragraphs inside body.content/block."""
    XHTML = "xhtml"
    """inlineXML: XHTML."""
    INLINE_DATA = "inline-data"
    """inlineData: HTML, escaped."""


class Charset(StrEnum):
    """In which characters IPTC 7901 is written."""

    ASCII = "ascii"
    """Seven bits: what every receiver reads. Other letters by the declared table."""
    LATIN_1 = "latin-1"
    """ISO 8859-1: Western letters stay; others by the table."""
    UTF_8 = "utf-8"
    """Everything as it is, for receivers that say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """One subscriber's choices. `key()` names them where rendered bytes are stored."""

    g2_body: G2Body = G2Body.NITF
    iptc_charset: Charset = Charset.ASCII
    media_only: bool = False
    """ninjs: associations hold media alone, since some receivers take each association in as an item of its own."""
    plain_paragraphs: bool = False
    """Paragraphs without tags inside (links become their words): some receivers cut a text at its first inner tag."""

    def key(self) -> str:
        """The choices in a word, the same for the same choices for ever; "" for the defaults."""
        said: list[str] = []
        if self.g2_body is not G2Body.NITF:
            said.append(f"g2-body={self.g2_body.value}")
        if self.iptc_charset is not Charset.ASCII:
            said.append(f"iptc-charset={self.iptc_charset.value}")
        if self.media_only:
            said.append("media-only")
        if self.plain_paragraphs:
            said.append("plain-paragraphs")
        return ",".join(said)


DEFAULTS = Choices()
