"""Words inside files: what is written is read again, and what is broken says nothing rather than break us."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsflow.domain.media import AiUse
from newsflow.media import Facts
from newsflow.media.embedded import exif, iim, xmp
from newsflow.media.embedded.dates import stated
from tests.media.invented import WORDS, camera_exif

TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1, max_size=80)
TEXTS = st.lists(TEXT, max_size=4).map(tuple)
SAID = st.none() | TEXT
FACTS = st.builds(
    Facts,
    headline=SAID,
    caption=SAID,
    creator=TEXTS,
    creator_role=SAID,
    credit_line=SAID,
    copyright=SAID,
    usage_terms=SAID,
    instructions=SAID,
    source=SAID,
    taken_at=st.sampled_from([None, "2026-03-02", "2026-03-02T09:15:00+03:00", "2026-03-02T09:15:00Z"]),
    city=SAID,
    country=SAID,
    country_code=st.sampled_from([None, "TUR", "FR"]),
    keywords=TEXTS,
    alt_text=SAID,
    extended_description=SAID,
    ai_use=st.sampled_from(list(AiUse)),
)


@given(words=FACTS)
def test_what_is_written_in_xmp_is_read_again(words: Facts):
    assert xmp.read(xmp.packet(words)) == words


@given(words=FACTS)
def test_what_is_written_in_iim_is_read_again_up_to_the_lengths_it_allows(words: Facts):
    found = iim.read(iim.segment(words))
    assert (words.headline or "").startswith(found.headline or "")
    assert (words.caption or "")[:80] == (found.caption or "")
    assert found.keywords == tuple(word.encode()[:64].decode(errors="ignore") for word in words.keywords)
    assert found.taken_at == (words.taken_at and words.taken_at.replace("Z", "+00:00"))


@given(block=st.binary(max_size=300))
def test_noise_says_nothing_and_breaks_nothing(block: bytes):
    for read in (xmp.read, iim.read, exif.read):
        assert isinstance(read(block), Facts)


@given(place=st.integers(0, 400), value=st.integers(0, 255), length=st.integers(0, 500))
def test_a_block_that_is_bent_or_cut_breaks_nothing(place: int, value: int, length: int):
    for read, block in (
        (exif.read, camera_exif()),
        (iim.read, iim.segment(WORDS)),
        (xmp.read, xmp.packet(WORDS)),
    ):
        bent = bytearray(block)
        bent[place % len(bent)] = value
        assert isinstance(read(bytes(bent)), Facts)
        assert isinstance(read(bytes(bent[:length])), Facts)


def test_xmp_reads_no_file_of_ours():
    packet = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"><photoshop:Headline>&e;</photoshop:Headline>
</rdf:Description></rdf:RDF></x:xmpmeta>"""
    assert xmp.read(packet).headline is None


def test_properties_written_as_attributes_are_read_too():
    packet = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"
 photoshop:City="Sinop" plus:DataMining="http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING"/>
</rdf:RDF></x:xmpmeta>"""
    found = xmp.read(packet)
    assert (found.city, found.ai_use) == ("Sinop", AiUse.PROHIBITED)


def test_the_default_language_goes_before_the_others():
    packet = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt>
<rdf:li xml:lang="en">Snow</rdf:li><rdf:li xml:lang="x-default">Kar</rdf:li></rdf:Alt></dc:description>
</rdf:Description></rdf:RDF></x:xmpmeta>"""
    assert xmp.read(packet).caption == "Kar"


def test_old_blocks_without_a_charset_are_read_as_they_were_written():
    latin = b"\x1c\x02\x69" + (5).to_bytes(2, "big") + "Forêt".encode("cp1252")
    assert iim.read(latin).headline == "Forêt"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026:03:02 09:15:00+03:00", "2026-03-02T09:15:00+03:00"),
        ("20260302T091500+0300", "2026-03-02T09:15:00+03:00"),
        ("2026-03-02T09:15:00Z", "2026-03-02T09:15:00Z"),
        ("2026-03-02T09:15:00", "2026-03-02"),
        ("2026:03:02 09:15:00", "2026-03-02"),
        ("2026-03-02T09:15:00.123456Z", "2026-03-02T09:15:00Z"),
        ("2026-03-02", "2026-03-02"),
        ("2026-13-02", None),
        ("2026-03", None),
        ("0000:00:00 00:00:00", None),
        ("yesterday", None),
        (None, None),
    ],
)
def test_a_time_is_kept_as_it_was_said_and_no_zone_is_made_up(text: str | None, found: str | None):
    assert stated(text) == found


def test_words_too_long_for_a_segment_lose_keywords_before_sentences():
    words = dataclasses.replace(WORDS, keywords=tuple(f"kar{number} " + "x" * 60 for number in range(2_000)))
    packet = xmp.packet(words)
    assert len(packet) <= xmp.MAX_PACKET_BYTES
    assert dataclasses.replace(xmp.read(packet), keywords=()) == dataclasses.replace(WORDS, keywords=())
