"""A question cut into its signs, words, phrases and fields, each knowing where it stands."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from newsflow.domain.errors import QuestionError
from newsflow.domain.text import nfc
from newsflow.domain.worded import worded
from newsflow.matching.query.limits import QUESTION_LIMIT, VALUES_LIMIT

_ROUND = '"\u201c\u201d'
CLOSES = {
    '"': _ROUND,
    "\u201c": _ROUND,
    "\u201d": _ROUND,
    "\u201e": _ROUND,
    "\u00ab": "\u00bb",
    "\u00bb": "\u00ab",
}
"""What ends a phrase that begins with this mark. Telephones curl what was typed straight."""
QUOTES = frozenset('"\u201c\u201d\u201e\u00ab\u00bb')
COMMAS = frozenset(",\u060c")
DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")
_SHOWN = 12
_FIELD = re.compile(r"([A-Za-z_]{1,30}):")


class Kind(StrEnum):
    """What a piece of a question is."""

    OPEN = "("
    CLOSE = ")"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    WORDS = "words"
    FIELD = "field"
    END = "end"


_SAID = {kind.value: kind for kind in (Kind.AND, Kind.OR, Kind.NOT)}


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field."""

    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a question; `text` is the words said or the field's name, in lower case."""

    kind: Kind
    at: int
    text: str = ""
    values: tuple[Value, ...] = ()


def fault(question: str, at: int, what: str, what_now: str) -> QuestionError:
    """The error that shows the character at which the question stumbles."""
    if at >= len(question):
        return QuestionError(what, worded("At the end"), what_now, at=len(question))
    before = "…" if at > _SHOWN else ""
    shown = f"{before}{question[max(0, at - _SHOWN) : at]}▸{question[at : at + _SHOWN]}"
    which = worded("At character %(number)s: “%(shown)s”", number=at + 1, shown=" ".join(shown.split()))
    return QuestionError(what, which, what_now, at=at)


def cut(question: str) -> list[Token]:
    """The question's pieces, END last. Raises QuestionError."""
    if len(question) > QUESTION_LIMIT:
        raise fault(
            question, QUESTION_LIMIT, worded("The question is too long."),
            worded("A question has %(most)s characters at most; ask less at once.", most=QUESTION_LIMIT),
        )  # fmt: skip
    return _Cutter(question).all()


class _Cutter:
    def __init__(self, question: str) -> None:
        self.question = question
        self.at = 0

    def all(self) -> list[Token]:
        found: list[Token] = []
        while True:
            self._skip()
            token = self._next()
            found.append(token)
            if token.kind is Kind.END:
                return found

    def _peek(self) -> str:
        return self.question[self.at : self.at + 1]

    def _skip(self) -> None:
        while self._peek() and (self._peek().isspace() or self._peek() in COMMAS):
            self.at += 1

    def _next(self) -> Token:
        start, first = self.at, self._peek()
        if not first:
            return Token(Kind.END, start)
        if first in "()":
            self.at += 1
            return Token(Kind(first), start)
        if first in QUOTES:
            return self._said(Value(self._quoted(), start))
        if first in DASHES:
            while self._peek() and self._peek() in DASHES:
                self.at += 1
            after = self._peek()
            if not after or after.isspace() or after in COMMAS:
                raise self._only_signs(start)
            return Token(Kind.NOT, start)
        field = _FIELD.match(self.question, start)
        if field is not None:
            self.at = field.end()
            return Token(Kind.FIELD, start, field[1].lower(), self._values(field[1]))
        run = self._run()
        if run in _SAID:
            return Token(_SAID[run], start)
        if not any(map(str.isalnum, run)):
            raise self._only_signs(start)
        return self._said(Value(run, start))

    def _said(self, value: Value) -> Token:
        text = plain(value.text)
        if not any(map(str.isalnum, text)):
            raise self._fault(
                value.at,
                worded("There is no word between the quotation marks."),
                worded("Write one, or none of them."),
            )
        return Token(Kind.WORDS, value.at, text)

    def _run(self) -> str:
        start = self.at
        while (letter := self._peek()) and not (
            letter.isspace() or letter in COMMAS or letter in QUOTES or letter in "()"
        ):
            if letter == "*":
                raise self._fault(
                    self.at,
                    worded("A word is looked up whole."),
                    worded("Leave the star out: endings are found without it."),
                )
            self._check(letter)
            self.at += 1
        return self.question[start : self.at]

    def _quoted(self) -> str:
        start = self.at
        ends = CLOSES.get(self._peek(), "")
        self.at += 1
        while (letter := self._peek()) and letter not in ends:
            self._check(letter)
            self.at += 1
        if not letter:
            raise self._fault(
                start,
                worded("The quotation marks are not closed."),
                worded("Close them after the last word of the phrase."),
            )
        self.at += 1
        return self.question[start + 1 : self.at - 1]

    def _values(self, name: str) -> tuple[Value, ...]:
        """The values behind a field's colon; a comma goes on where a value follows it."""
        found: list[Value] = []
        while True:
            start, first = self.at, self._peek()
            text = self._quoted() if first in QUOTES and first else self._run()
            if not text.strip():
                what_now = worded(
                    "Write %(field)s: and what you look for, with no space between.", field=name
                )
                raise self._fault(start, worded("%(field)s: has no value.", field=name), what_now)
            found.append(Value(plain(text), start))
            if len(found) > VALUES_LIMIT:
                what = worded("%(field)s: has too many values.", field=name)
                raise self._fault(start, what, worded("A field takes %(most)s at most.", most=VALUES_LIMIT))
            after = self.question[self.at + 1 : self.at + 2]
            if not (self._peek() and self._peek() in COMMAS and after and not after.isspace()):
                return tuple(found)
            self.at += 1

    def _check(self, letter: str) -> None:
        if unicodedata.category(letter) in {"Cc", "Cs"} and not letter.isspace():
            raise self._fault(self.at, worded("This is no character of a text."), worded("Take it out."))

    def _only_signs(self, at: int) -> QuestionError:
        """The error of a word that no text could be asked for."""
        return self._fault(
            at, "There is no letter or digit in this word.", "Write a word, or take the signs out."
        )

    def _fault(self, at: int, what: str, what_now: str) -> QuestionError:
        return fault(self.question, at, what, what_now)


def plain(text: str) -> str:
    """What was said, without quotation marks and with single spaces: how it is kept and printed back."""
    return nfc(" ".join("".join(" " if letter in QUOTES else letter for letter in text).split()))
