"""Golden documents of media and series, and of everything in NewsML 1.2. `python -m tests.has.goldens_media` writes them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from newsflow.domain.codes import Action
from newsflow.domain.dispatch import Restriction
from newsflow.domain.guid import Guid
from newsflow.domain.notice import stopped
from newsflow.has.newsml12 import newsml12, series12
from newsflow.has.newsml29 import newsml29, series29
from newsflow.matching.sizes import formats, handed
from tests.has import copy
from tests.has.agency import an_agency
from tests.has.goldens import a_sheet, an_event, sheets

if TYPE_CHECKING:
    from newsflow.domain.dispatch import Dispatch
    from newsflow.has.sheet import Sheet

MEDIA = Path(__file__).parents[1] / "golden" / "has_media"
NEWSML12 = Path(__file__).parents[1] / "golden" / "has_newsml12"
SERIES = "nf:picturegroup:20260302:50"


def a_media_sheet(
    content: Dispatch, number: int, series: str | None = SERIES, *, action: Action = Action.NEW
) -> Sheet:
    """The sheet of a media item with all its files, under a guid of its own type."""
    sheet = a_sheet(content, action=action, version=1 if action is Action.NEW else 2)
    header = replace(sheet.entry.header, guid=Guid(f"nf:{content.type.value}:20260302:{number}"))
    may = frozenset(formats(content.type))
    return replace(
        sheet,
        entry=replace(sheet.entry, header=header),
        series=series,
        renditions=() if sheet.stopped else handed(content, may),
    )


def media_sheets() -> dict[str, Sheet]:
    """Each media item's sheet, by name."""
    restricted = (Restriction(words="Yalnız Türkiye'de yayımlanabilir."),)
    video = copy.a_video(restrictions=restricted)
    killed = stopped(copy.a_picture(), an_event(Action.KILL), an_agency())
    return {
        "picture": a_media_sheet(copy.a_picture(), 51),
        "video": a_media_sheet(video, 52, "nf:videogroup:20260302:60"),
        "graphic": a_media_sheet(copy.a_graphic(), 53, "nf:graphgroup:20260302:61"),
        "file": a_media_sheet(copy.a_file(), 54, None),
        "picture_killed": a_media_sheet(killed, 55, action=Action.KILL),
    }


def series_sheets() -> tuple[Sheet, tuple[Sheet, ...]]:
    """A series of a picture, one that was killed, and another."""
    held = media_sheets()
    about = a_media_sheet(copy.a_picture(headline="Körfezde vapur"), 50, None)
    other = a_media_sheet(copy.a_picture(headline="Rıhtım, sonra"), 56)
    return about, (held["picture"], held["picture_killed"], other)


def media29() -> dict[str, bytes]:
    """The newsml29 of each media item, and of a series."""
    return {name: newsml29(sheet) for name, sheet in media_sheets().items()} | {
        "series": series29(*series_sheets())
    }


def all12() -> dict[str, bytes]:
    """The newsml12 of everything."""
    of_all = {name: newsml12(sheet) for name, sheet in (sheets() | media_sheets()).items()}
    return of_all | {"series": series12(*series_sheets())}


if __name__ == "__main__":
    for folder, documents in ((MEDIA, media29()), (NEWSML12, all12())):
        folder.mkdir(parents=True, exist_ok=True)
        for name, document in documents.items():
            (folder / f"{name}.xml").write_bytes(document)
