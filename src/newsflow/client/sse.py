"""Server-sent events, read from bytes as they come (WHATWG HTML, 9.2)."""

import codecs
from dataclasses import dataclass, field

EVENT_LIMIT = 64 * 1024 * 1024
"""Characters that one event may have before its end; more is no stream of ours."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One event: its name, its data, and the last id that the stream said so far."""

    name: str
    data: str
    id: str


@dataclass(slots=True)
class Frames:
    """Cuts a stream into its events. What is not ended by an empty line when the stream breaks was never there."""

    _decoder: codecs.IncrementalDecoder = field(
        default_factory=lambda: codecs.getincrementaldecoder("utf-8-sig")("replace")
    )
    _rest: str = ""
    _name: str = ""
    _data: list[str] = field(default_factory=list[str])
    _id: str = ""

    def feed(self, chunk: bytes) -> list[Frame]:
        """The events that this chunk completes."""
        lines = (self._rest + self._decoder.decode(chunk)).replace("\r\n", "\n")
        # A lone \r at the end may be half of \r\n.
        held = "\r" if lines.endswith("\r") else ""
        *whole, rest = lines.removesuffix("\r").replace("\r", "\n").split("\n")
        self._rest = rest + held
        found = [frame for line in whole if (frame := self._line(line)) is not None]
        if len(self._rest) + sum(map(len, self._data)) > EVENT_LIMIT:
            message = "An event of the stream is longer than any of ours."
            raise ValueError(message)
        return found

    def _line(self, line: str) -> Frame | None:
        if not line:
            return self._dispatch()
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "event":
            self._name = value
        elif name == "data":
            self._data.append(value)
        elif name == "id" and "\0" not in value:
            self._id = value
        return None

    def _dispatch(self) -> Frame | None:
        frame = Frame(self._name or "message", "\n".join(self._data), self._id) if self._data else None
        self._name, self._data = "", []
        return frame
