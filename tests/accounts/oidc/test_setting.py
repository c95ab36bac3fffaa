"""A master sets the organisation's provider, tries it, and takes it off."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from newsflow.accounts.hand import cli_hand
from newsflow.accounts.oidc.id_token import LEEWAY
from newsflow.accounts.oidc.providers import drop_provider, provider_of
from newsflow.db.pool import transaction
from tests.accounts.oidc.provider_double import CLIENT, SECRET, rsa
from tests.accounts.oidc.sso import GAZETTE, SETTING, WITH, Sso
from tests.builders import SERVER_KEY
from tests.desk.room import PASSWORD
from tests.portal.room import EDITOR, MASTER

if TYPE_CHECKING:
    from tests.accounts.oidc.provider_double import ProviderDouble
    from tests.portal.room import PortalRoom


def a_form(double: ProviderDouble) -> dict[str, str]:
    """What a master sends."""
    given = {"issuer": double.issuer, "client_id": CLIENT, "client_secret": SECRET, "passwords": "yes"}
    return given | {"domains": "gazette.example", "proof_password": PASSWORD}


async def test_what_a_master_sets_is_held_to_its_limits(portal: PortalRoom, double: ProviderDouble):
    master = await portal.client(MASTER)
    given = a_form(double)
    for password in ("", "not this"):
        unproved = await master.send_form(SETTING, **{**given, "proof_password": password})
        assert (unproved.status_code, f'value="{double.issuer}"' in unproved.text) == (403, True)
    for wrong in (
        {"issuer": "gopher://x"},
        {"issuer": f"{double.issuer}?a=b"},
        {"issuer": "https://user:pw@login.example"},
        {"issuer": "https://" + "x" * 500 + ".example"},
        {"client_id": ""},
        {"client_id": "x" * 301},
        {"client_secret": "x" * 501},
        {"domains": ""},
        {"domains": "localhost"},
        {"domains": "\n".join(f"d{n}.example" for n in range(21))},
        {"domains": "courier.example"},
    ):
        answer = await master.send_form(SETTING, **{**given, **wrong})
        assert answer.status_code in {400, 403}, wrong
        assert SECRET not in answer.text
    assert (await master.get(SETTING)).text.count(double.issuer) == 0


async def test_a_master_sets_tries_and_takes_it_off_and_the_secret_is_shown_to_nobody(
    portal: PortalRoom, double: ProviderDouble
):
    master, given = await portal.client(MASTER), a_form(double)
    assert (await master.send_form(SETTING, **given)).status_code == 303
    page = (await master.get(SETTING)).text
    assert "Named as one inside" in page, "what the operator set is to be seen"
    desk = await (await portal.desk.client("administrator:adam")).get("/desk/subscribers/gazette")
    assert double.issuer in desk.text, "and the desk sees whose people have a sign-in of their own"
    assert double.issuer in page
    assert SECRET not in page
    assert f"{portal.desk.url}{WITH}/back" in page
    tried = (await master.send_form(f"{SETTING}/try")).text
    assert tried.count(">Good<") == 4
    assert "It knows the client id and its secret." in tried
    moved = await master.send_form(
        SETTING, **{**given, "issuer": "https://evil.example", "client_secret": ""}
    )
    assert "takes its own secret" in moved.text
    await master.send_form(SETTING, **{**given, "client_secret": ""})
    async with transaction(portal.pool) as db:
        stored = await provider_of(db, GAZETTE, SERVER_KEY)
        assert stored is not None
        assert (stored.client_secret, SECRET in repr(stored)) == (SECRET, False)
        assert (await provider_of(db, GAZETTE, b"another key")).client_secret == ""  # pyright: ignore[reportOptionalMemberAccess] - it is there
        cursor = await db.execute(
            "SELECT facts::text FROM audit UNION ALL SELECT client_secret::text FROM identity_provider"
        )
        assert not any(SECRET in fact for (fact,) in await cursor.fetchall())
    await portal.person("courier:editor")
    other = await portal.client("courier:master")
    taken = await other.send_form(SETTING, **given)
    assert taken.status_code == 403, "the domain of others is not theirs to name"
    assert (await master.send_form(f"{SETTING}/drop", proof_password=PASSWORD)).status_code == 303
    assert (await (await portal.stranger()).get(WITH)).status_code == 404


BROKEN: list[tuple[dict[str, Any], str]] = [
    ({"describes": {"issuer": "https://other.example"}}, "another issuer"),
    ({"describes": {"token_endpoint": "javascript:alert(1)"}}, "an address that cannot be used"),
    ({"describes": {"code_challenge_methods_supported": ["plain"]}}, "PKCE"),
    (
        {"describes": {"token_endpoint_auth_methods_supported": ["private_key_jwt"]}},
        "in no way that is known",
    ),
    ({"describes": {"id_token_signing_alg_values_supported": ["HS256"]}}, "signs by none of"),
    ({"describes": {"jwks_uri": "http://127.0.0.2/keys"}}, "plain http"),
    ({"describes": {"jwks_uri": "https://127.0.0.2/keys"}}, "not found on the public Internet"),
    ({"keys": []}, "no key that counts"),
    ({"status": {"/keys": 503}}, "status 503"),
]


async def test_a_try_says_in_a_sentence_what_is_wrong(sso: Sso):
    master = await sso.portal.client(MASTER)
    whole: dict[str, Any] = {"describes": {}, "status": {}, "keys": [rsa()]}
    for broken, said in BROKEN:
        for name, value in {**whole, **broken}.items():
            setattr(sso.double, name, value)
        answer = (await master.send_form(f"{SETTING}/try")).text
        assert said in answer, broken
        assert ">Wrong<" in answer
        await sso.begin_anew()
    for name, value in whole.items():
        setattr(sso.double, name, value)
    await sso.set(client_id="unknown")
    assert "refuses its secret" in (await master.send_form(f"{SETTING}/try")).text


async def test_a_try_sees_a_clock_that_is_off_and_is_counted(sso: Sso, double: ProviderDouble):
    master, now = await sso.portal.client(MASTER), sso.portal.clock
    double.clock = lambda: now() + LEEWAY + timedelta(seconds=1)
    assert "differ by 61 seconds" in (await master.send_form(f"{SETTING}/try")).text
    double.clock = lambda: now() + LEEWAY
    assert "Its clock is right" in (await master.send_form(f"{SETTING}/try")).text
    answers = [(await master.send_form(f"{SETTING}/try")).status_code for _ in range(9)]
    assert answers == [*[200] * 8, 429]


async def test_off_it_goes_with_its_links_and_the_sessions_that_came_by_it(sso: Sso):
    await sso.came()
    by_password = await sso.portal.client(EDITOR)
    async with transaction(sso.portal.pool) as db:
        hand = cli_hand(await sso.portal.desk.person("administrator:adam"), sso.portal.clock())
        await drop_provider(db, hand, GAZETTE, now=sso.portal.clock())
    assert (await sso.client.get("/portal/")).status_code == 303
    assert (await by_password.get("/portal/")).status_code == 200
    assert await sso.links() == 0
