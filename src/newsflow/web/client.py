"""The client's network address: every room asks here, and what a client says of itself is never believed.

A proxy of our own adds the address that it saw to the end of one header. So that header is read from its end, as long
as the hop that wrote is one of ours; what stands before the first strange hop was written by strangers. Which header
it is must be said: a proxy that writes one lets the other pass as the client sent it.
"""

import ipaddress
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from starlette.types import Scope

from newsflow.domain.network import Network, bare_address, is_in

HOPS_LIMIT = 50
"""Hops of a header that are looked at, from its end."""
ADDRESSES_KEPT = 4_096
"""How many are remembered as read: a poller asks twice a second from one and the same."""

_FOR = re.compile(r'(?:^|;)\s*for\s*=\s*(?:"([^"]*)"|([^;"\s]*))\s*(?=;|$)', re.IGNORECASE)
_WITH_PORT = re.compile(r"\[([^\]]*)\](?::[0-9]{1,5})?|([0-9.]+):[0-9]{1,5}")


class ProxyHeader(StrEnum):
    """The header in which the proxies say for whom they ask."""

    X_FORWARDED_FOR = "x-forwarded-for"
    FORWARDED = "forwarded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxies:
    """The networks of our own proxies, and the header that they write. Without networks no header is believed."""

    networks: tuple[Network, ...] = ()
    header: ProxyHeader = ProxyHeader.X_FORWARDED_FOR


NO_PROXIES = Proxies()


def client_address(scope: Scope, proxies: Proxies) -> str:
    """The address that asks, to be compared as it is; "" where the server knows none.

    A hop that does not say for whom it asks (`unknown`, `_hidden`) is itself the answer.
    """
    client = scope.get("client")
    address = (_address(str(client[0])) if client else None) or ""
    if not proxies.networks or not is_in(address, proxies.networks):
        return address
    for hop in reversed(_hops(scope, proxies.header)):
        said = _address(hop if proxies.header is ProxyHeader.X_FORWARDED_FOR else _named(hop))
        if said is None:
            return address
        address = said
        if not is_in(address, proxies.networks):
            return address
    return address


def _hops(scope: Scope, header: ProxyHeader) -> list[str]:
    """What each hop said, the last hop last; several lines of the header are one list (RFC 9110, 5.3)."""
    name = header.value.encode()
    lines: list[str] = [value.decode("latin-1") for key, value in scope["headers"] if key == name]
    return ",".join(lines).split(",")[-HOPS_LIMIT:]


def _named(hop: str) -> str:
    """For whom an element of `Forwarded` says that it asks (RFC 7239); "" where it does not."""
    pair = _FOR.search(hop)
    return "" if pair is None else pair[1] or pair[2] or ""


@lru_cache(ADDRESSES_KEPT)
def _address(hop: str) -> str | None:
    """The address that a hop names, without its port; None when it names none."""
    text = hop.strip()
    ported = _WITH_PORT.fullmatch(text)
    if ported is not None:
        text = ported[1] or ported[2] or ""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return None
    return bare_address(text)
