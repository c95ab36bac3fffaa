"""What a decision touches, as its page shows it: each place, what goes, what lies near and stays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from newsflow.db.query import Connection, query, row
from newsflow.desk.legal.words import DOES, ERASED, FIELDS, OTHER_FIELD, VERDICTS
from newsflow.desk.visit import PREFIX, Visit
from newsflow.domain.redaction import Spot
from newsflow.domain.text import direction
from newsflow.newsroom.legal.plans import Plan
from newsflow.newsroom.legal.redacting import Cut
from newsflow.web.say import tongue
from newsflow.wire.read import item


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalItem:
    """An item as a line: its page, its headline in its own language."""

    address: str
    guid: str
    headline: str
    language: str
    direction: str
    draft: int | None
    """What is being written of it now."""


@dataclass(frozen=True, slots=True)
class NextDraft:
    """A draft of an item's next version."""

    draft: int


_NEXT_DRAFT = query("desk.next_draft", NextDraft)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place of a text: what goes, what comes, and the words around it."""

    field: str
    number: int
    """The paragraph; 0 where there is only one of the field."""
    before: str
    taken: str
    put: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CutView:
    """What redacting one item changes."""

    item: LegalItem
    places: tuple[Place, ...]
    doubtful: tuple[Place, ...]
    older: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """A draft that holds the words, too."""

    address: str
    number: int
    is_dropped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """All that a decision touches."""

    title: str
    does: str
    cuts: tuple[CutView, ...]
    untouched: tuple[LegalItem, ...]
    killed: tuple[LegalItem, ...]
    updates: tuple[LegalItem, ...]
    erased: int
    """How many versions are erased."""
    files: int
    kept: int
    """How many files stay, since another item shows them."""
    drafts: int
    lines: int
    others: tuple[LegalItem, ...]
    other_drafts: tuple[DraftLine, ...]
    names: tuple[str, ...]
    """What goes from the names list, each in all its spellings."""
    near: tuple[LegalItem, ...]
    digest: str


async def plan_view(db: Connection, visit: Visit, plan: Plan) -> PlanView:
    """The plan for its page."""
    say, fall = tongue(visit.language).say, plan.fall
    return PlanView(
        title=say(VERDICTS[plan.verdict]),
        does=say(DOES[plan.verdict]),
        cuts=tuple([await _cut(db, visit, cut) for cut in plan.cuts]),
        untouched=await items_of(db, visit, plan.untouched),
        killed=() if fall is None else await items_of(db, visit, [one.guid for one in fall.killed]),
        updates=await items_of(db, visit, plan.updates),
        erased=len(plan.targets),
        files=0 if fall is None else len(fall.reach.files),
        kept=0 if fall is None else len(fall.reach.kept),
        drafts=plan.beside.drafts,
        lines=plan.beside.lines,
        others=await items_of(db, visit, plan.others.items),
        other_drafts=tuple(
            DraftLine(
                address=f"{PREFIX}/drafts/{draft.id}",
                number=draft.id,
                is_dropped=draft.state == "dropped",
            )
            for draft in plan.others.drafts
        ),
        names=tuple(name.text for name in plan.others.names),
        near=() if fall is None else await items_of(db, visit, [one.guid for one in fall.reach.near]),
        digest=plan.digest_hex,
    )


async def items_of(db: Connection, visit: Visit, guids: Iterable[str]) -> tuple[LegalItem, ...]:
    """The items as lines."""
    return tuple([await _item(db, visit, guid) for guid in guids])


async def _item(db: Connection, visit: Visit, guid: str) -> LegalItem:
    found, written = await item(db, guid), await row(db, _NEXT_DRAFT, {"guid": guid})
    return LegalItem(
        address=f"{PREFIX}/items/{quote(guid, safe=':')}",
        guid=guid,
        headline=found.headline or tongue(visit.language).say(ERASED),
        language=found.language if found.headline else visit.language,
        direction=direction(found.language if found.headline else visit.language),
        draft=None if written is None else written.draft,
    )


async def _cut(db: Connection, visit: Visit, cut: Cut) -> CutView:
    return CutView(
        item=await _item(db, visit, cut.item.guid),
        places=_places(visit, cut.redaction.spots),
        doubtful=_places(visit, cut.doubtful),
        older=len(cut.older),
        version=cut.item.version + 1,
    )


def _places(visit: Visit, spots: Sequence[Spot]) -> tuple[Place, ...]:
    say = tongue(visit.language).say
    return tuple(
        Place(
            field=say(FIELDS.get(spot.field, OTHER_FIELD)),
            number=spot.number if spot.field == "body" else 0,
            before=spot.before,
            taken=spot.taken,
            put=spot.put,
            after=spot.after,
        )
        for spot in spots
    )
