"""An embargo moved: an update of the item under another hour. `stop.lift` ends one now."""

from dataclasses import replace
from datetime import datetime

from newsflow.accounts import audit
from newsflow.accounts.hand import Hand
from newsflow.db.query import Connection
from newsflow.domain.clock import Clock, rfc3339
from newsflow.domain.codes import Action
from newsflow.domain.entry import STOPS, Header, check_may_follow
from newsflow.domain.errors import BadInputError, ConflictError
from newsflow.newsroom.item_lock import lock
from newsflow.newsroom.stop import check_may_release, live_version, signed, word_of
from newsflow.wire.append import ToAppend, append, seal
from newsflow.wire.read import series as members_of


async def move_embargo(db: Connection, clock: Clock, guid: str, hand: Hand, *, to: datetime) -> list[Header]:
    """Put an item's embargo at another hour, its members' with it; gives the headers. Commit right after.

    Raises ConflictError when it is under none, BadInputError for an hour that is past: that would be a lift.
    """
    now = clock()
    before = await lock(db, guid)
    await check_may_release(db, before, hand, now)
    check_may_follow(Action(before.action), Action.UPDATE, guid, embargoed=before.embargoed)
    if not before.embargoed or before.action in STOPS:
        raise ConflictError("There is no embargo to move.", guid, "Look at the item.")
    if to <= now:
        raise BadInputError("This hour is past.", rfc3339(to), "Give a later one, or lift the embargo.")
    entries: list[ToAppend] = []
    for item in (before, *[await lock(db, member.guid) for member in await members_of(db, guid)]):
        if not item.embargoed or item.headline is None or item.action in STOPS:
            continue
        sealed = seal(replace(await live_version(db, item.guid), embargo=to, correction=None))
        entries.append(
            ToAppend(
                guid=item.guid,
                version=item.version + 1,
                action=Action.UPDATE,
                content=sealed,
                approvals=(signed(word_of(hand), sealed),),
                not_before=to,
            )
        )
    await audit.note(db, hand, "move_embargo", f"item:{guid}", at=now, to=rfc3339(to))
    return await append(db, clock, entries)
