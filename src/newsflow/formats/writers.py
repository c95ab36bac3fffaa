"""Every format's writer, by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from newsflow.formats import (
    atom,
    html5,
    iptc7901,
    json_feed,
    mail,
    newsml1,
    newsmlg2,
    ninjs1,
    ninjs3,
    nitf3,
    plain,
    rss,
)
from newsflow.formats.choices import Choices
from newsflow.formats.core import Core, Slot
from newsflow.formats.names import Format
from newsflow.formats.sheet import Links, Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """How a format is written. A new `revision` has stored cores made again."""

    core: Callable[[Sheet, Choices], Core]
    fill: Callable[[Sheet, Links, Choices], dict[Slot, bytes]]
    alone: Callable[[Sheet, bytes], bytes] | None = None
    """Of a feed's format, whose core is an entry as it stands in the list: the document of one entry alone."""
    revision: int = 2
    """2: a notice is withheld, since it is for editors."""

    def joined(self, core: Core, sheet: Sheet, links: Links, choices: Choices) -> bytes:
        """The core with one asker's links; of a feed's format the entry."""
        return core.joined(self.fill(sheet, links, choices))

    def whole(self, sheet: Sheet, joined: bytes) -> bytes:
        """The document of what was joined."""
        return joined if self.alone is None else self.alone(sheet, joined)


WRITERS: Mapping[Format, Writer] = MappingProxyType(
    {
        Format.NEWSML_G2: Writer(core=newsmlg2.core, fill=newsmlg2.fill),
        Format.NINJS_1: Writer(core=ninjs1.core, fill=ninjs1.fill),
        Format.NINJS_3: Writer(core=ninjs3.core, fill=ninjs3.fill),
        Format.NITF: Writer(core=nitf3.core, fill=nitf3.fill),
        Format.NEWSML_1: Writer(core=newsml1.core, fill=newsml1.fill),
        Format.IPTC_7901: Writer(core=iptc7901.core, fill=iptc7901.fill),
        Format.ATOM: Writer(core=atom.core, fill=atom.fill, alone=atom.alone),
        Format.RSS: Writer(core=rss.core, fill=rss.fill, alone=rss.alone),
        Format.JSON_FEED: Writer(core=json_feed.core, fill=json_feed.fill, alone=json_feed.alone),
        Format.TEXT: Writer(core=plain.core, fill=plain.fill),
        Format.HTML: Writer(core=html5.core, fill=html5.fill),
        Format.MAIL: Writer(core=mail.core, fill=mail.fill),
    }
)


def document(form: Format, sheet: Sheet, links: Links, choices: Choices) -> bytes:
    """The document of a sheet with one asker's links, made at once."""
    writer = WRITERS[form]
    return writer.whole(sheet, writer.joined(writer.core(sheet, choices), sheet, links, choices))
