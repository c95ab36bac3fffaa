"""Copy from files becomes drafts on the desk, with the reader's account of each."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner

from newsflow.copyreader import read
from newsflow.db.pool import open_pool, transaction
from newsflow.domain.content import from_json
from newsflow.domain.text import words
from newsflow.newsroom.drafts import get
from newsflow.ops.cli.acting import Acting
from newsflow.ops.cli.import_copy import import_copy, read_file, store
from newsflow.ops.embedded import DatabaseRole
from newsflow.ops.preparation import prepare
from newsflow.ops.settings import Settings

if TYPE_CHECKING:
    from newsflow.domain.agency import Agency
    from tests.harness import Database, SettableClock

FIXTURES = Path(__file__).parent / "fixtures"


async def test_an_imported_file_is_a_draft_with_the_readers_account(
    database: Database, clock: SettableClock, agency: Agency, tmp_path: Path
):
    await prepare(database.dsn(DatabaseRole.OWNER), agency, clock)
    odd = tmp_path / "odd.txt"
    odd.write_bytes(
        "\ufeffA headline with a \x00 in it\r\n\r\nAnd \ud800 half a letter.".encode("utf-8", "replace")
    )
    copies = [read_file(file, agency) for file in (FIXTURES / "tr-agency-page.txt", odd)]
    async with open_pool(database.dsn()) as pool:
        async with transaction(pool) as db:
            first, second = await store(Acting(db, agency, clock, Settings.read({})), copies)
        async with transaction(pool) as db:
            draft = await get(db, first)
            cursor = await db.execute("SELECT reading FROM draft ORDER BY id")
            accounts = [row[0] for row in await cursor.fetchall()]
    assert first != second
    assert (draft.language, draft.headline) == ("tr", copies[0].reading.headline)
    assert accounts[0]["section"] == "Kültür-Sanat"
    assert accounts[0]["section_code"] == "culture"
    assert [guess["field"] for guess in accounts[0]["guesses"]].count("headline") == 1


def test_several_files_are_a_list_and_one_file_is_an_object():
    files = [str(FIXTURES / name) for name in ("de-wire.txt", "fa-wire.txt")]
    done = CliRunner().invoke(import_copy, ["--dry-run", "--json", *files], catch_exceptions=False)
    assert [one["language"] for one in json.loads(done.stdout)] == ["de", "fa"]
    one = CliRunner().invoke(import_copy, ["--dry-run", "--json", files[0]], catch_exceptions=False)
    assert json.loads(one.stdout)["language"] == "de"


def test_what_is_printed_can_be_read_back_as_a_dispatch():
    done = CliRunner().invoke(
        import_copy, ["--dry-run", "--json", str(FIXTURES / "ru-wire.txt")], catch_exceptions=False
    )
    said = json.loads(done.stdout)
    for key in ("file", "encoding", "encoding_certain", "defaults", "guesses", "furniture"):
        del said[key]
    said["section"] = said.pop("section_code")
    assert from_json(said).headline == "В Новгороде открыли музей берестяных открыток"


def test_copy_goes_into_the_packages_of_its_section(agency: Agency):
    page = "Monde\n\nUn vieux phare rallumé\n\nLe phare du port a été rallumé lundi soir.\n"
    reading = read(page, agency)
    assert (reading.section_code, reading.dispatch(agency).packages) == ("world", ("general", "world"))
    assert replace(reading, section_code="sport").dispatch(agency).packages == ("general", "sport")
    assert replace(reading, section_code=None).dispatch(agency).packages == ("general",)
    assert replace(reading, section_code="health").dispatch(agency).packages == ("general",)


def test_a_slug_that_the_copy_does_not_give_repeats_no_word_of_the_headline(agency: Agency):
    reading = read("Un vieux phare rallumé\n\nLe phare du port a été rallumé lundi soir.\n", agency)
    first = reading.dispatch(agency)
    assert not set(words(first.slug)) & set(words(first.headline))
    other = read("Un vieux phare rallumé\n\nLe gardien est revenu mardi soir.\n", agency).dispatch(agency)
    assert reading.dispatch(agency).slug == first.slug != other.slug


def test_without_json_it_says_each_part_and_why_in_lines_for_people():
    done = CliRunner().invoke(
        import_copy, ["--dry-run", str(FIXTURES / "ar-page.txt")], catch_exceptions=False
    )
    assert "not stored, utf-8" in done.stdout
    assert "هادي الرقيق  ← a translator's credit (ar)" in done.stdout
    assert "public notice" in done.stdout
    assert "the default" in done.stdout


def test_a_file_that_is_too_large_is_refused_with_the_limit(tmp_path: Path):
    large = tmp_path / "large.txt"
    large.write_text("a" * 1_100_000, encoding="utf-8")
    done = CliRunner().invoke(import_copy, ["--dry-run", str(large)])
    assert done.exit_code != 0
    assert "at most 1,048,576" in str(done.exception)
