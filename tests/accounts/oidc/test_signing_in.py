"""An organisation's people sign in by its own provider."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from newsflow.accounts.oidc.description import WELL_KNOWN
from newsflow.accounts.oidc.id_token import LEEWAY, OLDEST
from newsflow.accounts.people import by_email
from newsflow.db.pool import transaction
from tests.accounts.oidc.provider_double import ec, rsa
from tests.accounts.oidc.sso import WITH, Sso
from tests.desk.room import PASSWORD
from tests.portal.room import COOKIE, EDITOR, MASTER
from tests.portal.test_door import TOKEN, come


async def test_by_the_domain_of_an_address_one_is_led_to_the_provider_and_back_to_where_one_was_going(
    sso: Sso,
):
    page = (await sso.client.get("/portal/sign-in?next=/portal/saved")).text
    token = TOKEN.search(page)
    assert token is not None
    form = {"csrf": token[1], "email": "Editor@Gazette.example", "next": "/portal/saved"}
    found = await sso.client.post("/portal/sign-in/with", data=form)
    assert found.headers["location"] == f"{WITH}?next=%2Fportal%2Fsaved"
    page = (await sso.client.get(found.headers["location"])).text
    assert "Sign in with The gazette" in page
    assert "This leads to 127.0.0.1." in page
    link = re.search(r'href="(/portal/sign-in/with/gazette/go[^"]*)"', page)
    assert link is not None
    to = (await sso.client.get(link[1])).headers["location"]
    asked = parse_qs(urlsplit(to).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["scope"] == ["openid email profile"]
    answer = await sso.client.get(await sso.led(to))
    assert (answer.status_code, answer.headers["location"]) == (303, "/portal/saved")
    assert (await sso.client.get("/portal/")).status_code == 200
    me = (await sso.client.get("/portal/me")).text
    assert "the organisation’s sign-in" in me
    form["email"] = "who@elsewhere.example"
    assert (
        "No organisation signs in by the domain"
        in (await sso.client.post("/portal/sign-in/with", data=form)).text
    )


async def test_the_identity_is_issuer_and_subject_once_linked_whatever_the_address(sso: Sso):
    await sso.came()
    sso.double.person |= {"email": "renamed@elsewhere.example", "email_verified": False}
    assert (await sso.came()).status_code == 303
    sso.double.person |= {"sub": "another", "email": "editor@gazette.example", "email_verified": True}
    other = await sso.came()
    assert other.status_code == 409
    assert "another account of your organisation" in other.text
    master = await sso.portal.client(MASTER)
    person = sso.portal.people[EDITOR]
    address = f"/portal/account/people/{person.id}"
    assert "They are linked to an account at 127.0.0.1" in (await master.get(address)).text
    assert (await master.send_form(f"{address}/unlink")).status_code == 403, "a proof is needed"
    assert (await master.send_form(f"{address}/unlink", proof_password=PASSWORD)).status_code == 303
    assert (await sso.client.get("/portal/")).status_code == 303, "undone, they are signed out"
    assert (await sso.came()).status_code == 303, "and the next account with their address is linked"


async def test_the_provider_s_clock_may_be_a_minute_off_and_a_token_ten_minutes_old(sso: Sso):
    second = timedelta(seconds=1)
    for off, status in (
        (LEEWAY, 303),
        (LEEWAY + second, 403),
        (-LEEWAY - OLDEST, 303),
        (-LEEWAY - OLDEST - second, 403),
    ):
        at = int((sso.portal.clock() + off).timestamp())
        sso.double.claims = {"iat": at, "exp": int(sso.portal.clock().timestamp()) + 5}
        answer = await sso.came()
        assert answer.status_code == status, off
        assert status == 303 or "clock" in answer.text
    for off, status in ((-LEEWAY, 403), (second - LEEWAY, 303)):
        sso.double.claims = {"exp": int((sso.portal.clock() + off).timestamp())}
        assert (await sso.came()).status_code == status, "over"


async def test_new_keys_are_fetched_once_a_minute_at_most(sso: Sso):
    await sso.came()
    sso.double.keys, sso.double.signs_with, sso.double.alg = [rsa(), ec()], ec(), "ES256"
    assert (await sso.came()).status_code == 403, "they were fetched just now"
    before = sso.double.asked.count("/keys")
    sso.portal.clock.advance(timedelta(minutes=1))
    assert (await sso.came()).status_code == 303
    sso.double.signs_with = ec("unpublished")
    assert [(await sso.came()).status_code for _ in range(3)] == [403] * 3
    assert sso.double.asked.count("/keys") == before + 1


async def test_unknown_people_come_in_as_editors_only_where_the_organisation_said_so_and_has_a_contract(
    sso: Sso,
):
    sso.double.person = {
        "sub": "new",
        "email": "New@gazette.example",
        "email_verified": True,
        "name": "Nell New",
    }
    assert (await sso.came()).status_code == 403
    await sso.set(admits=True)
    assert (await sso.came()).status_code == 303
    async with transaction(sso.portal.pool) as db:
        made = await by_email(db, "new@gazette.example")
    assert (made.name, made.role, made.subscriber) == ("Nell New", "subscriber_editor", "gazette")
    async with transaction(sso.portal.pool) as db:
        await db.execute("UPDATE person SET active = false WHERE id = %s", [made.id])
    assert (await sso.client.get("/portal/")).status_code == 303, "closed, they are out at once"
    assert "This account is closed" in (await sso.came()).text
    sso.double.person |= {"sub": "newer", "email": "newer@gazette.example"}
    await sso.portal.end_contract("gazette")
    assert (await sso.came()).status_code == 403, "nobody new without a contract"


async def test_the_address_may_come_from_the_userinfo_endpoint_of_the_same_person(sso: Sso):
    sso.double.person = {"sub": "7"}
    sso.double.userinfo = {"sub": "8", "email": "editor@gazette.example", "email_verified": True}
    assert (await sso.came()).status_code == 403
    sso.double.userinfo |= {"sub": "7"}
    assert (await sso.came()).status_code == 303
    assert sso.double.headers[-1]["Authorization"] == "Bearer at"


async def test_a_provider_that_is_down_is_said_so_and_no_page_breaks(sso: Sso):
    for path, status in ((WELL_KNOWN, 500), (WELL_KNOWN, 302), ("/keys", 404)):
        sso.double.status = {path: status}
        answer = await sso.client.get(f"{WITH}/go")
        assert (answer.status_code, "does not answer" in answer.text) == (502, True), path
    assert (await come(sso.client, "editor@gazette.example")).status_code == 303


async def test_passwords_can_be_switched_off_and_then_open_nothing(sso: Sso):
    await sso.set(passwords=False)
    answer = await come(sso.client, "editor@gazette.example")
    assert (answer.status_code, "signs in by its own way" in answer.text) == (403, True)
    assert COOKIE not in sso.client.cookies
    assert (await come(sso.client, (await sso.portal.person("courier:editor")).email)).status_code == 303


async def test_a_passkey_is_still_asked_for_unless_the_organisation_vouches_and_always_by_the_agency(
    sso: Sso,
):
    master = await sso.portal.client(MASTER)
    await master.send_form("/portal/account/rules", needs_passkey="yes", proof_password=PASSWORD)

    async def lands() -> str:
        await sso.came()
        return (await sso.client.get("/portal/")).headers.get("location", "")

    assert await lands() == "/portal/me?said=passkey_first"
    await sso.set(second_factor=True)
    assert await lands() == ""
    sso.double.claims = {"amr": ["pwd"]}
    assert await lands() == "/portal/me?said=passkey_first", "the provider itself says that it was one factor"
    sso.double.claims = {"amr": ["pwd", "otp"]}
    assert await lands() == ""
    agency = sso.portal.desk.agency
    object.__setattr__(agency.desk, "passkey_roles", ("subscriber_editor",))
    try:
        assert (await sso.client.get("/portal/")).headers["location"] == "/portal/me?said=passkey_first"
    finally:
        object.__setattr__(agency.desk, "passkey_roles", ())
    await sso.set()
    assert (await sso.client.get("/portal/")).status_code == 303, (
        "no more vouched for, those sessions are over"
    )


async def test_who_has_no_password_proves_a_deed_by_a_fresh_sign_in_and_only_where_the_provider_asked_anew(
    sso: Sso,
):
    await sso.came()
    page = (await sso.client.get("/portal/me")).text
    assert "/portal/sign-in/with/gazette/go?anew=1" in page
    token = TOKEN.search(page)
    assert token is not None
    form = {"password": "four quiet words here", "again": "four quiet words here"}
    assert (await sso.client.post("/portal/me/password", data={"csrf": token[1], **form})).status_code == 403
    sso.double.claims = {"auth_time": int(sso.portal.clock().timestamp()) - 3600}
    stale = await sso.came(anew="1")
    assert (stale.status_code, "did not ask you anew" in stale.text) == (403, True)
    sso.double.claims = {}
    back = await sso.came(anew="1", next="/portal/me")
    assert back.headers["location"] == "/portal/me"
    page = (await sso.client.get("/portal/me")).text
    assert "nothing more is asked" in page
    token = TOKEN.search(page)
    assert token is not None
    sso.portal.clock.advance(timedelta(minutes=10))
    late = await sso.client.post("/portal/me/password", data={"csrf": token[1], **form})
    assert late.status_code == 403, "ten minutes are over"
    sso.portal.clock.advance(timedelta(seconds=-1))
    assert (await sso.client.post("/portal/me/password", data={"csrf": token[1], **form})).status_code == 303


async def test_what_was_typed_when_the_session_ended_is_there_after_signing_in_by_the_provider(sso: Sso):
    await sso.came()
    page = TOKEN.search((await sso.client.get("/portal/me")).text)
    assert page is not None
    sso.portal.clock.advance(timedelta(hours=13))
    typed = {"csrf": page[1], "kind": "question", "words": "Where is the harbour text?"}
    late = await sso.client.post("/portal/account/requests", data=typed)
    kept = re.search(r'name="kept" value="([^"]+)"', late.text)
    door = TOKEN.search(late.text)
    assert kept is not None
    assert door is not None
    form = {"csrf": door[1], "kept": kept[1]}
    early = await sso.client.post("/portal/sign-in/resume", data=form)
    assert (early.status_code, kept[1] in early.text) == (401, True), (
        "nobody is signed in, and nothing is lost"
    )
    await sso.came()
    resumed = await sso.client.post("/portal/sign-in/resume", data=form)
    assert (resumed.status_code, "Where is the harbour text?" in resumed.text) == (200, True)
    other = await sso.portal.client(MASTER)
    other.cookies.set(f"{COOKIE}-door", sso.client.cookies[f"{COOKIE}-door"])
    refused = await other.post("/portal/sign-in/resume", data=form)
    assert (refused.status_code, "Where is the harbour" in refused.text) == (401, False), "another person"
