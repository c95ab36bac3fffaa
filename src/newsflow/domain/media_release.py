"""What a picture, video, graphic, file or series must have before it may go out."""

from newsflow.domain.codes import ItemType
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.fault import Fault
from newsflow.domain.item_words import KIND_WORDS
from newsflow.domain.media import MEMBER_OF, SERIES_OF, Media, RenditionName
from newsflow.domain.worded import worded

CAPTION_CHARACTERS = 5_000
ALT_TEXT_CHARACTERS = 1_000
MEMBERS_LIMIT = 200
"""Members of one series, at most."""

_NEEDS: dict[ItemType, tuple[frozenset[RenditionName], str]] = {
    ItemType.PICTURE: (frozenset({RenditionName.PRINT, RenditionName.WEB}), "print, web"),
    ItemType.VIDEO: (frozenset({RenditionName.SD, RenditionName.WEB}), "sd, web"),
    ItemType.FILE: (frozenset({RenditionName.ORIGINAL}), "original"),
}
_GRAPHIC_FILES = frozenset({RenditionName.AI, RenditionName.EPS, RenditionName.PDF, RenditionName.RASTER})


def media_faults(version: Dispatch) -> list[Fault]:
    """Everything that keeps a version's media part from release; of a text, that it has one."""
    media = version.media
    if version.type is ItemType.TEXT:
        return [] if media is None else [Fault("type", "A text has no media part.")]
    if media is None:
        return [Fault("media", worded("Give this (%(kind)s) its media part.", kind=KIND_WORDS[version.type]))]
    if version.type in MEMBER_OF:
        return _series(media)
    return [
        *_rights_and_words(version.type, media),
        *_renditions(version.type, media),
        *_place(version, media),
    ]


def _series(media: Media) -> list[Fault]:
    found: list[Fault] = []
    if not media.members:
        found.append(Fault("members", "A series has one member or more."))
    if len(media.members) > MEMBERS_LIMIT:
        found.append(
            Fault("members", worded("A series has %(most)s members at most; make two.", most=MEMBERS_LIMIT))
        )
    if media.renditions:
        found.append(Fault("renditions", "A series has no file of its own; its members have."))
    return found


def _rights_and_words(kind: ItemType, media: Media) -> list[Fault]:
    found: list[Fault] = []
    if not media.caption.strip():
        found.append(Fault("caption", "Write a caption."))
    if len(media.caption) > CAPTION_CHARACTERS:
        found.append(
            Fault("caption", worded("Shorten the caption to %(most)s characters.", most=CAPTION_CHARACTERS))
        )
    if kind is not ItemType.FILE and not (media.alt_text or "").strip():
        found.append(Fault("alt_text", "Say in a sentence what is seen, for those who do not see it."))
    if len(media.alt_text or "") > ALT_TEXT_CHARACTERS:
        found.append(
            Fault(
                "alt_text", worded("Shorten the alt text to %(most)s characters.", most=ALT_TEXT_CHARACTERS)
            )
        )
    if not ((media.credit_line or "").strip() or (media.copyright or "").strip()):
        found.append(Fault("credit_line", "Say whose it is: a credit line, a copyright, or both."))
    return found


def _renditions(kind: ItemType, media: Media) -> list[Fault]:
    has = frozenset(rendition.name for rendition in media.renditions)
    if kind is ItemType.GRAPH:
        return [] if has & _GRAPHIC_FILES else [Fault("renditions", "A graphic has ai, eps, pdf or raster.")]
    needs, words = _NEEDS[kind]
    return (
        []
        if needs <= has
        else [
            Fault(
                "renditions",
                worded(
                    "It lacks files that its kind (%(kind)s) has: %(words)s.",
                    kind=KIND_WORDS[kind],
                    words=words,
                ),
            )
        ]
    )


def _place(version: Dispatch, media: Media) -> list[Fault]:
    if version.type is ItemType.FILE:
        return [] if media.series is None else [Fault("series", "A file is in no series.")]
    if media.series is None or f":{SERIES_OF[version.type].value}:" not in media.series or media.number < 1:
        return [
            Fault(
                "series",
                worded(
                    "This (%(kind)s) goes out in a series: use `newsflow series-release`.",
                    kind=KIND_WORDS[version.type],
                ),
            )
        ]
    return []
