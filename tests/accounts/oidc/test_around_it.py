"""Whoever tries to come in around a provider does not."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from newsflow.accounts.oidc.starts import GOOD_FOR
from newsflow.db.pool import transaction
from tests.accounts.oidc.provider_double import CLIENT, rsa
from tests.accounts.oidc.sso import SETTING, WITH, Sso
from tests.portal.room import COOKIE, MASTER

UNTRUSTED, UNVERIFIED = "cannot be trusted", "does not say that your e-mail address was verified"
SAID: list[tuple[dict[str, Any], int, str]] = [
    ({"nonce": "another"}, 403, UNTRUSTED),
    ({"nonce": None}, 403, UNTRUSTED),
    ({"aud": "another-client"}, 403, UNTRUSTED),
    ({"aud": [CLIENT, "another-client"]}, 403, UNTRUSTED),
    ({"aud": [CLIENT, "another-client"], "azp": CLIENT}, 303, ""),
    ({"azp": "another-client"}, 403, UNTRUSTED),
    ({"iss": "https://other.example"}, 403, UNTRUSTED),
    ({"sub": ""}, 403, UNTRUSTED),
    ({"sub": "x" * 256}, 403, UNTRUSTED),
    ({"sub": 7}, 403, UNTRUSTED),
    ({"email_verified": False}, 403, UNVERIFIED),
    ({"email_verified": None}, 403, UNVERIFIED),
    ({"email_verified": "true"}, 303, ""),
    (
        {"email": "editor@gazette.example\u0000"},
        403,
        "does not say that your e-mail address was verified",
    ),
    ({"email": "editor@sub.gazette.example"}, 403, "no domain that signs in here"),
    ({"email": "nobody@gazette.example"}, 403, "you have no account here"),
]


async def test_what_a_token_says_is_held_against_what_was_asked(sso: Sso):
    for claims, status, said in SAID:
        sso.double.claims = claims
        answer = await sso.came()
        assert (answer.status_code, said in answer.text) == (status, True), claims
        assert (COOKIE in sso.client.cookies) == (status == 303), claims
        assert await sso.links() == (status == 303), claims
        await sso.begin_anew()


async def test_no_signature_counts_that_whoever_knows_the_public_key_could_make(sso: Sso):
    async def came_with(alg: str, key: bytes, header: dict[str, Any] | None = None) -> int:
        to = await sso.sent()
        asked = {name: values[0] for name, values in parse_qs(urlsplit(to).query).items()}
        unsigned = sso.double.signed(asked).split(".")[1]
        head = base64.urlsafe_b64encode(json.dumps({"alg": alg, **(header or {})}).encode()).rstrip(b"=")
        text = f"{head.decode()}.{unsigned}"
        made = hmac.new(key, text.encode(), hashlib.sha256).digest() if key else b""
        text += f".{base64.urlsafe_b64encode(made).rstrip(b'=').decode()}"
        sso.double.token = text
        return (await sso.client.get(await sso.led(to))).status_code

    for public in (rsa().as_pem(private=False), rsa().as_der(private=False), b"one"):
        assert await came_with("HS256", public, {"kid": "one"}) == 403
    assert await came_with("none", b"") == 403
    assert await came_with("RS256", b"", {"kid": "one"}) == 403
    assert await came_with("RS256", b"", {"kid": "one", "crit": ["x"], "x": 1}) == 403
    sso.double.token = "[" * 20_000
    assert (await sso.came()).status_code == 403
    sso.double.token = None
    sso.double.signs_with = rsa("other")
    sso.double.claims = {}
    sso.double.keys = [rsa()]
    assert (await sso.came()).status_code == 403, "a key that is not published"
    assert COOKIE not in sso.client.cookies


async def test_a_start_is_used_once_in_its_own_browser_within_ten_minutes(sso: Sso):
    stolen = await sso.led(await sso.sent())
    stranger = await sso.portal.stranger()
    for door in ("", "x"):
        if door:
            stranger.cookies.set(f"{COOKIE}-door", door)
        answer = await stranger.get(stolen)
        assert (answer.status_code, "not begun in this browser" in answer.text) == (400, True)
    assert (await sso.client.get(stolen)).status_code == 303
    assert (await sso.client.get(stolen)).status_code == 400, "replayed"
    for address in (f"{WITH}/back", f"{WITH}/back?state=x&code=y", f"{WITH}/back?state={'x' * 201}&code=y"):
        assert (await sso.client.get(address)).status_code == 400
    late = await sso.led(await sso.sent())
    sso.portal.clock.advance(GOOD_FOR)
    in_time = await sso.led(await sso.sent())
    sso.portal.clock.advance(timedelta(seconds=1))
    assert (await sso.client.get(late)).status_code == 400
    assert (await sso.client.get(in_time)).status_code == 303


async def test_what_comes_back_is_of_the_provider_that_was_asked_and_leads_nowhere_else(sso: Sso):
    to = await sso.led(await sso.sent(next="//evil.example/portal/"))
    assert urlsplit(to).netloc == urlsplit(sso.portal.desk.url).netloc
    assert (await sso.client.get(f"{to}&iss=https://evil.example")).status_code == 403
    assert (await sso.client.get(f"{await sso.led(await sso.sent())}&code=again")).status_code == 400
    for path in ("https://evil.example/", "//evil.example", "/portal/../desk/", "/portal/\\evil"):
        assert (await sso.came(next=path)).headers["location"] == "/portal/"
    sso.double.describes = {"authorization_response_iss_parameter_supported": True}
    sso.portal.clock.advance(timedelta(minutes=15))
    assert (await sso.came()).status_code == 403, "it promised to name itself"
    denied = f"{WITH}/back?error=access_denied&state={parse_qs(urlsplit(await sso.sent()).query)['state'][0]}"
    answer = await sso.client.get(f"{denied}&iss={sso.double.issuer}")
    assert (answer.status_code, "did not let you through" in answer.text) == (403, True)
    changed = await sso.led(await sso.sent())
    await sso.set(client_id="another")
    assert (await sso.client.get(changed)).status_code == 400


async def test_a_provider_signs_in_nobody_of_another_organisation_nor_of_the_desk(sso: Sso):
    await sso.portal.person("courier:editor")
    desk = await sso.portal.desk.person("editor:edda")
    await sso.set(domains=("gazette.example", "courier.example", desk.email.rpartition("@")[2]), admits=True)
    told = set[str]()
    for email in ("editor@courier.example", desk.email):
        sso.double.person |= {"sub": email, "email": email}
        answer = await sso.came()
        assert answer.status_code == 403
        told.add(answer.text)
    assert len(told) == 1
    assert "you have no account here" in told.pop()
    assert await sso.links() == 0
    async with transaction(sso.portal.pool) as db:
        courier = sso.portal.people["courier:editor"].id
        for person in (courier, desk.id):
            with pytest.raises(Exception, match="provider_link_person_subscriber_fkey"):
                async with db.transaction():
                    await db.execute(
                        "INSERT INTO provider_link VALUES ('gazette', 'i', 's', %s, now())", [person]
                    )


async def test_no_request_goes_to_an_address_inside(sso: Sso):
    master = await sso.portal.client(MASTER)
    for issuer in (
        "https://127.0.0.2",
        "https://[::1]",
        "https://localhost",
    ):
        await sso.set(issuer=issuer)
        assert "not found on the public Internet" in (await master.send_form(f"{SETTING}/try")).text, issuer
        async with transaction(sso.portal.pool) as db:
            await db.execute("DELETE FROM sign_in_try")
    assert (await sso.client.get(f"{WITH}/go")).status_code == 502
