"""From a confirmed enquiry to a trial, to the first dispatch by HAS, to a contract."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from newsflow.accounts.members import members
from newsflow.accounts.people import Role
from newsflow.db.pool import transaction
from newsflow.domain.guid import SubscriberId
from newsflow.subscribers.contracts import contracts_of
from newsflow.subscribers.enquiries import enquiries
from newsflow.subscribers.enquiries.offers import Offer, OfferKind, make_offer
from tests.site.asking import EMAIL, offer_of, offered_trial

if TYPE_CHECKING:
    from newsflow.domain.guid import PersonId
    from tests.site.asking import Asker
    from tests.site.builders import Newsroom


class TestFromTrialToContract:
    async def test_from_the_question_to_the_first_dispatch_by_has(
        self, asker: Asker, newsroom: Newsroom, chief: PersonId
    ):
        page = await asker.confirmed()
        await offered_trial(asker, chief)
        html = (await asker.browser.get(page)).text
        assert "Un essai pour La Gazette du Port" in html
        assert "14 jours à partir de votre accord" in html
        assert "Cet essai est gratuit" in html
        unticked = await asker.browser.post(
            page, data={"act": "accept", "offer": offer_of(html), "name": "S"}
        )
        assert (unticked.status_code, "Cochez la case" in unticked.text) == (400, True)
        agreed = {"act": "accept", "offer": offer_of(html), "name": "Solène Quémeneur", "agreed": "yes"}
        shown = await asker.browser.post(page, data=agreed)
        username, secret = re.findall(r'<code dir="ltr">([^<]+)</code>', shown.text)
        assert username == "la-gazette-du-port-1"
        assert secret not in (await asker.browser.get(page)).text, "it is shown this once"
        await newsroom.release(section="culture")
        asker.clock.advance(timedelta(seconds=5))
        found = await asker.browser.post(
            "/abone/search", data={"limit": "5"}, auth=(username, secret), headers={"Accept": "*/*"}
        )
        (item,) = found.json()["data"]["result"]
        assert item["id"] == "nf:text:20260302:1"
        subjects = [subject for subject, _ in await asker.letters()]
        assert subjects[-2:] == ["Votre compte chez Fil", "Agence Fil : vous recevez désormais nos dépêches"]

    async def test_an_acceptance_is_on_the_record_with_name_contract_and_the_terms_digest(
        self, asker: Asker, chief: PersonId
    ):
        page = await asker.confirmed()
        await offered_trial(asker, chief)
        number = offer_of((await asker.browser.get(page)).text)
        agreed = {"act": "accept", "offer": number, "name": "Solène Quémeneur", "agreed": "yes"}
        await asker.browser.post(page, data=agreed)
        twice = await asker.browser.post(page, data=agreed)
        assert (twice.status_code, "Autre chose se trouve ici" in twice.text) == (409, True)
        async with transaction(asker.newsroom.pool) as db:
            *_, offered, accepted = await enquiries.steps(db, 1)
            assert (accepted.kind, accepted.words) == ("accepted", "Solène Quémeneur")
            assert '"terms_sha256"' in (accepted.offer or "").replace(" ", "")
            assert "Cet essai est gratuit" in (offered.offer or "")
            (contract,) = await contracts_of(db, SubscriberId("la-gazette-du-port-1"))
        assert contract.ends == contract.starts + timedelta(days=14)
        assert contract.covers.languages == ("ar", "fr")
        assert (contract.covers.sections, contract.covers.download_limit_day) == (("world", "culture"), 100)
        assert contract.covers.advance_copy is False

    async def test_the_contract_takes_the_trial_s_place_and_the_login_stays(
        self, asker: Asker, newsroom: Newsroom, chief: PersonId
    ):
        page = await asker.confirmed()
        await offered_trial(asker, chief)
        agreed = {"act": "accept", "name": "Solène Quémeneur", "agreed": "yes"}
        number = offer_of((await asker.browser.get(page)).text)
        shown = await asker.browser.post(page, data={**agreed, "offer": number})
        username, secret = re.findall(r'<code dir="ltr">([^<]+)</code>', shown.text)
        offer = Offer(
            kind=OfferKind.CONTRACT, title="Fil français", languages=("fr",), days=365, terms="Les termes."
        )
        async with transaction(newsroom.pool) as db:
            await make_offer(db, 1, offer, chief, asker.clock())
        asker.clock.advance(timedelta(days=1))
        number = offer_of((await asker.browser.get(page)).text)
        signed = await asker.browser.post(page, data={**agreed, "offer": number})
        assert signed.status_code == 303, "no new login is shown"
        html = (await asker.browser.get(page)).text
        assert "« Fil français » court jusqu’au" in html
        assert "Un essai pour" not in html.split('class="ask-part"')[0]
        subjects = [subject for subject, _ in await asker.letters()]
        assert subjects.count("Votre compte chez Fil") == 1, "whoever came in with the trial stays in"
        asker.clock.advance(timedelta(days=30))
        await newsroom.release()
        asker.clock.advance(timedelta(seconds=5))
        found = await asker.browser.post("/abone/search", data={"limit": "5"}, auth=(username, secret))
        assert len(found.json()["data"]["result"]) == 1

    async def test_the_first_person_comes_in_as_their_master_in_their_language_unless_the_address_is_somebody_s(
        self, asker: Asker, newsroom: Newsroom, chief: PersonId
    ):
        agreed = {"act": "accept", "name": "Solène Quémeneur", "agreed": "yes"}
        for number, name in ((1, "La Gazette du Port"), (2, "Une autre gazette")):
            assert (await asker.asks(organisation=name)).status_code == 303
            page = await asker.page()
            await asker.browser.post(page, data={"act": "confirm"})
            await offered_trial(asker, chief, number)
            offer = offer_of((await asker.browser.get(page)).text)
            assert (await asker.browser.post(page, data={**agreed, "offer": offer})).status_code == 200
        async with transaction(newsroom.pool) as db:
            (person,) = await members(db, SubscriberId("la-gazette-du-port-1"))
            assert await members(db, SubscriberId("une-autre-gazette-2")) == []
        assert (person.role, person.email, person.interface_language) == (
            Role.SUBSCRIBER_MASTER,
            EMAIL,
            "fr",
        )

    async def test_who_lost_the_secret_has_a_further_one_a_few_times_a_day(
        self, asker: Asker, chief: PersonId
    ):
        page = await asker.confirmed()
        assert (await asker.browser.post(page, data={"act": "secret"})).status_code == 409
        await offered_trial(asker, chief)
        number = offer_of((await asker.browser.get(page)).text)
        await asker.browser.post(
            page, data={"act": "accept", "offer": number, "name": "Solène", "agreed": "yes"}
        )
        answers = [await asker.browser.post(page, data={"act": "secret"}) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 409]
        assert "Votre identifiant" in answers[0].text
