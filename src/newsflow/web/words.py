"""Our own words in each language, read once from `catalogues/`; the agency's own stand in agency.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

import msgspec

from newsflow.web.enquiry_words import ContactWords, EnquiryWords, LetterWords

FALLBACK = "en"
"""The language of our words where there is no catalogue of the page's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A title, and what to make of it."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWords:
    """How a language writes dates; the patterns take {day} {month} {year} {weekday} {date} {time}."""

    months: tuple[str, ...]
    months_short: tuple[str, ...]
    weekdays: tuple[str, ...]
    weekdays_short: tuple[str, ...]
    day_one: str
    date: str
    long_date: str
    date_time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorWords:
    """What the error pages say."""

    front: str
    number: str
    bad_request: Said
    not_found: Said
    not_allowed: Said
    gone: Said
    broken: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteWords:
    """What the public site says. Credits are patterns with {names}."""

    skip: str
    sections: str
    languages: str
    front: str
    latest: str
    flash: str
    urgent: str
    first: str
    updated: str
    corrected: str
    corrected_text: str
    corrections: str
    corrections_text: str
    cancelled: str
    cancelled_text: str
    replaced: str
    reply: str
    court_text: str
    other_languages: str
    same_story: str
    whole: str
    topic: str
    place: str
    filed: str
    older: str
    newest: str
    separator: str
    by: str
    contributor: str
    editor: str
    web_editor: str
    translator: str
    photographer: str
    taken_by: str
    original_language: str
    machine_aided: str
    contact: str
    contact_title: str
    contact_text: str
    contact_open: str
    empty_front: Said
    empty_section: Said
    empty_corrections: Said
    killed: Said
    withdrawn: Said
    held: Said
    hidden: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A catalogue. `language` is the one that the words are really in."""

    language: str
    time: TimeWords
    errors: ErrorWords
    site: SiteWords
    contact: ContactWords
    enquiry: EnquiryWords
    letters: LetterWords


def languages() -> tuple[str, ...]:
    """The languages that have a catalogue."""
    folder = resources.files("newsflow.web").joinpath("catalogues")
    return tuple(sorted(file.name[:-5] for file in folder.iterdir() if file.name.endswith(".toml")))


@cache
def words(language: str) -> Words:
    """Our words in a language, or in English where there is no catalogue of it."""
    base = language.split("-", maxsplit=1)[0].lower()
    known = languages()
    found = next((code for code in (language, base) if code in known), FALLBACK)
    return msgspec.convert({**catalogue(found), "language": found}, Words)


def catalogue(language: str) -> dict[str, object]:
    """A catalogue as its file says it, for `words` and for the test that compares them all."""
    file = resources.files("newsflow.web").joinpath("catalogues", f"{language}.toml")
    return tomllib.loads(file.read_text("utf-8"))
