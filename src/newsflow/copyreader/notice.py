"""The public site's notice, by its features: subscribers, a part only, the copy, the site, a contact, the system."""

from dataclasses import fields
from functools import lru_cache

from newsflow.copyreader.folding import plain
from newsflow.copyreader.labels import TABLES
from newsflow.copyreader.names import cased
from newsflow.copyreader.page import Page
from newsflow.copyreader.reading import Kind
from newsflow.domain.agency import Agency

_LONGEST = 900
_LAST_LINES = 5
_FEATURES_NEEDED = 4
_FEATURES_BESIDE = 2
"""A line right after a notice needs fewer: the sentence that says whom to write to."""


@lru_cache(maxsize=1)
def _stems() -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        language: {
            field.name: tuple(plain(stem) for stem in getattr(table.notice, field.name))
            for field in fields(table.notice)
        }
        for language, table in TABLES.items()
    }


def features(words: str) -> frozenset[str]:
    """The features of a public-site notice that a paragraph has, in the language where it has most."""
    text = f" {plain(words)}"
    found = (
        frozenset(name for name, stems in by_name.items() if any(_has(text, stem) for stem in stems))
        for by_name in _stems().values()
    )
    return max(found, key=len)


def _has(text: str, stem: str) -> bool:
    """Whether a word begins with the stem; Arabic script writes “to the”, “and” at the word, so anywhere there."""
    anywhere = stem.startswith("(") or not cased(stem)
    return stem in text if anywhere else f" {stem}" in text or f"'{stem}" in text


def is_notice(words: str) -> bool:
    """Whether a paragraph tells the public that this is a part of what subscribers get."""
    had = features(words)
    return "subscribers" in had and len(had) >= _FEATURES_NEEDED and bool(had & {"part", "site"})


def take_notices(page: Page, agency: Agency) -> None:
    """Take the public-site notice out of the last lines, and the agency's own wording of it anywhere."""
    own = {plain(house.public_notice) for house in agency.words.values()}
    numbers = page.numbers()
    just_before = False
    for number in numbers:
        line = page.free[number]
        if line.end - line.start > _LONGEST:
            just_before = False
            continue
        words = page.words(line)
        late = number in numbers[-_LAST_LINES:] and number != numbers[0]
        told = plain(words) in own or (late and is_notice(words))
        beside = just_before and _invites(words)
        if told or beside:
            page.drop(number, Kind.PUBLIC_NOTICE)
        just_before = told or beside


def _invites(words: str) -> bool:
    had = features(words)
    return len(had) >= _FEATURES_BESIDE and had >= {"subscribers", "contact"}
