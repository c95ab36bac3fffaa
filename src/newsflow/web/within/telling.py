"""An error in a reader's language: its words from the catalogue, the facts in them (a number, a name) as they are."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from newsflow.domain.errors import NewsflowError
from newsflow.domain.text import direction
from newsflow.domain.worded import Coded, Worded
from newsflow.web.moments import Times
from newsflow.web.say import Tongue
from newsflow.web.say import noop as _

Namer = Callable[[Coded], str]
"""What a code of the agency's is called in the reader's language (`codes.py`)."""

_HOUR = re.compile(r"(?<![\w-])\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{6}Z(?!\w)", re.ASCII)
"""An hour as `rfc3339` of `domain/clock.py` writes it."""

_QUOTED = re.compile("“([^“”]*)”")
"""What somebody gave, between the quotation marks that English puts there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An error's words, and the language that they are in."""

    text: str
    language: str
    direction: str


def translated(speaks: Tongue, error: NewsflowError, named: Namer = str) -> NewsflowError:
    """The error with its words in that language; those that no catalogue has stay English. Codes stay without `named`."""
    # copy.copy would call the class with what and which and what now alone; some take more.
    said = type(error).__new__(type(error), *error.args)
    said.__dict__.update(error.__dict__)
    said.what, said.what_now = (say_words(speaks, words, named) for words in (error.what, error.what_now))
    if isinstance(error.which, Worded):
        said.which = say_words(speaks, error.which, named)
    else:
        said.which = _QUOTED.sub(lambda found: speaks.say(_("“%(said)s”"), said=found[1]), error.which)
    return said


def told(speaks: Tongue, error: NewsflowError, writes: Times | None = None, *, named: Namer = str) -> Told:
    """The error in words, with `writes` its hours as people read them, with `named` its codes by their names.

    It counts as English where no catalogue knew what it says.
    """
    said = translated(speaks, error, named)
    known = (said.what, said.what_now) != (error.what, error.what_now)
    language = speaks.language if known else "en"
    return Told(
        text=_with_hours(str(said), writes) if writes else str(said),
        language=language,
        direction=direction(language),
    )


def _with_hours(text: str, writes: Times) -> str:
    """The text with each hour that stands in it for machines written in the house's zone, which is spelled out."""

    def written(found: re.Match[str]) -> str:
        try:
            hour = writes.full(datetime.fromisoformat(found.group()))
        except (ValueError, OverflowError):  # somebody's own words, of a day that is none
            return found.group()
        return f"{hour.text} {hour.zone or ''}".strip()

    return _HOUR.sub(written, text)


def say_words(speaks: Tongue, words: str, named: Namer = str) -> str:
    """Words of an error in that language, each fact where the language has it; as they are where no catalogue has them."""
    if isinstance(words, Worded):
        facts = {name: _fact(speaks, fact, named) for name, fact in words.facts.items()}
        return speaks.say(_(", ")).join(facts.values()) if words.is_list else speaks.say(words.words, **facts)
    return speaks.say(words) if words else ""


def _fact(speaks: Tongue, fact: str, named: Namer) -> str:
    """A fact as it stands in a sentence: said if it is words, kept apart where it would run against the others' direction."""
    match fact:
        case Worded():
            said = say_words(speaks, fact, named)
        case Coded():
            said = named(fact)
        case _:
            said = fact
    return f"\u2068{said}\u2069" if direction(speaks.language) == "rtl" else said
