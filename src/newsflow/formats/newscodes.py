"""IPTC's NewsCodes, and PLUS's terms, in which our facts are written: closed sets, as the standards spell them."""

from enum import IntEnum, StrEnum

from newsflow.domain.codes import Action, Form, ItemType
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.media import AiUse, RenditionName
from newsflow.formats.sheet import Sheet

MEDIA_TOPIC = "http://cv.iptc.org/newscodes/mediatopic/"
SUBJECT_CODE = "http://cv.iptc.org/newscodes/subjectcode/"
GENRE = "http://cv.iptc.org/newscodes/genre/"
COUNTRY = "http://cvx.iptc.org/iso3166-1a2/"


class PubStatus(StrEnum):
    """What may be done with an item (scheme pubstatusg2)."""

    USABLE = "usable"
    WITHHELD = "withheld"
    """Not to be used until told."""
    CANCELED = "canceled"
    """Not to be used any more, ever."""


class Signal(StrEnum):
    """What a version is to the last one (scheme signal)."""

    UPDATE = "update"
    CORRECTION = "correction"


class Genre(StrEnum):
    """What kind of text it is (scheme genre): those that our forms map to."""

    ADVISORY = "Advisory"
    CURRENT = "Current"
    FEATURE = "Feature"
    HISTORY = "History"
    LISTING = "Listing_of_facts"
    PROFILE = "Profile"
    VERBATIM = "Transcript_and_Verbatim"
    UPDATE = "Update"
    WRAPUP = "Wrapup"


class Urgency(IntEnum):
    """Editorial urgency (scheme urgency), 1 to 9; the standard has words for four of them."""

    MOST_URGENT = 1
    TWO = 2
    THREE = 3
    FOUR = 4
    NORMAL = 5
    SIX = 6
    SEVEN = 7
    LEAST_URGENT = 8
    USER_DEFINED = 9


class Nature(StrEnum):
    """What an item is (scheme ninature)."""

    TEXT = "text"
    PICTURE = "picture"
    VIDEO = "video"
    GRAPHIC = "graphic"
    COMPOSITE = "composite"


GENRE_OF = {
    Form.FLASH: Genre.CURRENT,
    Form.URGENT: Genre.CURRENT,
    Form.LEAD: Genre.UPDATE,
    Form.STORY: Genre.CURRENT,
    Form.WRAP: Genre.WRAPUP,
    Form.FEATURE: Genre.FEATURE,
    Form.FACTBOX: Genre.LISTING,
    Form.CHRONOLOGY: Genre.HISTORY,
    Form.PROFILE: Genre.PROFILE,
    Form.TEXT: Genre.VERBATIM,
    Form.ADVISORY: Genre.ADVISORY,
    Form.NOTICE: Genre.ADVISORY,
}
NATURE_OF = {
    ItemType.TEXT: Nature.TEXT,
    ItemType.PICTURE: Nature.PICTURE,
    ItemType.VIDEO: Nature.VIDEO,
    ItemType.GRAPH: Nature.GRAPHIC,
    ItemType.FILE: Nature.COMPOSITE,
    ItemType.PICTURE_GROUP: Nature.COMPOSITE,
    ItemType.VIDEO_GROUP: Nature.COMPOSITE,
    ItemType.GRAPH_GROUP: Nature.COMPOSITE,
}
_SIGNAL_OF = {
    Action.UPDATE: Signal.UPDATE,
    Action.REINSTATE: Signal.UPDATE,
    Action.LIFT: Signal.UPDATE,
    Action.CORRECT: Signal.CORRECTION,
    Action.REDACT: Signal.CORRECTION,
}
_CANCELS = frozenset({Action.KILL, Action.WITHDRAW})
_DATA_MINING = {
    AiUse.ALLOWED: "ALLOWED",
    AiUse.NO_GENERATIVE_TRAINING: "PROHIBITED-GENAIMLTRAINING",
    AiUse.NO_TRAINING: "PROHIBITED-AIMLTRAINING",
    AiUse.PROHIBITED: "PROHIBITED",
}
_RENDITION_OF = {
    RenditionName.PRINT: "highRes",
    RenditionName.THUMB: "thumbnail",
    RenditionName.POSTER: "preview",
}


def pub_status(sheet: Sheet) -> PubStatus:
    """The status in force: canceled after a kill or withdrawal; withheld on hold, under embargo, for editors only.

    An embargo's end is a version of its own, which says usable: who reads no embargo field is safe too.
    """
    if sheet.header.action in _CANCELS:
        return PubStatus.CANCELED
    return PubStatus.USABLE if sheet.may_publish else PubStatus.WITHHELD


def signal(action: Action) -> Signal | None:
    """What the version is to the last one; None for the first, and for stops, which the status tells of."""
    return _SIGNAL_OF.get(action)


def genres(content: Dispatch) -> tuple[Genre, ...]:
    """The genre of a text, by its form; none of media."""
    return (GENRE_OF[content.form],) if content.type is ItemType.TEXT else ()


def data_mining(use: AiUse) -> str | None:
    """What machines that learn may do with it, as PLUS names it; None where nothing is said."""
    term = _DATA_MINING.get(use)
    return None if term is None else f"http://ns.useplus.org/ldf/vocab/DMI-{term}"


def rendition(name: RenditionName) -> str:
    """IPTC's name of a rendition (scheme rendition), ours where it has none."""
    return _RENDITION_OF.get(name) or str(name)
