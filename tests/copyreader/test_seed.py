"""The first real dispatch that Newsflow was given. Its file lies beside the project, never in it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsflow.copyreader import Kind, Reading, read, reading_as_json
from newsflow.domain.agency import Agency
from newsflow.domain.codes import BlockKind, CreditRole, DateKind, PlaceRole, Precision, Zone
from newsflow.domain.dispatch import Credit, Dateline, Place
from newsflow.ops.cli.import_copy import import_copy

ROOT = Path(__file__).resolve().parents[2]
SEED = next(iter(sorted((ROOT.parent / "shared" / "seeds").glob("000_*.txt"))), None)

pytestmark = pytest.mark.skipif(
    SEED is None, reason="the seed dispatch is not beside this checkout (../shared/seeds)"
)


@pytest.fixture(scope="module")
def text() -> str:
    """The seed as it was sent."""
    assert SEED is not None
    return SEED.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def reading(text: str, agency: Agency) -> Reading:
    """What the reader makes of it."""
    return read(text, agency)


def test_its_section_is_the_agencys_world_and_says_monde_as_printed(reading: Reading):
    assert (reading.section, reading.section_code) == ("Monde", "world")


def test_its_headline_stands_once_in_the_draft_with_its_doubled_apostrophes(reading: Reading):
    assert reading.headline is not None
    assert reading.headline.count("''") == 2
    assert [piece.kind for piece in reading.furniture].count(Kind.HEADLINE_AGAIN) == 1
    assert all(reading.headline not in block.text() for block in reading.body)


def test_its_deck_is_the_line_with_the_dash_without_the_dash(reading: Reading):
    assert reading.deck is not None
    assert reading.deck.startswith("Lors d'une")
    assert reading.deck.endswith("Bruxelles")


def test_its_two_people_have_their_roles(reading: Reading):
    assert reading.credits == (
        Credit(name="Raşa Evrensel", role=CreditRole.WEB_EDITOR),
        Credit(name="Hajer Cherni", role=CreditRole.TRANSLATOR),
    )


def test_both_its_dates_are_days_without_a_time_or_a_zone(reading: Reading):
    assert [(date.kind, date.value) for date in reading.source_dates] == [
        (DateKind.FIRST, "2021-04-14"),
        (DateKind.UPDATED, "2021-04-14"),
    ]
    assert {date.precision for date in reading.source_dates} == {Precision.DAY}
    assert {date.zone for date in reading.source_dates} == {Zone.NONE}
    assert "Mıse" in reading.source_dates[1].text


def test_its_dateline_has_its_mark_and_its_place_line_is_no_copy(reading: Reading):
    assert reading.dateline == Dateline(place="Istanbul", marks=("AA",))
    assert reading.places == (Place(name="Istanbul", role=PlaceRole.FILED_FROM),)
    assert [piece.words for piece in reading.furniture if piece.kind is Kind.PLACE_LINE] == ["Istanbul"]


def test_its_body_is_its_thirteen_paragraphs(reading: Reading):
    assert len(reading.body) == 13
    assert {block.kind for block in reading.body} == {BlockKind.PARAGRAPH}
    assert reading.body[0].text().startswith("Le secrétaire")
    assert reading.body[-1].text().endswith("Unis.")


def test_its_four_styles_of_quotes_are_kept(reading: Reading):
    body = "\n".join(block.text() for block in reading.body)
    for quoted in ('que "les', "''Les", "''Ensemble", 'au pays"', "«Al-Qaïda»", "« Talibans »"):
        assert quoted in body.replace("\u00a0", " ")


def test_it_is_french_translated_from_an_arabic_original_that_is_not_held(reading: Reading):
    assert reading.language == "fr"
    source = reading.translated_from
    assert source is not None
    assert (source.language, source.translator) == ("ar", "Hajer Cherni")
    assert (source.item, source.version, source.machine_aided) == (None, None, False)
    assert source.words is not None
    assert source.words.startswith("Traduit de")


def test_its_sources_are_the_two_that_it_credits_and_no_mere_mention(reading: Reading):
    assert [source.name for source in reading.sources] == ["Associated Press", "ARD"]
    assert reading.sources[0].words == "rapporte l'Associated Press"


def test_its_last_paragraph_is_the_public_sites_notice(reading: Reading):
    notices = [piece for piece in reading.furniture if piece.kind is Kind.PUBLIC_NOTICE]
    assert len(notices) == 1
    assert notices[0].words.startswith("Seulement")
    assert notices[0] == reading.furniture[-1]


def test_each_guess_marks_the_words_that_it_came_from(reading: Reading, text: str):
    assert len(reading.guesses) > 10
    for mark in (*reading.guesses, *reading.furniture):
        assert text[mark.start : mark.end] == mark.words


def test_the_import_command_says_it_as_json_without_a_database(agency: Agency, reading: Reading):
    done = CliRunner().invoke(import_copy, ["--dry-run", "--json", str(SEED)], catch_exceptions=False)
    assert done.exit_code == 0
    said = json.loads(done.stdout)
    assert said["section"] == "Monde"
    assert said["body"] == json.loads(json.dumps(reading_as_json(reading, agency)))["body"]
