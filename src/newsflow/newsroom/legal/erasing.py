"""One act for an order to erase: the words in the database, the files in the store, in this order of safety.

Everything happens in one transaction whose last step but the commit is the deletion of the files. A crash before the
commit leaves the texts and no order, so that the same order given again ends what was begun; a recorded order
therefore always means that its files are gone, and a backup that holds the order holds none of them.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsflow.db.query import Connection, query, row, run
from newsflow.domain.codes import Action
from newsflow.domain.entry import Entry, Header
from newsflow.domain.errors import BadInputError, ConflictError, NotFoundError
from newsflow.domain.item_words import ACTION_WORDS
from newsflow.domain.worded import worded
from newsflow.media import erase as erase_files
from newsflow.media.erasing import doomed
from newsflow.objects import ObjectStore
from newsflow.wire.erase import Order, other_users
from newsflow.wire.erase import erase as erase_words
from newsflow.wire.read import READ_LIMIT, item, numbered, series, story, versions
from newsflow.wire.rows import Item, Use

ENDED = frozenset({Action.KILL, Action.WITHDRAW})
"""An item must have come to this before its latest version is erased: whoever took it was told then. Notices need not."""


@dataclass(frozen=True, slots=True)
class WordsBeside:
    """How many drafts, and how many lines of the public site, hold words of the entries."""

    drafts: int
    lines: int


@dataclass(frozen=True, slots=True)
class Near:
    """An item that the order does not name, and what it is to one that it does."""

    guid: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """All that an order touches, and what lies near and stays."""

    entries: tuple[Header, ...]
    files: tuple[str, ...]
    """The digests of what is deleted: renditions, and all else of their assets."""
    kept: tuple[Use, ...]
    """Files that stay, since an entry which the order does not name still shows them."""
    beside: WordsBeside
    near: tuple[Near, ...]

    @property
    def targets(self) -> tuple[int, ...]:
        """The entries' numbers, as the order names them."""
        return tuple(header.seq for header in self.entries)


@dataclass(frozen=True, slots=True)
class Done:
    """The order's number, and the digests of what was deleted now."""

    number: int
    files: tuple[str, ...]


_WORDS_BESIDE = query("newsroom/legal.words_beside", row=WordsBeside)
_FORGET_STORIES = query("newsroom/legal.forget_stories")


async def reach(db: Connection, guids: Sequence[str], wanted: Collection[int] = ()) -> Reach:
    """What an order for these items touches: all their versions, or those `wanted`. Changes nothing.

    Raises ConflictError for an item whose latest version still stands: it is killed or withdrawn first.
    """
    items = [await item(db, guid) for guid in guids]
    entries = [entry for each in items for entry in await _chosen(db, each, wanted)]
    if len(entries) > READ_LIMIT:
        raise BadInputError(
            worded("An order names at most %(most)s entries.", most=READ_LIMIT),
            f"{len(entries)}.",
            "Give several orders.",
        )
    targets = tuple(entry.header.seq for entry in entries)
    going, kept = await files_of(db, targets, entries)
    return Reach(
        entries=tuple(entry.header for entry in entries),
        files=going,
        kept=tuple(kept),
        beside=await words_beside(db, targets),
        near=tuple([near for each in items for near in await near_of(db, each) if near.guid not in guids]),
    )


async def carry_out(db: Connection, store: ObjectStore, order: Order, now: datetime) -> Done:
    """Carry an order out everywhere and record it; the caller commits. ObjectStoreError leaves all as it was."""
    entries = await numbered(db, order.targets)
    digests = set(digests_of(entries))
    kept = frozenset(use.sha256 for use in await other_users(db, order.targets, digests))
    number = await erase_words(db, order, now)
    await run(db, _FORGET_STORIES, {"targets": list(order.targets), "now": now})
    return Done(number, await erase_files(db, store, digests, now, keeping=kept))


async def words_beside(db: Connection, targets: Sequence[int]) -> WordsBeside:
    """What the house keeps of these entries besides the wire."""
    found = await row(db, _WORDS_BESIDE, {"targets": list(targets)})
    assert found is not None
    return found


async def _chosen(db: Connection, found: Item, wanted: Collection[int]) -> list[Entry]:
    entries = await versions(db, found.guid)
    if unknown := set(wanted) - {entry.header.version for entry in entries}:
        raise NotFoundError(
            "The item has no such version.",
            worded(
                "%(guid)s, version %(list)s.",
                guid=found.guid,
                list=", ".join(str(version) for version in sorted(unknown)),
            ),
            "See `newsflow show`.",
        )
    chosen = [entry for entry in reversed(entries) if not wanted or entry.header.version in wanted]
    latest = chosen[-1].header.version == found.version
    if latest and found.notice_of is None and Action(found.action) not in ENDED:
        raise ConflictError(
            "This item still stands.",
            worded(
                "%(guid)s: its last entry is %(action)s.",
                guid=found.guid,
                action=ACTION_WORDS[Action(found.action)],
            ),
            "Kill or withdraw it first, so that whoever took it is told; or name older versions with --version.",
        )
    return chosen


async def files_of(
    db: Connection, targets: tuple[int, ...], entries: Sequence[Entry]
) -> tuple[tuple[str, ...], list[Use]]:
    """The digests of the files that go with these entries, and the uses for whose sake others stay."""
    digests = set(digests_of(entries))
    kept = await other_users(db, targets, digests)
    return await doomed(db, digests, frozenset(use.sha256 for use in kept)), kept


def digests_of(entries: Sequence[Entry]) -> Iterator[str]:
    """The digests of the files that these entries show."""
    for entry in entries:
        if entry.content is not None and entry.content.media is not None:
            yield from (rendition.sha256 for rendition in entry.content.media.renditions)


async def near_of(db: Connection, found: Item) -> list[Near]:
    """Items that may repeat the words: members and series, notices, and the rest of the story."""
    near = {each.guid: "a member of this series" for each in await series(db, found.guid)}
    if found.series is not None:
        near.setdefault(found.series, "the series that it is in")
    for each in await story(db, found.story) if found.story is not None else ():
        told = "its notice" if each.notice_of == found.guid else f"of the same story ({each.language})"
        near.setdefault(each.guid, told)
    near.pop(found.guid, None)
    return [Near(guid, why) for guid, why in near.items()]
