"""The first real dispatch that Newsflow was given, through copy reader and wire to its public page: what the public gets, and what not.

Its file lies beside the project, never in it; it is itself what a site showed of a dispatch, its notice included.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html

from house.part import beside, never, version
from newsflow.domain.leak import leaks
from newsflow.domain.text import words
from newsflow.newsroom.description.agency_file import read_agency
from newsflow.ops.demo import AGENCY_FILE
from tests.site.reading import html_texts
from tests.site.valid import article_faults, html_faults

if TYPE_CHECKING:
    import httpx

    from newsflow.domain.agency import Agency
    from newsflow.domain.dispatch import Dispatch
    from tests.site.builders import Newsroom

ROOT = Path(__file__).resolve().parents[2]
SEED = next(iter(sorted((ROOT.parent / "shared" / "seeds").glob("000_*.txt"))), None)

pytestmark = pytest.mark.skipif(
    SEED is None, reason="the seed dispatch is not beside this checkout (../shared/seeds)"
)


def the_seed() -> Dispatch:
    assert SEED is not None
    return version(SEED)


async def shown(newsroom: Newsroom, reader: httpx.AsyncClient) -> html.HtmlElement:
    """Its page, once it is released; sound for browsers and search engines."""
    guid = await newsroom.release(the_seed())
    await newsroom.publish()
    page = await reader.get((await reader.get(f"/items/{guid}")).headers["location"])
    assert (page.status_code, html_faults(page.text), article_faults(page.text)) == (200, [], [])
    return html.document_fromstring(page.text)


def paragraphs(page: html.HtmlElement) -> list[list[str]]:
    """The words of each paragraph of the public text."""
    return [words(one.text_content()) for text in page.find_class("dispatch-text") for one in text.iter("p")]


class TestByTheDemoSRule:
    async def test_the_public_reads_its_first_four_paragraphs_and_no_run_of_the_other_nine(
        self, newsroom: Newsroom, reader: httpx.AsyncClient
    ):
        whole, page = the_seed(), await shown(newsroom, reader)
        body = whole.words()
        assert len(body) == 13
        assert paragraphs(page) == [words(text) for text in body[:4]]
        assert not leaks(html_texts(html.tostring(page, encoding="unicode")), " ".join(body[4:]))

    async def test_its_page_has_all_that_stands_around_the_text_on_the_page_that_it_was_taken_from(
        self, newsroom: Newsroom, reader: httpx.AsyncClient
    ):
        whole, page = the_seed(), await shown(newsroom, reader)
        (article,) = page.find_class("dispatch")
        said = " ".join(article.text_content().split())
        for part in (
            "Monde",
            "Raşa Evrensel",
            "Istanbul (AA)",
            "Publié le 14 avril 2021",
            "Mis à jour le 14 avril 2021",
            "Traduit de l’arabe par Hajer Cherni",
            "Ceux-ci les reçoivent toutes, en entier, par le système HAS.",
            "Écrivez-nous pour vous abonner",
        ):
            assert part in said, part
        assert words(str(article.findtext(".//h1"))) == words(whole.headline)
        assert words(page.find_class("dispatch-deck")[0].text_content()) == words(whole.deck or "")
        assert [one.get("datetime") for one in article.iter("time")] == ["2021-04-14"] * 2
        assert page.get("lang") == "fr"

    async def test_what_the_list_says_that_the_public_does_not_get_is_nowhere_on_the_page(
        self, newsroom: Newsroom, reader: httpx.AsyncClient
    ):
        whole, page = the_seed(), await shown(newsroom, reader)
        told = "\n".join(beside(whole))
        assert "- 323 of the body's 446 words: the text ends after 4 of 13 paragraphs;" in told
        assert "(here: Associated Press, ARD)" in told
        source = html.tostring(page, encoding="unicode")
        assert "ARD" not in source, "a source that the public part does not name"
        hidden = dict(never(whole))["its slug and the story's number"]
        assert hidden not in source


class TestByTheMostThatARuleGives:
    @pytest.fixture
    def agency(self) -> Agency:
        """The demo agency with a first rule as generous as a rule can be."""
        plain = read_agency(AGENCY_FILE)
        first, *others = plain.public_rules
        most = replace(first, summary_share=100, summary_sentences=20, summary_paragraphs=20)
        return replace(plain, public_rules=(most, *others))

    async def test_the_public_part_is_as_long_as_the_page_that_it_was_taken_from(
        self, newsroom: Newsroom, reader: httpx.AsyncClient
    ):
        page = await shown(newsroom, reader)
        assert paragraphs(page) == [words(text) for text in the_seed().words()]
