"""Whatever is read wrong, no word of the input is lost, and no text is too odd to be read."""

import random
import re
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsflow.copyreader import MAX_CHARACTERS, Reading, decode, read, reading_as_json
from newsflow.copyreader.labels import TABLES
from newsflow.copyreader.lines import cleaned
from newsflow.domain.agency import Agency
from newsflow.domain.content import from_json
from newsflow.domain.errors import BadInputError
from newsflow.domain.text import nfc
from tests.copyreader.layouts import a_page

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("*.txt"))
WORD = re.compile(r"[^\W_]+")
ODD = "\x00\x07\x1b\x85\u2028\ufeff\u200e\u200f\u202e\u2066\u2069\u00ad\u00a0\u0301\u064b\ud800"


def words(text: str) -> Counter[str]:
    return Counter(WORD.findall(nfc(text)))


def kept(reading: Reading) -> Counter[str]:
    """The words of every part and of the furniture. Guesses and sources repeat words, so they don't count."""
    parts = [reading.section, reading.headline, reading.deck, reading.slug, reading.note]
    parts += [credit.name for credit in reading.credits]
    parts += [block.text() for block in reading.body]
    parts += [*reading.keywords, *(date.text for date in reading.source_dates)]
    filed = reading.dateline
    parts += [*filed.marks] if filed else []
    parts += [part for place in reading.places for part in (place.name, place.country)]
    if reading.translated_from:
        parts.append(reading.translated_from.words)
    parts += [piece.words for piece in reading.furniture]
    return words("\n".join(part for part in parts if part))


def check(text: str, agency: Agency) -> Reading:
    reading = read(text, agency)
    lost = words(text) - kept(reading)
    assert not lost, f"lost: {dict(lost)}"
    clean = cleaned(text)
    for mark in (*reading.guesses, *reading.furniture):
        assert clean[mark.start : mark.end] == mark.words
    return reading


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_no_word_of_a_real_layout_is_lost(path: Path, agency: Agency):
    check(path.read_text(encoding="utf-8"), agency)


@given(st.text())
@example("")
@example("\ufeff")
@example("- \n-\n*")
@example("AA / Istanbul")
@example("/".join("ab" for _ in range(400)))
@settings(max_examples=300, deadline=None)
def test_no_text_is_too_odd_to_be_read(agency: Agency, text: str):
    check(text, agency)


def mangled(text: str, dice: random.Random) -> str:
    """A text as a bad copy of it would come: lines moved, doubled, joined, cut; odd characters thrown in."""
    lines = text.split("\n")
    for _ in range(dice.randrange(1, 12)):
        at = dice.randrange(len(lines))
        line = lines[at]
        how = dice.randrange(8)
        if how == 0:
            lines.insert(dice.randrange(len(lines)), lines.pop(at))
        elif how == 1:
            lines.insert(dice.randrange(len(lines)), line)
        elif how == 2 and at + 1 < len(lines):
            lines[at : at + 2] = [f"{line}{dice.choice(['', ' ', ' | '])}{lines[at + 1]}"]
        elif how == 3:
            lines[at] = line[: dice.randrange(len(line) + 1)]
        elif how == 4:
            place = dice.randrange(len(line) + 1)
            lines[at] = line[:place] + dice.choice(ODD) + line[place:]
        elif how == 5:
            lines[at] = dice.choice([line.upper(), line.lower(), line[::-1]])
        elif how == 6:
            place = dice.randrange(len(line) + 1)
            lines[at : at + 1] = [line[:place], line[place:]]
        else:
            lines[at] = dice.choice(["- ", "* ", "(", "> ", "URGENT: ", "Par "]) + line
    return dice.choice(["\n", "\r\n", "\r", "\n\n"]).join(lines)


@given(st.sampled_from(FIXTURES), st.integers(0, 2**32))
@settings(max_examples=300, deadline=None)
def test_no_word_of_a_mangled_layout_is_lost(agency: Agency, path: Path, seed: int):
    check(mangled(path.read_text(encoding="utf-8"), random.Random(seed)), agency)


@given(st.sampled_from(sorted(TABLES)), st.integers(0, 2**32))
@settings(max_examples=200, deadline=None)
def test_no_word_of_a_shuffled_and_mangled_layout_is_lost(agency: Agency, language: str, seed: int):
    page, _ = a_page(language, seed)
    check(mangled(page, random.Random(seed)), agency)


@given(st.sampled_from(FIXTURES), st.integers(0, 2**32))
@settings(max_examples=100, deadline=None)
def test_every_reading_makes_a_dispatch_that_can_be_read_back(agency: Agency, path: Path, seed: int):
    reading = read(mangled(path.read_text(encoding="utf-8"), random.Random(seed)), agency)
    fields = reading_as_json(reading, agency)
    for key in ("section_code", "defaults", "guesses", "furniture"):
        del fields[key]
    filled = reading.dispatch(agency)
    again = from_json({**fields, "section": filled.section, "language": filled.language})
    assert again.headline == nfc(filled.headline)
    assert filled.headline
    assert filled.slug


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_no_bytes_are_too_odd_to_be_decoded(agency: Agency, content: bytes):
    check(decode(content, frozenset(agency.words)).text, agency)


def test_a_text_larger_than_the_limit_is_refused_with_the_limit(agency: Agency):
    with pytest.raises(BadInputError, match=f"at most {MAX_CHARACTERS:,}"):
        read("a" * (MAX_CHARACTERS + 1), agency)
    with pytest.raises(BadInputError, match=f"at most {MAX_CHARACTERS:,}"):
        decode(b"a" * (MAX_CHARACTERS * 4 + 1), frozenset())


ENDLESS = (
    "a", " ", "\n", "a\n", "Par ", "- a\n", "14.04.2021 ", "selon la chaîne ", "ARD ", "(", "/", "| ",
    "à la ", "٣/", "ﷺ", "Traduit de l'arabe par A ", "А ", "\u0301", "a'", "12:", "«A ", "a, ",
)  # fmt: skip


@pytest.mark.parametrize("unit", ENDLESS)
def test_a_longer_text_takes_time_in_proportion(unit: str, agency: Agency):
    small, large = (min(taken(unit, size, agency) for _ in range(2)) for size in (8_000, 64_000))
    assert large < max(8 * 4 * small, 1.0), f"{small:.3f} s for 8,000 characters, {large:.3f} s for 64,000"


def test_a_text_as_large_as_the_limit_is_read(agency: Agency):
    assert taken("Le phare a été rallumé, rapporte l'Associated Press.\n", MAX_CHARACTERS, agency) < 60


def taken(unit: str, size: int, agency: Agency) -> float:
    text = unit * (size // len(unit))
    before = time.perf_counter()
    read(text, agency)
    return time.perf_counter() - before
