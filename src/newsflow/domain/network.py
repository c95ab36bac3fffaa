"""Network addresses: how they are compared, and lists of networks. PURE."""

import ipaddress
from collections.abc import Iterable

from newsflow.domain.errors import BadInputError

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def bare_address(address: str) -> str:
    """An address as it is compared: an IPv4 one that came in IPv6's clothes without them."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return str(mapped or found)


def network(text: str) -> Network:
    """The network of `192.0.2.7`, `192.0.2.0/24` or `2001:db8::/32`. Raises BadInputError."""
    try:
        return ipaddress.ip_network(text.strip())
    except ValueError as error:
        raise BadInputError(
            "This is no network.",
            f"“{text[:60]}”.",
            "Write 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32.",
        ) from error


def is_in(address: str | None, networks: Iterable[Network]) -> bool:
    """Whether the address lies in one of the networks; what is no address lies in none."""
    try:
        asked = ipaddress.ip_address(bare_address(address or ""))
    except ValueError:
        return False
    return any(asked in each for each in networks)
