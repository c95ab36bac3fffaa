"""Whether a draft's version fits the item that it is to follow."""

from newsflow.db.query import Connection
from newsflow.domain.codes import Action
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import check_may_follow
from newsflow.domain.errors import ConflictError
from newsflow.domain.media import MEMBER_OF
from newsflow.domain.worded import worded
from newsflow.newsroom.rows import Draft
from newsflow.wire.read import series as members_of
from newsflow.wire.rows import Item


def check_moment(draft: Draft, before: Item, version: Dispatch) -> None:
    """Pass when the item is as it was when the draft was begun, and its embargo is kept."""
    check_may_follow(Action(before.action), Action(draft.action), before.guid, embargoed=before.embargoed)
    if before.version != draft.base_version:
        raise ConflictError(
            "The item moved on since this draft was begun.",
            worded(
                "%(guid)s is at version %(version)s, the draft was begun from %(base_version)s.",
                guid=before.guid,
                version=before.version,
                base_version=draft.base_version,
            ),
            "Look at what changed and begin again from there.",
        )
    if (version.embargo is not None) != before.embargoed:
        keeps = worded("%(guid)s is under embargo: the draft must keep it.", guid=before.guid)
        takes_none = worded("%(guid)s is out: it takes no embargo.", guid=before.guid)
        raise ConflictError(
            "The embargo does not fit.",
            keeps if before.embargoed else takes_none,
            "Use `newsflow lift` to end an embargo.",
        )


async def check_same_place(db: Connection, before: Item, version: Dispatch) -> None:
    """Pass when the version is of the item's type, and its series and members are what they were."""
    media = version.media
    if version.type.value != before.type:
        found, was = version.type.value, before.type
    elif version.type in MEMBER_OF:
        found = " ".join(media.members if media else ())
        was = " ".join(member.guid for member in await members_of(db, before.guid))
    else:
        found, was = str(media.series if media else None), str(before.series)
    if found != was:
        raise ConflictError(
            "An item keeps its type, its series and its members.",
            worded("%(guid)s: %(was)s; the draft has %(found)s.", guid=before.guid, was=was, found=found),
            "Begin the draft from what is on the wire; `newsflow series-release --adds-to` adds members.",
        )
