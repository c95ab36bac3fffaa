"""The golden documents of every format: what each is made of. `python -m tests.formats.goldens` writes them anew, to be
looked at; names of formats after it write those alone.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from newsflow.domain.codes import (
    Action,
    CreditRole,
    DateKind,
    Form,
    ItemType,
    Precision,
    ReasonClass,
    ReplyKind,
    Zone,
)
from newsflow.domain.dispatch import (
    Answers,
    Credit,
    Dispatch,
    Restriction,
    SourceDate,
    TranslatedFrom,
)
from newsflow.domain.entry import Header
from newsflow.domain.guid import Guid, Seq
from newsflow.domain.media import AiUse, RenditionName
from newsflow.domain.notice import Event, notice, stopped
from newsflow.formats.choices import DEFAULTS, Choices, G2Body
from newsflow.formats.names import ABOUT, Format
from newsflow.formats.sheet import NO_LINKS, File, Link, Links, Relation, Sheet, sheet_of
from newsflow.formats.writers import WRITERS, document
from tests.formats.items import Made
from tests.harness import MORNING
from tests.has import copy
from tests.has.agency import an_agency

FOLDER = Path(__file__).parents[1] / "golden" / "formats"
GUID = Guid("nf:text:20260302:41")
PICTURE = Guid("nf:picture:20260302:7")
LATER = MORNING + timedelta(hours=3)


def a_sheet(
    content: Dispatch, *, action: Action = Action.NEW, version: int = 1, guid: Guid = GUID, held: bool = False
) -> Sheet:
    """The sheet of an entry ten minutes after its item's first; `held` is under embargo until noon."""
    header = Header(
        wire="nf", epoch=1, seq=Seq(41), at=MORNING + timedelta(minutes=10, milliseconds=999), guid=guid,
        version=version, action=action, not_before=LATER if held else None, content_digest=b"",
        approvals_digest=b"",
    )  # fmt: skip
    content = replace(content, embargo=LATER) if held else content
    return sheet_of(header, content, an_agency(), MORNING if version > 1 else header.at)


def an_event(action: Action) -> Event:
    """What happened to the item at its second version."""
    return Event(guid=GUID, version=2, action=action, first_at=MORNING, reason_class=ReasonClass.FALSE)


def whole() -> Dispatch:
    """A French translation that has everything a dispatch may have."""
    return replace(
        copy.french(),
        story="st-41",
        topics=("medtop:15000000", "medtop:20000337"),
        label="2e lead",
        whats_new="AJOUTE la réaction du port.",
        credits=(*copy.french().credits, Credit(name="Lena Muster", role=CreditRole.CONTRIBUTOR)),
        translated_from=TranslatedFrom(
            language="ar", item="nf:text:20260302:12", version=2, agency="Lodos", translator="Noé Exemple",
            machine_aided=True, words="Selon Lodos",
        ),
        restrictions=(
            Restriction(words="Pas d'archive."),
            Restriction(
                words="En Suisse seulement, sur le web, avant lundi midi.", territories=("CH",), media=("web",), ends=LATER,
                subscribers_out=("gazette",), mandatory_credit=True,
            ),
        ),
        source_dates=(
            SourceDate(kind=DateKind.FIRST, value="2026-03-01", precision=Precision.DAY, zone=Zone.NONE, text="1er mars"),
        ),
        replaces=("nf:text:20260302:40",),
        answers=Answers(item="nf:text:20260302:5", version=1, kind=ReplyKind.REPLY),
    )  # fmt: skip


def a_picture() -> Dispatch:
    """A picture of a series, with all that is said of one."""
    content = copy.a_picture(
        media={
            "extended_description": "Rıhtımda el sallayanlar var; vapurun bacasından duman çıkmıyor.",
            "series": "nf:picturegroup:20260302:9",
            "taken_at": "2026-03-02T07:15:30.25+03:00",
            "file_name": "vapur 1.jpg",
        }
    )
    return replace(content, restrictions=(Restriction(words="Satılamaz."),))


def files(sheet: Sheet) -> tuple[File, ...]:
    """Every file of the sheet with its address."""
    made = () if sheet.media is None else sheet.media.renditions
    return tuple(
        File(rendition=one, address=f"https://wire.example/{sheet.header.guid}/{one.name.value}?a=1&b=2")
        for one in made
    )


def a_link(
    relation: Relation, guid: str, title: str, *, version: int = 1, sheet: Sheet | None = None
) -> Link:
    """A link of the golden documents."""
    return Link(
        guid=guid, version=version, type=ItemType(guid.split(":")[1]), relation=relation, title=title, language="tr",
        at=MORNING, address=f"https://wire.example/items/{guid}", sheet=sheet,
        files=() if sheet is None else files(sheet),
    )  # fmt: skip


def links() -> Links:
    """The original, a translation, what is replaced, a picture of the story whole."""
    return Links(
        items=(
            a_link(Relation.REPLACES, "nf:text:20260302:40", "Körfezde vapur <ilk>"),
            a_link(Relation.ORIGINAL, "nf:text:20260302:12", "استئناف رحلات العبّارات", version=2),
            a_link(Relation.TRANSLATION, "nf:text:20260302:44", "Ferries & quays"),
            a_link(Relation.STORY, PICTURE, "Körfezde ilk vapur", sheet=a_sheet(a_picture(), guid=PICTURE)),
        )
    )


def goldens() -> dict[str, Made]:
    """What each golden document is made of, by name."""
    agency = an_agency()
    story, picture = copy.a_dispatch(), a_sheet(a_picture(), guid=PICTURE)
    series = copy.a_picture(
        type=ItemType.PICTURE_GROUP, headline="Vapur döndü",
        media={"renditions": (), "members": (PICTURE,), "ai_use": AiUse.UNSPECIFIED},
    )  # fmt: skip
    told = notice(story, an_event(Action.KILL), agency)
    kill = a_sheet(stopped(copy.french(), an_event(Action.KILL), agency), action=Action.KILL, version=2)
    of = a_link(Relation.NOTICE_OF, GUID, "İPTAL: vapur-seferleri", version=2)
    member = a_link(Relation.MEMBER, PICTURE, "Körfezde ilk vapur", sheet=picture)
    return {
        "story_tr": Made(a_sheet(story), NO_LINKS),
        "whole_fr": Made(a_sheet(whole(), action=Action.UPDATE, version=3), links()),
        "urgent_ar": Made(a_sheet(copy.arabic()), NO_LINKS),
        "sport_ru": Made(a_sheet(copy.russian()), NO_LINKS),
        "emoji_fa": Made(a_sheet(copy.persian()), NO_LINKS),
        "flash_tr": Made(a_sheet(copy.flash()), NO_LINKS),
        "correction_tr": Made(
            a_sheet(copy.a_dispatch(correction="Sefer saati 9 değil 10."), action=Action.CORRECT, version=2), NO_LINKS
        ),
        "kill_fr": Made(kill, NO_LINKS),
        "hold_ar": Made(
            a_sheet(stopped(copy.arabic(), an_event(Action.HOLD), agency), action=Action.HOLD, version=2), NO_LINKS
        ),
        "notice_of_kill_tr": Made(a_sheet(told, guid=Guid("nf:text:20260302:42")), Links(items=(of,))),
        "advisory_tr": Made(a_sheet(copy.a_dispatch(form=Form.ADVISORY, headline="Günün haber planı")), NO_LINKS),
        "embargoed_fr": Made(a_sheet(copy.french(), held=True), NO_LINKS),
        "picture": Made(picture, Links(files=files(picture))),
        "series": Made(a_sheet(series, guid=Guid("nf:picturegroup:20260302:9")), Links(items=(member,))),
    }  # fmt: skip


PLAIN = {"whole_fr_plain": Choices(plain_paragraphs=True)}
BODIES = {
    "whole_fr_xhtml": Choices(g2_body=G2Body.XHTML),
    "whole_fr_inline_data": Choices(g2_body=G2Body.INLINE_DATA, plain_paragraphs=True),
}
"""The same made with other choices, by the name of the file; the bodies are NewsML-G2's own choice."""
XML = frozenset({Format.NEWSML_G2, Format.NITF, Format.NEWSML_1})
"""Formats in which every type of media is a golden document, since files stand in elements of their own."""


def more() -> dict[str, Made]:
    """A video, a graphic with pages and pixels, a file; a series that was killed; a lift."""
    agency = an_agency()
    made = {
        name: a_sheet(content, guid=Guid(f"nf:{content.type.value}:20260302:{number}"))
        for number, (name, content) in enumerate(
            {"video": a_video(), "graphic": copy.a_graphic(), "file": copy.a_file()}.items(), start=51
        )
    }
    group = Guid("nf:picturegroup:20260302:9")
    about = copy.a_picture(type=ItemType.PICTURE_GROUP, headline="Vapur döndü")
    killed = a_sheet(stopped(about, an_event(Action.KILL), agency), action=Action.KILL, version=2, guid=group)
    lift = a_sheet(copy.french(), action=Action.LIFT, version=2, held=True)
    return {name: Made(sheet, Links(files=files(sheet))) for name, sheet in made.items()} | {
        "series_killed": Made(killed, NO_LINKS),
        "lift_fr": Made(lift, NO_LINKS),
    }


def a_video() -> Dispatch:
    """A video in two sizes with a still, subtitles and its length, under embargo for nobody."""
    sizes = (RenditionName.SD, RenditionName.WEB)
    films = [copy.rendition(name.value, name.value.encode(), "video/mp4") for name in sizes]
    timed = [replace(film, duration_ms=61_040) for film in films]
    said = replace(
        copy.rendition(RenditionName.SUBTITLES.value, b"WEBVTT", "text/vtt"), width=None, height=None
    )
    return copy.a_video(*timed, copy.rendition(RenditionName.POSTER.value, b"still", "image/jpeg"), said)


def documents(form: Format) -> dict[str, bytes]:
    """Each golden document of a format, by the name of its file."""
    made = goldens() | (more() if form in XML else {})
    ending = ABOUT[form].ending
    written = {f"{name}.{ending}": document(form, *one, DEFAULTS) for name, one in made.items()}
    for name, choices in (PLAIN | (BODIES if form is Format.NEWSML_G2 else {})).items():
        written[f"{name}.{ending}"] = document(form, *made["whole_fr"], choices)
    return written


if __name__ == "__main__":
    for wanted in map(Format, sys.argv[1:] or WRITERS):
        folder = FOLDER / wanted.value
        folder.mkdir(parents=True, exist_ok=True)
        for file, body in documents(wanted).items():
            (folder / file).write_bytes(body)
