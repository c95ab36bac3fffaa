"""Words of another language on a page: whose they are, and which way they run, is said where the browser looks for it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[2] / "src/newsflow/templates"
TEXTS = {str(path.relative_to(TEMPLATES)): path.read_text("utf-8") for path in TEMPLATES.rglob("*.html")}
LOOKED_PAST = re.compile(r'<(?!bdi)[a-z0-9]+ [^<>]*dir="auto"[^<>]*>(?:\s|\{%[^%]*%\}|<p>)*<bdi\b')
"""`dir="auto"` asks the first letter that stands in the element itself; what a `<bdi>` holds is not asked."""
OF_A_PICTURE = re.compile(r'<(?:a|img|video)\b[^<>]*\.alt \}\}"[^<>]*>')
NETWORK = re.compile(r"<bdi([^<>]*)>\{\{ each\.address(?:es)? \}\}")


def looked_past(text: str) -> list[str]:
    """Elements that would take their direction from words which the browser does not ask."""
    return [found[0] for found in LOOKED_PAST.finditer(text)]


def without_language(text: str) -> list[str]:
    """Pictures whose words would be read out in the page's language."""
    return [found[0] for found in OF_A_PICTURE.finditer(text) if ' lang="' not in found[0]]


@pytest.mark.parametrize("breach", ['<p dir="auto"><bdi>', '<div dir="auto">{% for one in two %}<p><bdi>'])
def test_a_direction_that_is_never_found_is_seen(breach: str):
    assert looked_past(breach)
    assert not looked_past('<p dir="auto">{{ words }} <bdi>')
    assert without_language('<img src="" alt="{{ one.alt }}">')


def test_no_direction_is_asked_of_what_is_set_apart():
    assert not [(name, found) for name, text in TEXTS.items() for found in looked_past(text)]


def test_what_a_picture_shows_is_read_out_in_its_own_language():
    faces = {name: text for name, text in TEXTS.items() if name.startswith(("portal/", "site/"))}
    assert not [(name, found) for name, text in faces.items() for found in without_language(text)]


def test_a_network_address_runs_from_left_to_right_on_every_page():
    found = [said for text in TEXTS.values() for said in NETWORK.findall(text)]
    assert len(found) == 2
    assert all('dir="ltr"' in said for said in found), "::1 has no letter that would say so"
