"""What the environment says of each setting, checked: a number in its bounds, one of a few words, an address that can be used."""

import re
from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from newsflow.accounts.sessions import Terms
from newsflow.domain.errors import BadInputError, SetupError
from newsflow.domain.network import network
from newsflow.domain.retention import Retention
from newsflow.mail import SmtpPostman, postman_of
from newsflow.newsroom.editions.purge import TIMEOUT_S as PURGE_TIMEOUT_S
from newsflow.newsroom.editions.purge import Cache
from newsflow.newsroom.engines import Engine, engine_of
from newsflow.newsroom.engines import Place as EnginePlace
from newsflow.objects import Place
from newsflow.ops.setting_table import FILE_SUFFIX, KEPT_FOR, KNOWN, PREFIX
from newsflow.outside import Outside
from newsflow.web.client import Proxies, ProxyHeader

Choice = TypeVar("Choice", bound=StrEnum)
_HEADER = re.compile(r"([A-Za-z0-9-]+): *([!-~][ -~]*)")


def known_values(environ: Mapping[str, str]) -> dict[str, str]:
    """The values by name, secrets read from their files; SetupError names what is not known."""
    values: dict[str, str] = {}
    for name, text in environ.items():
        if not name.startswith(PREFIX) or not text:
            continue
        base = name.removesuffix(FILE_SUFFIX)
        if name in KNOWN:
            value = text
        elif base in KNOWN and KNOWN[base].is_secret:
            value = _secret_from(name, Path(text))
        else:
            raise SetupError(
                "A setting is not known.",
                f"{name} is set, and no setting has this name.",
                "Unset it, or mend its spelling; docs/settings.md lists them all.",
            )
        if base in KNOWN and KNOWN[base].is_secret and base in values:
            raise refused(base, "it is set twice", f"either {base} or {base}{FILE_SUFFIX}")
        values[name if name in KNOWN else base] = value
    return values


def _secret_from(name: str, path: Path) -> str:
    """A secret as its file holds it."""
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SetupError(
            "A secret cannot be read.",
            f"{name} names {path}: {error.strerror}.",
            "Mend the path or its mode.",
        ) from None


def number(values: Mapping[str, str], name: str, default: int, *, least: int, most: int) -> int:
    """A whole number within its bounds, the default where none is given. SetupError says what would do."""
    text = values.get(name)
    if text is None:
        return default
    wanted = f"a whole number from {least} to {most}"
    try:
        number = int(text)
    except ValueError:
        raise refused(name, f"it is “{text}”", wanted) from None
    if not least <= number <= most:
        raise refused(name, f"it is {number}", wanted)
    return number


def days(values: Mapping[str, str], name: str, default: int) -> timedelta:
    """A span of whole days."""
    return timedelta(days=number(values, name, default, least=0, most=36_500))


def retention(values: Mapping[str, str]) -> Retention:
    """How long what is kept: each of its settings, else what holds without it."""
    given = {part: days(values, name, getattr(Retention(), part).days) for part, name in KEPT_FOR.items()}
    return Retention(**given)


def choice(values: Mapping[str, str], name: str, kind: type[Choice], default: Choice) -> Choice:
    """One of a closed set, whatever its case."""
    text = values.get(name)
    try:
        return default if text is None else kind(text.lower())
    except ValueError:
        raise refused(name, f"it is “{text}”", ", ".join(kind)) from None


def hosts(values: Mapping[str, str]) -> tuple[str, ...]:
    """The addresses to listen on."""
    hosts = tuple(part.strip() for part in values.get("NEWSFLOW_HOSTS", "127.0.0.1,::1").split(","))
    if not all(hosts):
        raise refused("NEWSFLOW_HOSTS", "one of its addresses is empty", "addresses separated by commas")
    return hosts


def public_url(values: Mapping[str, str], port: int) -> str:
    """The origin under which the outside reaches us."""
    url = values.get("NEWSFLOW_PUBLIC_URL", f"http://localhost:{port}")
    parts = urlsplit(url)
    if (
        parts.scheme not in {"http", "https"}
        or not parts.netloc
        or parts.path
        or parts.query
        or parts.fragment
    ):
        raise refused("NEWSFLOW_PUBLIC_URL", f"it is “{url}”", "an origin such as https://wire.example.org")
    return url


def proxies(values: Mapping[str, str]) -> Proxies:
    """Whose word is believed for a client’s address."""
    text = values.get("NEWSFLOW_TRUSTED_PROXIES", "")
    header = choice(values, "NEWSFLOW_PROXY_HEADER", ProxyHeader, ProxyHeader.X_FORWARDED_FOR)
    try:
        return Proxies(
            networks=tuple(network(part) for part in text.split(",") if part.strip()), header=header
        )
    except BadInputError as error:
        raise refused("NEWSFLOW_TRUSTED_PROXIES", error.which, "networks separated by commas") from None


def session_terms(values: Mapping[str, str]) -> Terms:
    """How long people stay signed in."""
    return Terms(
        whole=timedelta(hours=number(values, "NEWSFLOW_SESSION_HOURS", 12, least=1, most=168)),
        idle=timedelta(hours=number(values, "NEWSFLOW_SESSION_IDLE_HOURS", 2, least=1, most=168)),
    )


def smtp(values: Mapping[str, str]) -> SmtpPostman | None:
    """Who carries letters, where a server is named."""
    url = values.get("NEWSFLOW_SMTP_URL")
    return None if url is None else postman_of(url, "")


def sender(values: Mapping[str, str]) -> str | None:
    """Whose letters they are, where it is said."""
    sender = values.get("NEWSFLOW_MAIL_FROM")
    if sender is not None and ("@" not in sender or not sender.isprintable()):
        raise refused(
            "NEWSFLOW_MAIL_FROM", f"it is “{sender[:60]}”", "an address such as desk@agency.example"
        )
    return sender


def objects(values: Mapping[str, str]) -> Place | None:
    """Where media lie, where it is said."""
    url = values.get("NEWSFLOW_OBJECTS_URL")
    if url is None:
        return None
    place = Place(
        url=url,
        endpoint=values.get("NEWSFLOW_OBJECTS_ENDPOINT"),
        region=values.get("NEWSFLOW_OBJECTS_REGION"),
        access_key=values.get("NEWSFLOW_OBJECTS_ACCESS_KEY"),
        secret_key=values.get("NEWSFLOW_OBJECTS_SECRET_KEY"),
    )
    place.check()
    return place


def engine(values: Mapping[str, str]) -> Engine | None:
    """What translates by machine, where one is named."""
    url = values.get("NEWSFLOW_ENGINE_URL")
    if url is None:
        return None
    inside = inside_hosts(values, "NEWSFLOW_ENGINE_INSIDE_HOSTS")
    return engine_of(EnginePlace(url=url, key=values.get("NEWSFLOW_ENGINE_KEY"), inside_hosts=inside))


def cache(values: Mapping[str, str]) -> Cache | None:
    """The cache before the public site, where one is to be told."""
    url = values.get("NEWSFLOW_PURGE_URL")
    if url is None:
        return None
    parts = urlsplit(url)
    is_plain = parts.username is None and not parts.query and not parts.fragment
    if parts.scheme not in {"http", "https"} or not parts.hostname or not is_plain:
        raise refused(
            "NEWSFLOW_PURGE_URL", "it is no address that can be asked", "https://host/path without a query"
        )
    setting = "NEWSFLOW_PURGE_INSIDE_HOSTS"
    outside = Outside(
        url=url, inside_hosts=inside_hosts(values, setting), setting=setting, timeout_s=PURGE_TIMEOUT_S
    )
    header = values.get("NEWSFLOW_PURGE_HEADER")
    if header is None:
        return Cache(outside=outside)
    found = _HEADER.fullmatch(header)
    if found is None:
        raise refused("NEWSFLOW_PURGE_HEADER", "it is no header", "a line such as Authorization: Bearer KEY")
    return Cache(outside=outside, header=(found[1], found[2]))


def inside_hosts(values: Mapping[str, str], name: str) -> frozenset[str]:
    """The hosts that may lie inside."""
    return frozenset(host.strip() for host in values.get(name, "").lower().split(",") if host.strip())


def refused(name: str, why: str, wanted: str) -> SetupError:
    """The error of a setting that cannot be used: why not, and what would do."""
    return SetupError("A setting cannot be used.", f"{name}: {why}.", f"Set {wanted}.")
