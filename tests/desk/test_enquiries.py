"""Enquiries at the desk: answered, a trial in one click, a contract by its form; who asked is written to each time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from newsflow.db.pool import transaction
from newsflow.subscribers.enquiries.enquiries import ask, confirm, steps
from newsflow.subscribers.enquiries.offers import OfferKind, accept, standing
from newsflow.subscribers.enquiries.rows import Asked
from tests.builders import SERVER_KEY

if TYPE_CHECKING:
    from newsflow.subscribers.enquiries.offers import Offer
    from tests.desk.room import DeskRoom

HERE = "/desk/enquiries"
ONE = f"{HERE}/1"
THEIR_MAIL = "solene@gazette.example"


@pytest.fixture(autouse=True)
async def asked(desk: DeskRoom) -> None:
    """Somebody asked in French, and confirmed it; somebody else did not confirm."""
    async with transaction(desk.pool) as db:
        for name, mail in (("La Gazette du Port", THEIR_MAIL), ("Nobody’s Paper", "a@b.example")):
            given = Asked(
                edition="fr",
                organisation=name,
                name="Solène Quémeneur",
                email=mail,
                wants="Un quotidien.\nDès mai.",
                languages=("fr",),
                sections=("culture",),
                sent_from="",
            )
            await ask(db, SERVER_KEY, given, desk.clock())
        await confirm(db, 1, desk.clock())


async def letters(desk: DeskRoom) -> list[str]:
    async with transaction(desk.pool) as db:
        cursor = await db.execute("SELECT subject FROM outbox WHERE recipient = %s ORDER BY id", [THEIR_MAIL])
        return [str(subject) for (subject,) in await cursor.fetchall()]


async def bodies(desk: DeskRoom) -> list[str]:
    async with transaction(desk.pool) as db:
        cursor = await db.execute("SELECT body FROM outbox WHERE recipient = %s ORDER BY id", [THEIR_MAIL])
        return [str(body) for (body,) in await cursor.fetchall()]


async def offered(desk: DeskRoom) -> Offer | None:
    async with transaction(desk.pool) as db:
        found = standing(await steps(db, 1))
    return found[1] if found else None


async def test_what_was_confirmed_waits_in_the_list_and_what_was_not_is_not_there(desk: DeskRoom):
    chief = await desk.client("chief")
    html = (await chief.get(HERE)).text
    assert "La Gazette du Port" in html
    assert "Our turn" in html
    assert ">French<" in html, "in words"
    assert "Nobody’s Paper" not in html
    assert (await chief.get(f"{HERE}/2")).status_code == 404
    page = (await chief.get(ONE)).text
    for said in ("Un quotidien.", "Solène Quémeneur", THEIR_MAIL, "Culture", "14 days"):
        assert said in page


@pytest.mark.parametrize("role", ["editor", "reporter"])
async def test_whose_business_it_is_not_sees_none_of_it(desk: DeskRoom, role: str):
    somebody = await desk.client(role)
    assert (await somebody.get(HERE)).status_code == 403
    assert (await somebody.send_form(ONE, act="trial")).status_code == 403
    assert HERE not in (await somebody.get("/desk/")).text


async def test_an_answer_goes_out_in_their_language_and_stands_on_the_record(desk: DeskRoom):
    chief = await desk.client("chief")
    assert (await chief.send_form(ONE, act="answer", words="  ")).status_code == 400
    answer = await chief.send_form(ONE, act="answer", words="Bonjour,\nvolontiers.")
    assert answer.headers["location"] == f"{ONE}?said=enquiry_answered"
    assert await letters(desk) == [f"{french_name(desk)} répond à votre demande"]
    (body,) = await bodies(desk)
    assert body.startswith("Bonjour,\nvolontiers.\n\n—\n"), "they are greeted once"
    assert "volontiers." in (await chief.get(ONE)).text
    assert "Our turn" not in (await chief.get(HERE)).text


async def test_a_trial_is_one_click_with_end_limit_and_terms_in_their_language(desk: DeskRoom):
    chief = await desk.client("chief")
    answer = await chief.send_form(ONE, act="trial")
    assert answer.status_code == 303
    trial = await offered(desk)
    assert trial is not None
    assert (trial.kind, trial.days, trial.limit_day) == (OfferKind.TRIAL, 14, 100)
    assert (trial.languages, trial.sections) == (("fr",), ("culture",))
    assert trial.title == "Un essai pour La Gazette du Port"
    assert "Cet essai est gratuit" in trial.terms
    assert await letters(desk) == [f"{french_name(desk)} : notre offre"]


async def test_the_offer_that_they_chose_on_the_site_is_what_trial_and_contract_begin_with(desk: DeskRoom):
    given = Asked(
        edition="fr", organisation="Le Stade", name="Solène Quémeneur", email=THEIR_MAIL, wants="Un hebdomadaire.",
        languages=("fr",), sections=(), sent_from="", offer="sport",
    )  # fmt: skip
    async with transaction(desk.pool) as db:
        made = await ask(db, SERVER_KEY, given, desk.clock())
        await confirm(db, made.id, desk.clock())
    chief, page = await desk.client("chief"), f"{HERE}/{made.id}"
    html = (await chief.get(page)).text
    assert "Offer chosen</dt><dd><bdi>Sport</bdi>" in html
    assert re.findall(r'name="packages" value="(\w+)" checked', html) == ["sport"]
    assert re.findall(r'name="languages" value="(\w+)" checked', html) == ["fr"]
    assert 'value="400 € par mois"' in html
    await chief.send_form(page, act="trial")
    async with transaction(desk.pool) as db:
        found = standing(await steps(db, made.id))
    assert found is not None
    assert (found[1].packages, found[1].languages, found[1].sections) == (("sport",), ("fr",), None)


async def test_a_contract_is_what_its_form_says(desk: DeskRoom):
    chief = await desk.client("chief")
    all_sections = [section.code for section in desk.agency.sections if not section.retired]
    form = {
        "act": "contract",
        "title": "Fil français",
        "packages": ["general"],
        "languages": ["fr", "ar"],
        "sections": all_sections,
        "days": "365",
        "limit_day": "",
        "archive_days": "30",
        "price": "400 € par mois",
        "terms": "Trois lignes de conditions.",
    }
    wrongs: list[dict[str, object]] = [{"days": "x"}, {"packages": []}, {"title": " "}, {"days": "9999"}]
    for wrong in wrongs:
        refused = await chief.send_form(ONE, **{**form, **wrong})
        assert (refused.status_code, "Trois lignes" in refused.text) == (400, True), wrong
    assert (await chief.send_form(ONE, **form)).status_code == 303
    offer = await offered(desk)
    assert offer is not None
    assert (offer.kind, offer.days, offer.limit_day, offer.archive_days) == ("contract", 365, None, 30)
    assert offer.packages == ("general",)
    assert set(offer.languages or ()) == {"fr", "ar"}
    assert offer.sections is None, "all are chosen: those to come too"
    assert (offer.price, offer.terms) == ("400 € par mois", "Trois lignes de conditions.")


async def test_a_closed_enquiry_takes_no_offer_and_every_deed_is_in_the_trail(desk: DeskRoom):
    chief = await desk.client("chief")
    await chief.send_form(ONE, act="trial")
    await chief.send_form(ONE, act="close")
    assert (await chief.send_form(ONE, act="trial")).status_code == 409
    assert "La Gazette du Port" in (await chief.get(f"{HERE}?closed=yes")).text
    async with transaction(desk.pool) as db:
        cursor = await db.execute("SELECT act FROM audit WHERE subject = 'enquiry:1' ORDER BY id")
        assert [act for (act,) in await cursor.fetchall()] == ["enquiry_offered", "enquiry_closed"]


async def test_who_accepted_is_a_subscriber_whose_page_the_enquiry_leads_to(desk: DeskRoom):
    chief = await desk.client("chief")
    await chief.send_form(ONE, act="trial")
    async with transaction(desk.pool) as db:
        waits = standing(await steps(db, 1))
        assert waits is not None
        await accept(db, 1, waits[0], "Solène Quémeneur", server_key=SERVER_KEY, now=desk.clock())
    there = re.search(r'href="(/desk/subscribers/[^"]+)"', (await chief.get(ONE)).text)
    assert there is not None
    assert "La Gazette du Port" in (await chief.get(there[1])).text


def french_name(desk: DeskRoom) -> str:
    return desk.agency.house("fr").agency_name
