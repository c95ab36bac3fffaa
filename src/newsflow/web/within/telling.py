"""An error in a reader's language: its words from the catalogue, the facts in them (a number, a name) as they are."""

from dataclasses import dataclass

from newsflow.domain.errors import NewsflowError
from newsflow.domain.text import direction
from newsflow.domain.worded import Worded
from newsflow.web.say import Tongue


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An error's words, and the language that they are in."""

    text: str
    language: str
    direction: str


def translated(speaks: Tongue, error: NewsflowError) -> NewsflowError:
    """The error with its words in that language; those that no catalogue has stay English."""
    # copy.copy would call the class with what and which and what now alone; some take more.
    said = type(error).__new__(type(error), *error.args)
    said.__dict__.update(error.__dict__)
    said.what, said.what_now = say_words(speaks, error.what), say_words(speaks, error.what_now)
    if isinstance(error.which, Worded):
        said.which = say_words(speaks, error.which)
    return said


def told(speaks: Tongue, error: NewsflowError) -> Told:
    """The error in words. It counts as English where no catalogue knew what it says."""
    said = translated(speaks, error)
    known = (said.what, said.what_now) != (error.what, error.what_now)
    language = speaks.language if known else "en"
    return Told(text=str(said), language=language, direction=direction(language))


def say_words(speaks: Tongue, words: str) -> str:
    """Words of an error in that language, each fact where the language has it; as they are where no catalogue has them."""
    if isinstance(words, Worded):
        return speaks.say(words.words, **{name: _fact(speaks, fact) for name, fact in words.facts.items()})
    return speaks.say(words) if words else ""


def _fact(speaks: Tongue, fact: str) -> str:
    """A fact as it stands in a sentence: said if it is words, kept apart where it would run against the others' direction."""
    said = say_words(speaks, fact) if isinstance(fact, Worded) else fact
    return f"\u2068{said}\u2069" if direction(speaks.language) == "rtl" else said
