"""What goes out with a series, or as a file, for whoever releases or approves it: each picture with all its words."""

from dataclasses import dataclass, replace

from newsflow.db.query import Connection
from newsflow.desk.items.media import media_facts
from newsflow.desk.media.lines import PLACE
from newsflow.desk.visit import Visit
from newsflow.domain.agency import Agency
from newsflow.domain.codes import Action
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.errors import BadInputError, ConflictError, NotFoundError
from newsflow.domain.fault import Fault
from newsflow.domain.media import MEMBER_OF, Rendition
from newsflow.domain.release import faults
from newsflow.domain.text import direction
from newsflow.domain.worded import listed, worded
from newsflow.media.pictured import LARGE, pictured
from newsflow.newsroom.rows import Draft
from newsflow.newsroom.series_drafts import Whole, assets_in, kept, proposed
from newsflow.web.within.views import Sheet, for_subscribers


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberView:
    """One item that goes out with the series."""

    number: int
    language: str
    direction: str
    headline: str
    picture: str
    """Where it is seen; "" where there is no picture of it."""
    alt: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AsItGoes:
    """A draft as it would go out now, with its members, and what keeps them back."""

    version: Dispatch
    members: tuple[Dispatch, ...] = ()
    missing: tuple[Fault, ...] = ()


async def as_it_goes(db: Connection, draft: Draft, agency: Agency, visit: Visit) -> AsItGoes:
    """The version with what its files give it; a file that is not ready is told as what is missing."""
    content, action = draft.dispatch(), Action(draft.action)
    try:
        version, members = await proposed(db, content)
    except (BadInputError, ConflictError, NotFoundError) as error:
        return AsItGoes(
            version=content, missing=(Fault("media", listed((error.what, error.which, error.what_now), " ")),)
        )
    found = [
        Fault(
            "media",
            worded("%(number)s: %(words)s", number=number, words=fault.words),
        )
        for number, one in enumerate(members, start=1)
        for fault in faults(one, Action.NEW, agency, visit.now)
    ]
    missing = (*faults(version, action, agency, visit.now), *found)
    return AsItGoes(version=version, members=members, missing=missing)


def sheet_of(version: Dispatch, agency: Agency) -> Sheet:
    """The version as subscribers see it; a series with its caption, where a text has its deck."""
    if version.type in MEMBER_OF and version.media is not None:
        version = replace(version, deck=version.deck or version.media.caption)
    return for_subscribers(version, agency)


def proposed_views(visit: Visit, draft: Draft, goes: AsItGoes) -> tuple[MemberView, ...]:
    """The members of a draft that is not sealed yet, each with its file's picture."""
    wanted = assets_in(draft.dispatch())
    shown = [_without_id(one) for one in goes.members] or ([goes.version] if wanted else [])
    places = [f"{PLACE}/{one}/thumb" for one in wanted]
    return tuple(_view(visit, *each) for each in zip(range(1, len(shown) + 1), shown, places, strict=False))


def _without_id(member: Dispatch) -> Dispatch:
    """The member without its series' id, which it has from its release on."""
    return replace(member, media=replace(member.media, series=None)) if member.media else member


def sealed_views(
    visit: Visit, request: str, whole: Whole | None, version: Dispatch
) -> tuple[MemberView, ...]:
    """The members as they were sealed, or a file that goes out by itself."""
    alone = () if version.media is None or version.type in MEMBER_OF else (version,)
    shown = alone if whole is None else tuple(part.version for part in whole.members)
    place = f"/desk/approvals/{request}/member"
    return tuple(
        _view(visit, number, one, f"{place}?number={number}") for number, one in enumerate(shown, start=1)
    )


def _view(visit: Visit, number: int, version: Dispatch, place: str) -> MemberView:
    media = version.media
    return MemberView(
        number=number,
        language=version.language,
        direction=direction(version.language),
        headline=version.headline,
        picture=place if pictured(media.renditions if media else ()) else "",
        alt=(media.alt_text or "") if media else "",
        facts=media_facts(visit, version),
    )


async def sealed_picture(db: Connection, draft: int, version: Dispatch, number: str) -> Rendition:
    """The picture of a member as it was sealed. Raises NotFoundError."""
    whole = await kept(db, draft)
    shown = [version] if whole is None else [part.version for part in whole.members]
    one = dict(zip(map(str, range(1, len(shown) + 1)), shown, strict=True)).get(number)
    found = pictured(one.media.renditions, LARGE) if one is not None and one.media is not None else None
    if found is None:
        raise NotFoundError("There is no such picture.", f"“{number[:20]}”.", "Look at the request.")
    return found
