"""How far a reader has come: `<epoch>.<seq>`."""

from dataclasses import dataclass

from newsflow.client.errors import UnreadableError

DIGITS_LIMIT = 18


@dataclass(frozen=True, slots=True, order=True)
class Cursor:
    """An epoch and a number of the wire. It never expires. A bare number, `42`, means the epoch of the day."""

    epoch: int
    """0 where only the number was given."""
    seq: int

    @classmethod
    def read(cls, text: str) -> "Cursor":
        """The cursor that a text says. Raises UnreadableError."""
        if text == "head":
            return HEAD
        epoch, dot, seq = text.strip().rpartition(".")
        if not _is_number(seq) or not (_is_number(epoch) or not dot):
            message = f"A cursor is written <epoch>.<seq>, such as 1.42; got “{text[:80]}”."
            raise UnreadableError(message)
        return cls(int(epoch or 0), int(seq))

    def __str__(self) -> str:
        """The cursor as it is stored and sent."""
        if self == HEAD:
            return "head"
        return f"{self.epoch}.{self.seq}" if self.epoch else str(self.seq)


START = Cursor(0, 0)
"""Before the first entry."""
HEAD = Cursor(0, -1)
"""Wherever the wire's head is when it is asked for: what comes next, and nothing that was."""


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= DIGITS_LIMIT
