"""Saves: every version of a draft that somebody saved is kept, and nobody's words are written over unseen.

What was saved while one typed is thinned after a while (thinning.py): what anything hangs on stays.
"""

from datetime import datetime

from newsflow.accounts.hand import Hand
from newsflow.accounts.people import Act, authorise
from newsflow.db.query import Connection, row, rows, run
from newsflow.domain.content import canonical, read
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.errors import ConflictError, GoneError, NotFoundError
from newsflow.domain.replies import check_stands_as_given
from newsflow.domain.worded import worded
from newsflow.newsroom.approvals.requests import withdraw_open
from newsflow.newsroom.drafts import columns, locked
from newsflow.newsroom.locks import hold
from newsflow.newsroom.rows import ADD_SAVE, CHANGE_DRAFT, MARK_BY_HAND, SAVED, SAVES, Draft, Save

SAVES_LIMIT = 10_000


async def save(
    db: Connection,
    draft: int,
    content: Dispatch,
    hand: Hand,
    now: datetime,
    *,
    base_save: int,
    sitting: str,
    by_hand: bool = False,
) -> int:
    """Keep a new version of the draft; gives its number. The same words again are no new version.

    `base_save` is the save that the writer's words were made from. Raises ConflictError when another sitting has the
    lock, or when somebody saved since; both say who. Saved by hand, words that were saved while typing become a version
    that stays. A request for a second look, or a schedule, is withdrawn.
    """
    found = await locked(db, draft)
    authorise(hand.person, Act.WRITE, language=content.language, section=content.section)
    check_stands_as_given(found.dispatch(), content)
    await hold(db, found, hand, now, sitting=sitting)
    if base_save != found.save:
        await _refuse_older(db, found, base_save)
    body = canonical(content)
    if body in {found.content, await _last(db, found)}:
        if by_hand:
            await run(db, MARK_BY_HAND, {"draft": draft, "number": found.save})
        return found.save
    number = found.save + 1
    saved = {"draft": draft, "save": number, "content": body, "by": hand.person.id, "now": now}
    await run(db, ADD_SAVE, {**saved, "by_hand": by_hand})
    await run(db, CHANGE_DRAFT, {"id": draft, "save": number, "now": now, **columns(content)})
    await withdraw_open(db, draft, hand, now, why="The text was changed.")
    return number


async def _last(db: Connection, draft: Draft) -> bytes | None:
    """The words saved last. The draft's own content may hold a label besides, once it was scheduled."""
    found = await row(db, SAVED, {"draft": draft.id, "number": draft.save})
    return None if found is None else found.content


async def _refuse_older(db: Connection, draft: Draft, base_save: int) -> None:
    newer = next(iter(await rows(db, SAVES, {"draft": draft.id, "limit": 1})), None)
    who = (newer and (newer.name or newer.saved_by)) or "Somebody"
    raise ConflictError(
        "This draft was saved since.",
        worded(
            "%(who)s saved version %(save)s of draft %(draft)s; yours was made from version %(base_save)s.",
            who=who,
            save=draft.save,
            draft=draft.id,
            base_save=base_save,
        ),
        "Look at theirs, and bring yours into it.",
    )


async def saves_of(db: Connection, draft: int) -> list[Save]:
    """Every save of a draft, the newest first, without the words."""
    return await rows(db, SAVES, {"draft": draft, "limit": SAVES_LIMIT})


async def get_save(db: Connection, draft: int, number: int) -> Dispatch:
    """The words of one save. Raises NotFoundError, or GoneError when they were erased by order."""
    found = await row(db, SAVED, {"draft": draft, "number": number})
    if found is None:
        raise NotFoundError(
            "No such version.",
            worded("Draft %(draft)s has no version %(number)s.", draft=draft, number=number),
            "See its versions.",
        )
    if found.content is None:
        raise GoneError(
            "This version was erased by order.",
            worded("Draft %(draft)s, %(number)s.", draft=draft, number=number),
            "Nothing is left.",
        )
    return read(found.content)
