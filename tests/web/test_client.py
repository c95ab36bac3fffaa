"""Whose address it is that asks: what our own proxies saw, and never what a client says of itself."""

from __future__ import annotations

import pytest

from newsflow.domain.network import network
from newsflow.web.client import NO_PROXIES, Proxies, ProxyHeader, client_address

OURS = Proxies(networks=(network("10.0.0.0/8"), network("2001:db8:f::/48")))
RFC7239 = Proxies(networks=OURS.networks, header=ProxyHeader.FORWARDED)
EDGE = "10.0.0.1"
PAPER = "192.0.2.7"


def asked_from(peer: str | None, *headers: tuple[str, str], proxies: Proxies = OURS) -> str:
    """The address that a request from `peer` with these headers is held to come from."""
    scope = {
        "type": "http",
        "client": None if peer is None else (peer, 4000),
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers],
    }
    return client_address(scope, proxies)


@pytest.mark.parametrize("peer", [PAPER, "127.0.0.1", "2001:db8::7"])
@pytest.mark.parametrize("proxies", [NO_PROXIES, OURS, RFC7239])
def test_who_is_no_proxy_of_ours_is_not_believed(peer: str, proxies: Proxies):
    claims = (
        ("X-Forwarded-For", "198.51.100.1"),
        ("Forwarded", "for=198.51.100.1"),
        ("X-Real-IP", "198.51.100.1"),
    )
    assert asked_from(peer, *claims, proxies=proxies) == peer


def test_a_proxy_of_ours_is_believed_and_nobody_before_the_first_stranger():
    for said, address in (
        (PAPER, PAPER),
        (f"198.51.100.1, {PAPER}", PAPER),
        (f"10.9.9.9, {PAPER}", PAPER),
        (f"198.51.100.1,{PAPER}, 10.0.0.2 ,10.0.0.3", PAPER),
        ("10.0.0.4, 10.0.0.2", "10.0.0.4"),
        (f"{PAPER}:51234", PAPER),
        ("2001:db8::7", "2001:db8::7"),
        ("[2001:DB8::7]:51234", "2001:db8::7"),
        (f"::ffff:{PAPER}", PAPER),
    ):
        assert asked_from(EDGE, ("X-Forwarded-For", said)) == address, said
    assert asked_from(f"::ffff:{EDGE}", ("X-Forwarded-For", PAPER)) == PAPER
    assert asked_from("2001:db8:f::1", ("X-Forwarded-For", PAPER)) == PAPER


def test_several_lines_of_the_header_are_one_list():
    lines = (("X-Forwarded-For", "198.51.100.1"), ("X-Forwarded-For", PAPER))
    assert asked_from(EDGE, *lines) == PAPER


@pytest.mark.parametrize(
    "said",
    ["", "unknown", "_hidden", "198.51.100.1, unknown", "for=192.0.2.7", "192.0.2", "192.0.2.7.1", "é"],
)
def test_a_hop_that_does_not_say_for_whom_it_asks_is_itself_the_answer(said: str):
    assert asked_from(EDGE, ("X-Forwarded-For", said)) == EDGE
    assert asked_from(EDGE, ("X-Forwarded-For", f"{said}, 10.0.0.2")) == "10.0.0.2"


def test_the_header_that_our_proxies_do_not_write_is_the_client_s_own_and_not_believed():
    assert asked_from(EDGE, ("Forwarded", "for=198.51.100.1"), ("X-Forwarded-For", PAPER)) == PAPER
    assert asked_from(EDGE, ("Forwarded", "for=198.51.100.1")) == EDGE
    both = (("X-Forwarded-For", "198.51.100.1"), ("Forwarded", f"for={PAPER}"))
    assert asked_from(EDGE, *both, proxies=RFC7239) == PAPER


@pytest.mark.parametrize(
    ("said", "address"),
    [
        (f"for={PAPER}", PAPER),
        (f"For={PAPER};proto=https;by=10.0.0.1", PAPER),
        (f'proto=https; for="{PAPER}:4711"', PAPER),
        ('for="[2001:db8::7]:4711"', "2001:db8::7"),
        (f"for=198.51.100.1, for={PAPER}, for=10.0.0.2", PAPER),
        (f'for="198.51.100.1, for={PAPER}', PAPER),
        ("by=10.0.0.1", EDGE),
        ("for=_hidden", EDGE),
        (PAPER, EDGE),
    ],
)
def test_forwarded_is_read_as_rfc_7239_has_it(said: str, address: str):
    assert asked_from(EDGE, ("Forwarded", said), proxies=RFC7239) == address


def test_a_server_that_knows_no_address_gives_none():
    assert asked_from(None, ("X-Forwarded-For", PAPER)) == ""
