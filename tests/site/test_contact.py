"""From a reader's question to an enquiry: the form, the letter, the page on which both see what was said."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.site_terms import SiteOffer
from newsflow.newsroom.description.agency_file import read_agency
from newsflow.ops.demo import AGENCY_FILE
from newsflow.subscribers.enquiries import enquiries
from newsflow.subscribers.enquiries.enquiries import WORDS_CHARACTERS
from tests.site.asking import ASKED, CONTACT

if TYPE_CHECKING:
    import httpx

    from newsflow.domain.agency import Agency
    from newsflow.domain.guid import PersonId
    from tests.site.asking import Asker
    from tests.site.builders import Newsroom


class TestTheForm:
    async def test_it_says_what_there_is_and_asks_for_little(self, reader: httpx.AsyncClient):
        answer = await reader.get(CONTACT)
        assert answer.headers["cache-control"] == "no-store"
        for said in ("Bouquets", "Culture et arts", "Arabe", "mailto:abone@fil.example", 'name="wants"'):
            assert said in answer.text
        assert "set-cookie" not in answer.headers

    async def test_what_the_agency_sells_can_be_chosen_and_the_choice_reaches_who_answers(
        self, asker: Asker, newsroom: Newsroom
    ):
        page = (await asker.browser.get(f"{CONTACT}?offer=sport")).text
        for said in ("Tout Fil", "400 € par mois", 'href="?offer=sport#form"', 'value="sport" checked'):
            assert said in page
        assert (
            "checked"
            not in (await asker.browser.get(f"{CONTACT}?offer=none")).text.split('value="sport"')[1][:9]
        )
        longest = "x" * WORDS_CHARACTERS
        assert (await asker.asks(wants=longest + "x", offer="sport")).status_code == 400
        assert (await asker.asks(wants=longest, offer="sport")).status_code == 303
        async with transaction(newsroom.pool) as db:
            found = await enquiries.enquiry_of(db, 1)
        assert (found.offer, found.wants) == ("sport", longest)
        assert "<p>Offre – Sport</p>" in (await asker.browser.get(await asker.page())).text

    async def test_an_enquiry_is_nothing_until_its_letter_was_opened(self, asker: Asker):
        answer = await asker.asks()
        assert (answer.status_code, answer.headers["location"]) == (303, "/fr/contact/sent")
        assert "Une lettre vous parvient" in (await asker.browser.get("/fr/contact/sent")).text
        ((subject, text),) = await asker.letters()
        assert subject == "Agence Fil : confirmez votre demande"
        assert "Gazette" not in text, "what a stranger typed is sent to nobody"
        assert not await asker.letters("abone@fil.example")
        page = await asker.page()
        html = (await asker.browser.get(page)).text
        assert "Confirmer la demande" in html, "a mail scanner that opens links confirms nothing"
        assert not await asker.letters("abone@fil.example")
        await asker.browser.post(page, data={"act": "confirm"})
        await asker.browser.post(page, data={"act": "confirm"})
        ((subject, text),) = await asker.letters("abone@fil.example")
        assert subject == "Yeni başvuru: La Gazette du Port"
        assert "https://fil.example/desk/enquiries/1" in text

    @pytest.mark.parametrize(
        ("field", "value", "says"),
        [
            ("organisation", "", "À remplir"),
            ("email", "solene", "Écrivez une adresse"),
            ("wants", "x" * (WORDS_CHARACTERS + 1), "Écrivez moins"),
            ("language", [], "Choisissez-en au moins une"),
        ],
    )
    async def test_what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(
        self, asker: Asker, field: str, value: object, says: str
    ):
        answer = await asker.asks(**{field: value})
        assert answer.status_code == 400
        assert says in answer.text
        assert 'aria-invalid="true"' in answer.text or field == "language"
        assert 'value="Solène Quémeneur"' in answer.text
        assert 'value="culture" checked' in answer.text
        assert not await asker.letters()

    async def test_a_program_that_fills_in_what_people_do_not_see_gets_nothing(self, asker: Asker):
        assert (await asker.asks(fax="1")).status_code == 303
        assert not await asker.letters()

    async def test_a_form_that_comes_at_once_a_day_late_or_made_up_is_shown_again(self, asker: Asker):
        html = (await asker.browser.get(CONTACT)).text
        token = re.findall(r'name="token" value="([^"]+)"', html)[0]
        for stamp, wait in ((token, 0), (token, 90_000), ("9.beef", 20), ("", 20), (token + "0", 20)):
            asker.clock.advance(timedelta(seconds=wait))
            answer = await asker.browser.post(CONTACT, data={**ASKED, "token": stamp})
            assert (answer.status_code, "à jour" in answer.text) == (400, wait > 0)
            assert ("plus vite que personne" in answer.text) == (wait == 0)
            assert answer.text.index('tabindex="-1" autofocus') < answer.text.index('id="what"')
        assert not await asker.letters()

    async def test_a_foreign_page_cannot_send_it(self, asker: Asker):
        for said in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}):
            assert (await asker.browser.post(CONTACT, data=ASKED, headers=said)).status_code == 403

    async def test_one_person_is_written_to_three_times_an_hour_and_no_more(self, asker: Asker):
        statuses = [(await asker.asks(email=e)).status_code for e in ("a@b.example", "A@b.example") * 2]
        assert statuses == [303, 303, 303, 429]
        asker.clock.advance(timedelta(hours=1))
        assert (await asker.asks(email="a@b.example")).status_code == 303

    async def test_one_network_address_asks_five_times_an_hour_and_no_more(self, asker: Asker):
        statuses = [(await asker.asks(email=f"a{n}@b.example")).status_code for n in range(6)]
        assert statuses == [303] * 5 + [429]


class TestFromAnOffer:
    @pytest.fixture
    def agency(self) -> Agency:
        """The demo agency with an offer that is of some languages and sections only."""
        plain = read_agency(AGENCY_FILE)
        two = SiteOffer(code="two", packages=("sport",), languages=("ar", "fr"), sections=("science",))
        return replace(plain, site=replace(plain.site, offers=(*plain.site.offers, two)))

    @pytest.mark.parametrize(
        ("code", "languages", "sections"),
        [
            ("two", {"ar", "fr"}, {"science"}),
            ("sport", {"tr", "en", "ar", "fr", "ru", "de"}, set[str]()),
            ("gone", {"fr"}, set[str]()),
        ],
    )
    async def test_what_it_covers_is_ticked(
        self, asker: Asker, code: str, languages: set[str], sections: set[str]
    ):
        page = (await asker.browser.get(f"{CONTACT}?offer={code}")).text
        ticked = {
            name: set(re.findall(rf'name="{name}" value="(\w+)" checked', page))
            for name in ("offer", "language", "section")
        }
        assert ticked == {
            "offer": {code} if code != "gone" else set(),
            "language": languages,
            "section": sections,
        }


class TestTheirPage:
    async def test_nobody_else_finds_it(self, asker: Asker):
        page = await asker.confirmed()
        answer = await asker.browser.get(page)
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert 'content="noindex"' in answer.text
        number, _, secret = page.rpartition("/")[2].partition("-")
        for key in (f"{number}-{'0' * 32}", f"2-{secret}", "1", "x" * 200, f"{number}-{secret}x"):
            wrong = await asker.browser.get(f"/fr/enquiry/{key}")
            assert (wrong.status_code, "Gazette" in wrong.text) == (404, False)
            assert "ne mène plus nulle part" in wrong.text

    async def test_both_see_what_was_said_and_a_closed_enquiry_opens_when_they_write(
        self, asker: Asker, chief: PersonId
    ):
        page, pool = await asker.confirmed(), asker.newsroom.pool
        async with transaction(pool) as db:
            await enquiries.answer(db, 1, "Bonjour, volontiers.", chief, asker.clock())
            await enquiries.close(db, 1, chief, asker.clock())
        html = (await asker.browser.get(page)).text
        assert html.index("Un quotidien régional") < html.index("Bonjour, volontiers.") < html.index("close")
        assert "Cleo" not in html
        await asker.browser.post(page, data={"act": "write", "words": "Et en arabe ?"})
        assert "Et en arabe ?" in (await asker.browser.get(page)).text
        async with transaction(pool) as db:
            assert [one.last_kind for one in await enquiries.enquiries(db, closed=False)] == ["wrote"]

    async def test_who_asked_for_nothing_in_the_end_is_forgotten_after_a_year(
        self, asker: Asker, chief: PersonId
    ):
        page, pool = await asker.confirmed(), asker.newsroom.pool
        async with transaction(pool) as db:
            await enquiries.answer(db, 1, "Bonjour Solène.", chief, asker.clock())
            await enquiries.close(db, 1, chief, asker.clock())
        asker.clock.advance(timedelta(days=364))
        await enquiries.forget(pool, asker.clock)
        assert (await asker.browser.get(page)).status_code == 200
        asker.clock.advance(timedelta(days=2))
        await enquiries.forget(pool, asker.clock)
        assert (await asker.browser.get(page)).status_code == 404
        async with transaction(pool) as db:
            assert (await enquiries.enquiry_of(db, 1)).email is None
            assert [step.words for step in await enquiries.steps(db, 1)] == [None, None, None]

    async def test_what_is_not_confirmed_takes_nothing_and_ends_after_three_days(self, asker: Asker):
        await asker.asks()
        page = await asker.page()
        assert (await asker.browser.post(page, data={"act": "write", "words": "x"})).status_code == 409
        asker.clock.advance(timedelta(days=3, minutes=1))
        await enquiries.forget(asker.newsroom.pool, asker.clock)
        assert (await asker.browser.get(page)).status_code == 404
