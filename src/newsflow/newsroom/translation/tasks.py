"""What a change of an original leaves to do: its desk corrects the translation, kills it, or lets it stand."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.accounts import audit
from newsflow.accounts.hand import Hand
from newsflow.accounts.people import Act, authorise
from newsflow.db.query import Connection, query, row, rows, run
from newsflow.domain.errors import BadInputError, NotFoundError
from newsflow.domain.guid import Guid
from newsflow.domain.worded import worded
from newsflow.newsroom.proof import check_person

TASKS_LIMIT = 500
HOW_CHARACTERS = 500


@dataclass(frozen=True, slots=True)
class Task:
    """A released translation whose original was changed or stopped, and nobody has decided yet."""

    id: int
    guid: Guid
    language: str
    section: str
    slug: str
    headline: str | None
    urgency: int
    original: Guid
    original_version: int
    action: str
    """What happened to the original."""
    raised_at: datetime
    translated_version: int | None
    """The original's version that the translation was made from."""


_OPEN = query("newsroom/translation.open_tasks", Task)
_TASK = query("newsroom/translation.task", Task)
_FINISH = query("newsroom/translation.finish_task")
_FINISH_OF = query("newsroom/translation.finish_tasks_of")
_RAISE = query("newsroom/translation.raise_task")


async def raise_task(
    db: Connection, guid: Guid, now: datetime, *, original: str, version: int, action: str
) -> None:
    """Put down that the original of a released translation changed; one task stands for all changes since."""
    about = {"guid": guid, "original": original, "version": version, "action": action}
    await run(db, _RAISE, {**about, "now": now})


async def open_tasks(db: Connection, languages: tuple[str, ...] = ()) -> list[Task]:
    """What waits to be decided, stops first, then the oldest. An empty tuple means all languages."""
    return await rows(db, _OPEN, {"languages": list(languages), "limit": TASKS_LIMIT})


async def finish(db: Connection, task: int, hand: Hand, now: datetime, *, how: str) -> None:
    """Say that the translation may stand, and why. Raises NotFoundError, NotAllowedError."""
    check_person(hand)
    found = await row(db, _TASK, {"id": task})
    if found is None:
        raise NotFoundError("No such task, or it is done.", str(task), "See what waits.")
    authorise(hand.person, Act.RELEASE, language=found.language, section=found.section)
    if not how.strip() or len(how) > HOW_CHARACTERS:
        raise BadInputError(
            "A task ends with a word.",
            worded("%(count)s characters.", count=len(how)),
            worded("Say why in 1 to %(most)s.", most=HOW_CHARACTERS),
        )
    await run(db, _FINISH, {"id": task, "by": hand.person.id, "now": now, "how": how.strip()})
    await audit.note(db, hand, "translation_stands", f"item:{found.guid}", at=now, original=found.original)


async def finish_of(
    db: Connection, guid: str, now: datetime, *, by: str, how: str, version: int | None
) -> None:
    """End the tasks of a translation that has been stopped, or brought up to its original's `version`."""
    await run(db, _FINISH_OF, {"guid": guid, "by": by, "now": now, "how": how, "version": version})
