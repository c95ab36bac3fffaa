"""Passkeys: a real browser's, asked for by real pages; and, of a key in software, every way to make a proof serve twice."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from newsflow.accounts.ceremonies import RelyingParty, ask_enrol, prove
from newsflow.accounts.ceremonies import enrol as take_key
from newsflow.accounts.challenges import PasskeyError
from newsflow.accounts.deed import Deed
from newsflow.accounts.passkeys import passkeys_of
from newsflow.db.pool import transaction
from tests.desk.room import PASSWORD, authenticator
from tests.soft_key import SoftKey

if TYPE_CHECKING:
    from playwright.async_api import Page

    from newsflow.accounts.hand import Hand
    from tests.desk.room import Authenticator, DeskClient, DeskRoom

KILL = Deed.of("kill", "nf:text:20260302:1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a browser answered, and all that the server holds it against."""

    party: RelyingParty
    role: str
    session: str
    deed: Deed
    answer: str
    nonce: str

    async def prove(self, desk: DeskRoom) -> Hand:
        """The hand, when the server takes the answer."""
        async with transaction(desk.pool) as db:
            return await prove(
                db,
                self.party,
                desk.people[self.role],
                session=self.session,
                deed=self.deed,
                nonce=self.nonce,
                answer=self.answer,
                now=desk.clock(),
            )


async def enrol(page: Page, desk: DeskRoom, name: str = "night phone") -> None:
    """A passkey more for whoever is signed in at the page, on their own account's page."""
    await page.goto(f"{desk.url}/desk/me")
    await page.get_by_label("Name of the new passkey").fill(name)
    password = page.locator("#add-password")
    if await password.count():
        await password.fill(PASSWORD)
    await page.get_by_role("button", name="Enrol a passkey").click()
    await expect(page.get_by_role("status")).to_have_text("The passkey is enrolled.")


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody's own key in software, and the session in which they enrolled it."""

    key: SoftKey
    client: DeskClient
    role: str

    async def shown(self, desk: DeskRoom, deed: Deed = KILL) -> Shown:
        """What the key answers when the desk asks for a proof of the deed."""
        asked = (await self.client.send_form("/desk/proof", deed=list(deed.words))).json()
        return Shown(
            party=_party(desk), role=self.role, session=self.client.session, deed=deed,
            answer=self.key.get(asked["options"]), nonce=asked["nonce"],
        )  # fmt: skip


def _party(desk: DeskRoom) -> RelyingParty:
    return RelyingParty(id="localhost", origin=desk.url, name=desk.agency.name)


async def keyed_in_software(desk: DeskRoom, role: str) -> Held:
    """A person with a key enrolled."""
    client, key = await desk.client(role), SoftKey(desk.url)
    person, party, now = desk.people[role], _party(desk), desk.clock()
    async with transaction(desk.pool) as db:
        asked = await ask_enrol(db, party, person, client.session, now)
        answer = key.create(json.loads(asked.options))
        await take_key(
            db, party, person, client.session, nonce=asked.nonce, answer=answer, name="a phone", now=now
        )
    return Held(key, client, role)


@pytest.fixture
async def held(desk: DeskRoom) -> Held:
    """An editor with a key enrolled."""
    return await keyed_in_software(desk, "editor")


@pytest.fixture
async def keyed(desk: DeskRoom) -> Page:
    """An editor's browser with a passkey enrolled."""
    page = await desk.browser("editor", passkeys=True)
    await enrol(page, desk)
    return page


async def test_a_person_enrols_a_passkey_signs_out_and_in_with_it(desk: DeskRoom, keyed: Page):
    await keyed.get_by_role("button", name="Sign out everywhere").click()
    await keyed.get_by_role("button", name="Sign in with a passkey").click()
    await keyed.wait_for_url(f"{desk.url}/desk/")
    await keyed.goto(f"{desk.url}/desk/me")
    await expect(keyed.get_by_role("row").filter(has_text="This one")).to_contain_text("passkey")


async def test_a_proof_serves_once(desk: DeskRoom, held: Held):
    proof = await held.shown(desk)
    hand = await proof.prove(desk)
    assert hand.by_passkey
    async with transaction(desk.pool) as db:
        [kept] = await passkeys_of(db, hand.person.id)
    assert hand.key == kept.key
    assert len(hand.key) == len("passkey:") + 16
    with pytest.raises(PasskeyError, match="used already"):
        await proof.prove(desk)


async def test_a_proof_cannot_be_moved_to_another_deed(desk: DeskRoom, held: Held):
    proof = await held.shown(desk)
    for deed in (Deed.of("kill", "nf:text:20260302:2"), Deed.of("hold", "nf:text:20260302:1")):
        with pytest.raises(PasskeyError):
            await replace(proof, deed=deed).prove(desk)
    other = await held.shown(desk, deed=Deed.of("kill", "nf:text:20260302:2"))
    with pytest.raises(PasskeyError, match="did not sign what was asked"):
        await replace(proof, nonce=other.nonce, deed=other.deed).prove(desk)
    assert (await proof.prove(desk)).by_passkey


async def test_a_proof_is_good_in_its_own_session_alone(desk: DeskRoom, held: Held):
    proof = await held.shown(desk)
    another = await desk.session("editor")
    with pytest.raises(PasskeyError):
        await replace(proof, session=another.session.id).prove(desk)


async def test_a_proof_is_too_old_after_five_minutes(desk: DeskRoom, held: Held):
    proof = await held.shown(desk)
    desk.clock.advance(timedelta(minutes=5))
    with pytest.raises(PasskeyError, match="too long ago"):
        await proof.prove(desk)


async def test_another_person_s_passkey_proves_nothing(desk: DeskRoom, held: Held):
    await desk.person("chief")
    proof = await held.shown(desk)
    with pytest.raises(PasskeyError, match="somebody else"):
        await replace(proof, role="chief").prove(desk)


async def test_an_answer_for_another_host_or_origin_is_refused(desk: DeskRoom, held: Held):
    proof = await held.shown(desk)
    for party in (
        replace(proof.party, origin="http://localhost:1"),
        replace(proof.party, origin=desk.url.replace("localhost", "127.0.0.1")),
        replace(proof.party, id="fil.example"),
    ):
        with pytest.raises(PasskeyError, match="did not sign"):
            await replace(proof, party=party).prove(desk)


async def test_a_changed_answer_is_refused_in_words(desk: DeskRoom, held: Held):
    whole = json.loads((await held.shown(desk)).answer)
    parts = ("clientDataJSON", "authenticatorData", "signature")
    spoilt: list[object] = [
        *({**whole, "response": {**whole["response"], part: value}} for part in parts for value in ("", "AAAA", "é", 7)),
        {**whole, "response": {**whole["response"], "userHandle": "cF9vdGhlcg"}},
        {**whole, "rawId": "AAAA"}, {**whole, "id": "AAAA"}, {**whole, "type": "password"}, {}, [], 1, None,
    ]  # fmt: skip
    for answer in spoilt:
        proof = await held.shown(desk)
        with pytest.raises(PasskeyError):
            await replace(proof, answer=json.dumps(answer)).prove(desk)
    with pytest.raises(PasskeyError):
        await replace(await held.shown(desk), answer="no JSON").prove(desk)


async def test_a_counter_that_ran_back_is_refused(desk: DeskRoom, held: Held):
    proof = await held.shown(desk)
    async with transaction(desk.pool) as db:
        await db.execute("UPDATE passkey SET sign_count = 4000000000")
    with pytest.raises(PasskeyError, match="did not sign"):
        await proof.prove(desk)


async def test_an_authenticator_that_does_not_verify_its_user_is_refused(desk: DeskRoom):
    page = await desk.browser("editor")
    key: Authenticator = await authenticator(page)
    await enrol(page, desk)
    await key.ask("setUserVerified", isUserVerified=False)
    await page.locator("form").filter(has_text="night phone").get_by_role("button", name="Remove").click()
    await expect(page.get_by_role("alert").first).to_contain_text("The passkey was not shown")


async def test_a_stolen_session_adds_and_removes_no_passkey(desk: DeskRoom, held: Held):
    thief = held.client
    async with transaction(desk.pool) as db:
        [kept] = await passkeys_of(db, desk.people["editor"].id)
    for path, fields in (
        ("/desk/me/passkeys", {"name": "mine", "new": "{}", "new_nonce": ""}),
        ("/desk/me/passkeys", {"name": "mine", "proof_password": PASSWORD}),
        ("/desk/me/passkeys/remove", {"key": kept.key}),
        ("/desk/me/passkeys/remove", {"key": kept.key, "proof_password": PASSWORD}),
        ("/desk/me/password", {"password": "another one entirely", "again": "another one entirely"}),
    ):
        assert (await thief.send_form(path, **fields)).status_code == 403, (path, fields)
    async with transaction(desk.pool) as db:
        assert len(await passkeys_of(db, desk.people["editor"].id)) == 1


async def test_a_second_passkey_takes_the_first(desk: DeskRoom, keyed: Page):
    await keyed.goto(f"{desk.url}/desk/me")
    await expect(keyed.locator("#add-password")).to_have_count(0)
    await expect(
        keyed.get_by_text("Your passkey is asked for when you press the button.").first
    ).to_be_visible()


async def test_who_must_have_a_passkey_sees_nothing_until_it_is_enrolled(desk: DeskRoom):
    person = await desk.person("administrator")
    async with transaction(desk.pool) as db:
        await db.execute("UPDATE person SET needs_passkey = true WHERE id = %s", [person.id])
    client = await desk.client("administrator")
    assert (await client.get("/desk/people")).headers["location"] == "/desk/me?said=passkey_first"
    assert (
        await client.send_form("/desk/people", email="a@b.example", name="A", role="chief")
    ).status_code == 403
    page = await desk.browser("administrator", passkeys=True)
    await page.goto(f"{desk.url}/desk/people")
    await expect(page.get_by_text("Your account works with a passkey.")).to_be_visible()
    await enrol(page, desk)
    await page.goto(f"{desk.url}/desk/people")
    await expect(page.get_by_role("heading", name="People")).to_be_visible()
    await page.get_by_text(person.name, exact=True).first.click()
    await page.get_by_role("button", name="Sign out").click()
    await page.get_by_label("E-mail address").fill(person.email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await expect(page.get_by_role("alert").first).to_contain_text("signs in with its passkey")


async def test_a_closed_person_s_passkey_opens_nothing(desk: DeskRoom, keyed: Page):
    async with transaction(desk.pool) as db:
        await db.execute("UPDATE person SET active = false WHERE id = %s", [desk.people["editor"].id])
    await keyed.goto(f"{desk.url}/desk/sign-in")
    await keyed.get_by_role("button", name="Sign in with a passkey").click()
    await expect(keyed.get_by_text("Nobody signs in with this passkey.")).to_be_visible()


async def test_under_another_name_the_page_says_where_passkeys_work(desk: DeskRoom):
    page = await desk.browser(None, passkeys=True)
    await page.goto(f"{desk.url.replace('localhost', '127.0.0.1')}/desk/sign-in")
    await expect(page.get_by_text(f"Passkeys work at {desk.url} alone.")).to_be_visible()


async def test_without_a_session_or_its_token_no_proof_is_asked_for(desk: DeskRoom):
    stranger, client = await desk.stranger(), await desk.client("editor")
    assert (await stranger.post("/desk/proof", data={"deed": "kill"})).status_code == 401
    assert (await client.post("/desk/proof", data={"deed": "kill"})).status_code == 403
    assert (await client.send_form("/desk/proof")).status_code == 400
    assert (await stranger.post("/desk/sign-in/ask")).status_code == 403
