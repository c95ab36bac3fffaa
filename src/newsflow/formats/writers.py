"""Every format's writer, by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from newsflow.formats import plain
from newsflow.formats.choices import Choices
from newsflow.formats.core import Core, Slot
from newsflow.formats.names import Format
from newsflow.formats.sheet import Links, Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """How a format is written. A new `revision` has stored cores made again."""

    core: Callable[[Sheet, Choices], Core]
    fill: Callable[[Sheet, Links, Choices], dict[Slot, bytes]]
    revision: int = 1


WRITERS: Mapping[Format, Writer] = MappingProxyType(
    {
        Format.TEXT: Writer(core=plain.core, fill=plain.fill),
    }
)
