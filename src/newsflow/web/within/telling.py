"""An error in a reader's language: what and what now from the catalogue, which (a number, a name) as it is."""

from dataclasses import dataclass

from newsflow.domain.errors import NewsflowError
from newsflow.domain.text import direction
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
    said.what, said.what_now = _say(speaks, error.what), _say(speaks, error.what_now)
    return said


def told(speaks: Tongue, error: NewsflowError) -> Told:
    """The error in words. It counts as English where no catalogue knew what it says."""
    said = translated(speaks, error)
    known = (said.what, said.what_now) != (error.what, error.what_now)
    language = speaks.language if known else "en"
    return Told(text=str(said), language=language, direction=direction(language))


def _say(speaks: Tongue, words: str) -> str:
    return speaks.say(words) if words else ""
