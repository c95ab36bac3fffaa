"""An asset as a line of a list: its picture, how far it is, what it still lacks."""

from dataclasses import dataclass

from newsflow.desk.frame import times
from newsflow.desk.media.words import KINDS, MISSING, STATES
from newsflow.desk.visit import Visit
from newsflow.domain.codes import ItemType
from newsflow.media import Asset, AssetState, Facts
from newsflow.media.pictured import pictured
from newsflow.web.moments import Moment
from newsflow.web.say import tongue
from newsflow.web.within.telling import say_words

PLACE = "/desk/media/assets"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetLine:
    """One asset."""

    id: str
    address: str
    thumb: str
    """Where its small picture is; "" while there is none."""
    alt: str
    name: str
    title: str
    kind: str
    state: str
    state_words: str
    percent: int
    because: str
    missing: tuple[str, ...]
    at: Moment


def line_of(visit: Visit, asset: Asset) -> AssetLine:
    """The line of an asset."""
    say = tongue(visit.language).say
    return AssetLine(
        id=asset.id,
        address=f"{PLACE}/{asset.id}",
        thumb=f"{PLACE}/{asset.id}/thumb" if thumb_of(asset) else "",
        alt=asset.facts.alt_text or "",
        name=asset.file_name,
        title=asset.facts.headline or asset.facts.caption or "",
        kind=say(KINDS[asset.kind]),
        state=asset.state.value,
        state_words=say(STATES[asset.state]),
        percent=asset.progress,
        because=say_words(tongue(visit.language), asset.because or ""),
        missing=tuple(say(MISSING[one]) for one in lacks(asset))
        if asset.state is not AssetState.REFUSED
        else (),
        at=times(visit).short(asset.created_at, visit.now),
    )


def lacks(asset: Asset) -> tuple[str, ...]:
    """Which words keep it from going out."""
    facts: Facts = asset.facts
    found = {
        "caption": bool(facts.caption),
        "alt_text": bool(facts.alt_text) or asset.kind is ItemType.FILE,
        "rights": bool(facts.credit_line or facts.copyright),
    }
    return tuple(name for name, is_there in found.items() if not is_there)


def thumb_of(asset: Asset) -> str:
    """The digest of its small picture; "" where there is none. What is being made again shows as it was."""
    found = None if asset.state is AssetState.REFUSED else pictured(asset.renditions)
    return "" if found is None else found.sha256
