"""What a subscriber says of its own provider, and which words may stand there."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from newsflow.domain.errors import BadInputError
from newsflow.domain.guid import SubscriberId
from newsflow.domain.worded import worded

ADDRESS_CHARACTERS = 500
"""Of an issuer, and of each address that its description names."""
CLIENT_CHARACTERS = 300
SECRET_CHARACTERS = 500
DOMAINS_MOST = 20
DOMAIN_CHARACTERS = 253
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|[0-9a-f:.]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """A provider as an organisation set it, but for the client's secret."""

    issuer: str
    """The issuer's address, letter by letter as the provider says it of itself."""
    client_id: str
    domains: tuple[str, ...]
    """Of which domains an e-mail address must be; subdomains are others."""
    passwords: bool = True
    """Whether the organisation's people may sign in by password too."""
    admits: bool = False
    """Whether whoever is unknown here gets an account as an editor at the first sign-in."""
    second_factor: bool = False
    """Whether the provider asks for a second factor, by the organisation's word: its own rule of passkeys is met then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """A provider as it stands."""

    subscriber: SubscriberId
    name: str
    """The organisation's."""
    terms: Terms
    client_secret: str
    """Empty where it cannot be opened any more: the server's key is another."""

    def __repr__(self) -> str:
        """Without the secret: no log and no trace shows it."""
        return f"Provider({self.subscriber!r}, {self.terms!r})"


def check_terms(terms: Terms) -> None:
    """Pass when each can stand. Raises BadInputError."""
    if not is_address(terms.issuer, plain=True) or urlsplit(terms.issuer).query:
        raise BadInputError(
            "This is no issuer.",
            f"“{terms.issuer[:80]}”.",
            "Write its address as the provider says it: https://host/path, without a query, 500 characters at most.",
        )
    if not _is_token(terms.client_id, CLIENT_CHARACTERS):
        raise BadInputError(
            "This is no client id.",
            f"“{terms.client_id[:80]}”.",
            "Copy it from the provider: 300 characters at most.",
        )
    if not terms.domains or len(terms.domains) > DOMAINS_MOST:
        raise BadInputError(
            "Domains of e-mail addresses are missing, or too many.",
            worded("There are %(count)s.", count=len(terms.domains)),
            "Write 1 to 20, one a line.",
        )
    for domain in terms.domains:
        if len(domain) > DOMAIN_CHARACTERS or not _DOMAIN.fullmatch(domain):
            raise BadInputError(
                "This is no domain of e-mail addresses.",
                f"“{domain[:80]}”.",
                "Write what stands after the @, such as paper.example.",
            )


def check_secret(secret: str) -> None:
    """Pass when it may be a client's secret. Raises BadInputError; the secret is not repeated."""
    if not _is_token(secret, SECRET_CHARACTERS):
        raise BadInputError(
            "This is no client secret.",
            worded("It has %(count)s characters.", count=len(secret)),
            "Copy it from the provider: 1 to 500 plain characters.",
        )


def domains_of(text: str) -> tuple[str, ...]:
    """The domains of a field, one a line or with commas between, each once."""
    found = re.split(r"[\s,;]+", text.strip().lower())
    return tuple(sorted({domain.removeprefix("@") for domain in found if domain}))


def is_address(address: str, *, plain: bool = False) -> bool:
    """Whether a request can go there: http or https, a host, no login in it; `plain`: http too. Whether it may is asked later."""
    if len(address) > ADDRESS_CHARACTERS or not address.isascii() or not address.isprintable():
        return False
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    named = _HOST.fullmatch(parts.hostname or "") and all(
        len(p) <= 63 for p in (parts.hostname or "").split(".")
    )
    clean = not any(sign in address for sign in ' "<>\\^`{|}#') and "@" not in parts.netloc
    return bool(parts.scheme in {"https", *(("http",) if plain else ())} and named and clean and port != 0)


def _is_token(text: str, most: int) -> bool:
    return 0 < len(text) <= most and text.isascii() and text.isprintable() and " " not in text
