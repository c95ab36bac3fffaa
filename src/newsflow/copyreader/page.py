"""The input while it is being read: which stretches are taken, by which part, and what is left over."""

import re
from dataclasses import dataclass, field

from newsflow.copyreader.folding import Folded, folded
from newsflow.copyreader.lines import Line, cleaned, flat, lines, value
from newsflow.copyreader.reading import Furniture, Guess, Kind

SHORT = 320
"""Characters of a line that can hold labels, names and dates. Longer ones are text."""

EDGE = 80
"""Lines from the beginning, and from the end, that are looked at for labels."""

_HAS_WORD = re.compile(r"[^\W_]")
_LONG = 200
_SENTENCE_END = re.compile(r"[.!?…؟۔][\"'”»’)\]*]*$")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of input that gives a field its value."""

    field: str
    start: int
    end: int
    value: str
    because: str
    held: bool = True
    """Whether the draft holds these words; where not, they are furniture too."""


def _held(parts: list[Part]) -> list[tuple[int, int]]:
    return sorted((part.start, part.end) for part in parts if part.held)


@dataclass(slots=True)
class Page:
    """Takes stretches of the input one by one. Whatever nobody takes is the body: no word is ever dropped."""

    text: str
    language: str
    flat: str = ""
    free: dict[int, Line] = field(default_factory=dict[int, Line])
    """The lines, or rests of lines, that nobody has taken, by their number."""
    guesses: list[Guess] = field(default_factory=list[Guess])
    furniture: list[Furniture] = field(default_factory=list[Furniture])
    core: range = range(0)
    """The numbers of the lines from the first to the last that is plainly text."""

    @classmethod
    def of(cls, source: str) -> "Page":
        """A page with nothing taken. Raises BadInputError when the text is too large."""
        text = cleaned(source)
        page = cls(text=text, language="und", flat=flat(text))
        page.free = dict(enumerate(lines(page.flat)))
        page.find_core()
        return page

    def find_core(self) -> None:
        """Find the lines from the first to the last that is plainly text, in what is still free."""
        texts = [number for number, line in self.free.items() if self.is_text(line)]
        end = max(self.free, default=-1) + 1
        self.core = range(min(texts), max(texts) + 1) if texts else range(end, end)

    def is_text(self, line: Line) -> bool:
        """Whether a line is plainly running text: long, or a whole sentence of some length."""
        length = line.end - line.start
        ended = _SENTENCE_END.search(self.flat, max(line.start, line.end - 6), line.end) is not None
        return length >= _LONG or (length >= 70 and ended)

    def words(self, line: Line) -> str:
        """A line as it is looked at: blanks and apostrophes alike."""
        return self.flat[line.start : line.end]

    def fold(self, line: Line) -> Folded:
        """A line folded, for labels and dates."""
        return folded(self.text, line.start, line.end)

    def is_short(self, line: Line) -> bool:
        """Whether a line can be a label's."""
        return line.end - line.start <= SHORT

    def inside(self, number: int) -> bool:
        """Whether a line stands between paragraphs of text, where a name or a date alone is no label."""
        return number in self.core

    def value(self, start: int, end: int) -> str:
        """The words of a stretch as a part holds them."""
        return value(self.text, start, end)

    def guess(self, part: Part) -> None:
        """Mark the words of a part that stay where they are, such as a source's."""
        words = self.text[part.start : part.end]
        self.guesses.append(
            Guess(
                field=part.field,
                value=part.value,
                words=words,
                start=part.start,
                end=part.end,
                because=part.because,
            )
        )

    def take(self, number: int, stretch: Line, parts: list[Part], kind: Kind = Kind.LABEL) -> None:
        """Take a stretch of line `number` for its parts; words between them are furniture of that kind."""
        for part in parts:
            self.guess(part)
        self._leave(stretch, _held(parts), kind)
        rest = self.free.pop(number)
        start = stretch.end
        while start < rest.end and self.flat[start].isspace():
            start += 1
        if start < rest.end:
            self.free[number] = Line(start, rest.end, rest.after_blank)

    def drop(self, number: int, kind: Kind) -> None:
        """Take a whole line as furniture."""
        self.take(number, self.free[number], [], kind)

    def shorten(self, number: int, stretch: Line, parts: list[Part]) -> None:
        """Take the tail of line `number` for its parts, as a credit in brackets after the last sentence."""
        for part in parts:
            self.guess(part)
        self._leave(stretch, _held(parts), Kind.LABEL)
        line = self.free[number]
        self.free[number] = Line(line.start, stretch.start, line.after_blank)

    def _leave(self, stretch: Line, held: list[tuple[int, int]], kind: Kind) -> None:
        reached = stretch.start
        for start, end in [*held, (stretch.end, stretch.end)]:
            piece = self.text[reached:start] if reached < start else ""
            if _HAS_WORD.search(piece):
                left = reached + len(piece) - len(piece.lstrip())
                words = piece.strip()
                self.furniture.append(Furniture(kind=kind, words=words, start=left, end=left + len(words)))
            reached = max(reached, end)

    def edges(self) -> list[int]:
        """The numbers of the free lines near the beginning and the end, where labels stand."""
        numbers = self.numbers()
        return numbers if len(numbers) <= 2 * EDGE else [*numbers[:EDGE], *numbers[-EDGE:]]

    def numbers(self) -> list[int]:
        """The numbers of the lines that are still free, in order."""
        return sorted(self.free)
