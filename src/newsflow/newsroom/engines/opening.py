"""The engine that the settings name."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from newsflow.domain.errors import SetupError
from newsflow.newsroom.engines.apertium import Apertium
from newsflow.newsroom.engines.chat import Chat
from newsflow.newsroom.engines.engine import Engine
from newsflow.newsroom.engines.libre import LibreTranslate
from newsflow.outside import Outside

_HOW = "libretranslate+https://host, openai+https://host/v1?model=NAME, or apertium:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the engine is, its key, and which hosts the operator lets it lie inside on."""

    url: str
    key: str | None = None
    inside_hosts: frozenset[str] = frozenset()


def engine_of(place: Place) -> Engine:
    """The engine of a place. Raises SetupError for an address that is none of an engine's."""
    if place.url == "apertium:":
        return Apertium()
    kind, _, rest = place.url.partition("+")
    parts = urlsplit(rest)
    if (
        kind not in {"libretranslate", "openai"}
        or parts.scheme not in {"http", "https"}
        or not parts.hostname
        or parts.username is not None
    ):
        raise _wrong(kind)
    url = f"{parts.scheme}://{parts.netloc}{parts.path}"
    outside = Outside(url=url, inside_hosts=place.inside_hosts, setting="NEWSFLOW_ENGINE_INSIDE_HOSTS")
    if kind == "libretranslate":
        return LibreTranslate(outside, place.key)
    model = parse_qs(parts.query).get("model", [""])[0]
    if not model:
        raise _wrong("openai without a model")
    return Chat(outside, model, place.key)


def _wrong(what: str) -> SetupError:
    return SetupError("A setting cannot be used.", f"NEWSFLOW_ENGINE_URL: {what[:40]}.", f"Set {_HOW}.")
