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


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """One subscriber's choices. `key()` names them where rendered bytes are stored."""

    g2_body: G2Body = G2Body.NITF
    plain_paragraphs: bool = False
    """Paragraphs without tags inside (links become their words): some receivers cut a text at its first inner tag."""

    def key(self) -> str:
        """The choices in a word, the same for the same choices for ever; "" for the defaults."""
        said: list[str] = []
        if self.g2_body is not G2Body.NITF:
            said.append(f"g2-body={self.g2_body.value}")
        if self.plain_paragraphs:
            said.append("plain-paragraphs")
        return ",".join(said)


DEFAULTS = Choices()
