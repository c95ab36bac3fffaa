"""What a release of a translation, or of an original, asks and puts down, in the release's own transaction."""

from dataclasses import dataclass, replace
from datetime import datetime

from newsflow.db.query import Connection, query, row, run
from newsflow.domain.agency import Agency
from newsflow.domain.codes import Action
from newsflow.domain.dispatch import Dispatch, TranslatedFrom
from newsflow.domain.errors import ConflictError
from newsflow.domain.guid import Guid
from newsflow.domain.worded import worded
from newsflow.newsroom.rows import Draft
from newsflow.newsroom.translation.machine_marks import check_machine, marks_of
from newsflow.newsroom.translation.orders import Holds, order_by_rule, order_of_draft, original_out
from newsflow.newsroom.translation.tasks import finish_of


@dataclass(frozen=True, slots=True)
class Touches:
    """What the translation desk has to do with a draft."""

    is_translation: bool
    """It was ordered, or a machine wrote a part of it."""
    is_ordered: bool
    """Translations of it were ordered before it was out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """What a release is to put down of the translation desk's."""

    touches: Touches
    share: int
    """The share of machine text, per cent."""


_TOUCHES = query("newsroom/translation.touches", Touches)
_RELEASED = query("newsroom/translation.order_released")


async def origin_of(db: Connection, draft: int, version: Dispatch) -> TranslatedFrom | None:
    """Where a draft's translation comes from, completed: the item of an original that was a draft, a machine's help."""
    source = version.translated_from
    if source is None:
        return None
    if source.item is None:
        order = await order_of_draft(db, draft)
        if order is not None and order.original is not None:
            source = replace(source, item=order.original, version=1)
    if not source.machine_aided and await marks_of(db, draft):
        source = replace(source, machine_aided=True)
    return source


async def check_may_go(db: Connection, draft: Draft, version: Dispatch) -> Going:
    """What is to be put down. Raises ChecksError for what nobody accepted, ConflictError for what is held.

    The draft is locked already: nobody orders a translation of it meanwhile.
    """
    touches = await row(db, _TOUCHES, {"draft": draft.id})
    assert touches is not None
    if not touches.is_translation:
        return Going(touches=touches, share=0)
    order = await order_of_draft(db, draft.id)
    if order is not None and order.holds != Holds.NO and order.original is None:
        raise ConflictError(
            "This translation is held until its original is out.",
            worded(
                "Draft %(draft)s waits for draft %(original_draft)s.",
                draft=draft.id,
                original_draft=order.original_draft,
            ),
            "Say that it is ready; or take the order back.",
        )
    return Going(touches=touches, share=await check_machine(db, draft.id, version))


async def put_down(
    db: Connection,
    agency: Agency,
    draft: Draft,
    *,
    version: Dispatch,
    guid: Guid,
    now: datetime,
    by: str,
    going: Going,
) -> None:
    """Close what a release closes: its order, its tasks; and open what it opens: orders by rule, those of its draft."""
    if going.touches.is_translation:
        await run(db, _RELEASED, {"draft": draft.id, "guid": guid, "now": now, "share": going.share})
    source = version.translated_from
    if source is not None and source.item is not None and source.version is not None:
        await finish_of(db, guid, now, by=by, how="translated", version=source.version)
    if draft.action == Action.NEW:
        if going.touches.is_ordered:
            await original_out(db, draft.id, guid)
        await order_by_rule(db, agency, version, guid, by=by, now=now)
