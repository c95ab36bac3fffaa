"""The golden documents: what each is made of. `python -m tests.has.goldens` writes them anew, to be looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from newsflow.domain.codes import Action, DateKind, Form, ItemType, Precision, ReasonClass, Zone
from newsflow.domain.dispatch import SourceDate
from newsflow.domain.entry import Entry, Header
from newsflow.domain.guid import Guid, Seq
from newsflow.domain.notice import Event, notice, stopped
from newsflow.has.newsml29 import newsml29
from newsflow.has.sheet import Link, Sheet
from tests.harness import MORNING
from tests.has import copy
from tests.has.agency import an_agency

if TYPE_CHECKING:
    from newsflow.domain.dispatch import Dispatch

FOLDER = Path(__file__).parents[1] / "golden" / "has"
GUID = Guid("nf:text:20260302:41")
SOURCE_DATES = (
    SourceDate(kind=DateKind.FIRST, value="2021-04-14", precision=Precision.DAY, zone=Zone.NONE, text="14.04.2021"),
    SourceDate(kind=DateKind.UPDATED, value="2021-04-15T08:30:00+03:00", precision=Precision.MINUTE,
               zone=Zone.ASSUMED, text="15.04.2021 08:30"),
)  # fmt: skip
LINKS = (
    Link("nf:picture:20260302:7", ItemType.PICTURE, "İskele & deniz"),
    Link("nf:text:20260302:3", ItemType.TEXT, "RECTIFICATIF: ferry-golfe"),
)


def a_sheet(
    content: Dispatch,
    *,
    action: Action = Action.NEW,
    version: int = 1,
    not_before: datetime | None = None,
    links: tuple[Link, ...] = (),
) -> Sheet:
    """The sheet of an entry with that content, ten minutes after its item's first."""
    header = Header(
        wire="nf", epoch=1, seq=Seq(41), at=MORNING + timedelta(minutes=10, milliseconds=999), guid=GUID,
        version=version, action=action, not_before=not_before, content_digest=b"", approvals_digest=b"",
    )  # fmt: skip
    first_at = MORNING if version > 1 else header.at
    return Sheet(
        entry=Entry(header=header, content=content), content=content, agency=an_agency(), first_at=first_at,
        links=links,
    )  # fmt: skip


def an_event(action: Action) -> Event:
    """What happened to the item at its second version."""
    return Event(
        guid=GUID, version=2, action=action, first_at=MORNING, reason_class=ReasonClass.FALSE,
        reason="Sefer saati 9 değil 10." if action is Action.CORRECT else "",
    )  # fmt: skip


def sheets() -> dict[str, Sheet]:
    """Each golden document's sheet, by name."""
    agency = an_agency()
    story = copy.a_dispatch()
    later = MORNING + timedelta(hours=3)
    return {
        "story_tr": a_sheet(story),
        "translation_fr": a_sheet(copy.french(), links=LINKS),
        "urgent_ar": a_sheet(copy.arabic()),
        "sport_ru": a_sheet(copy.russian()),
        "emoji_fa": a_sheet(copy.persian()),
        "flash_tr": a_sheet(copy.flash()),
        "update_fr": a_sheet(copy.french(), action=Action.UPDATE, version=2),
        "correction_tr": a_sheet(
            copy.a_dispatch(correction="Sefer saati 9 değil 10."), action=Action.CORRECT, version=2
        ),
        "kill_fr": a_sheet(
            stopped(copy.french(), an_event(Action.KILL), agency),
            action=Action.KILL,
            version=2,
            links=LINKS[1:],
        ),
        "hold_ar": a_sheet(
            stopped(copy.arabic(), an_event(Action.HOLD), agency), action=Action.HOLD, version=2
        ),
        "notice_of_kill_tr": a_sheet(notice(story, an_event(Action.KILL), agency)),
        "notice_of_correction_tr": a_sheet(notice(story, an_event(Action.CORRECT), agency)),
        "advisory_tr": a_sheet(copy.a_dispatch(form=Form.ADVISORY, headline="Günün haber planı")),
        "imported_fr": a_sheet(replace(copy.french(), source_dates=SOURCE_DATES)),
        "embargoed_fr": a_sheet(copy.french(), not_before=later),
    }


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, sheet in sheets().items():
        (FOLDER / f"{name}.xml").write_bytes(newsml29(sheet))
