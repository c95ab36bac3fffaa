"""Stories and series: which items they have, for this caller. A title in a list is no taking."""

from collections.abc import Iterable

from newsflow.api.addresses import WireAddresses
from newsflow.api.items import Handover
from newsflow.api.known import Found, Visit, find, not_found
from newsflow.api.reply import Reply, json_reply, tagged
from newsflow.documents import document_of, story_document
from newsflow.documents.choosing import Accepted
from newsflow.domain.agency import Agency
from newsflow.domain.clock import rfc3339
from newsflow.domain.codes import Action, ItemType
from newsflow.domain.content import Json
from newsflow.domain.entry import STOPS
from newsflow.domain.errors import NotFoundError
from newsflow.domain.media import MEMBER_OF
from newsflow.domain.notice import notice_headline
from newsflow.formats.names import Format, media_type
from newsflow.formats.xml import line
from newsflow.wire.read import series as members_of
from newsflow.wire.read import story as items_of
from newsflow.wire.rows import Item

LISTED_LIMIT = 200
"""Items of a story, at most; those that changed last."""


PACKAGED = (Accepted(Format.NEWSML_G2),)
"""The format in which what belongs together is one document."""


async def story(visit: Visit, name: str) -> Reply:
    """The story's items that the caller may have, the one that changed last first; NotFoundError where it knows none."""
    listed = await _of_story(visit, name)
    return json_reply(
        {"story": name, "items": [headed(visit.agency, visit.addresses, each) for each in listed]}
    )


async def story_package(visit: Visit, name: str) -> Reply:
    """The same items as one package of NewsML-G2, in the order in which they first went out."""
    listed = await _of_story(visit, name)
    body = await story_document(visit.db, listed[0].guid, visit.asking())
    kind = media_type(Format.NEWSML_G2, ItemType.PICTURE_GROUP)
    return tagged(Reply(body=body, content_type=kind))


async def _of_story(visit: Visit, name: str) -> list[Item]:
    listed = await _known(visit, await items_of(visit.db, name) if "\0" not in name else [])
    if not listed:
        raise NotFoundError("No such story.", f"“{name[:80]}”.", "Check the id: items name theirs.")
    return listed


async def series(visit: Visit, guid: str) -> Reply:
    """The members of a series that the caller may have, in order; stopped ones as such."""
    found = await _of_series(visit, guid)
    listed = await _known(visit, await members_of(visit.db, guid))
    return json_reply({
        "series": guid, "self": headed(visit.agency, visit.addresses, found.item), "items": [headed(visit.agency, visit.addresses, each) for each in listed],
    })  # fmt: skip


async def series_package(visit: Visit, guid: str) -> Handover:
    """The series' own document in NewsML-G2: a package of its members, in order. It is a taking, as of any item."""
    found = await _of_series(visit, guid)
    made = await document_of(visit.db, found.entry, found.item, visit.asking(), PACKAGED)
    given = tagged(Reply(body=made.body, content_type=made.media_type))
    return Handover(given, (visit.take(found.entry, found.item, "v1:series"),))


async def _of_series(visit: Visit, guid: str) -> Found:
    found = await find(visit, guid)
    if found.item.type not in MEMBER_OF:
        raise not_found(guid)
    return found


async def _known(visit: Visit, items: Iterable[Item]) -> list[Item]:
    found, asking = list(items), visit.asking()
    had = await asking.had(visit.db, found)
    return [each for each in found if asking.knows(each, had)]


def headed(agency: Agency, addresses: WireAddresses, item: Item) -> dict[str, Json]:
    """An item as a line of a list."""
    return {
        "guid": item.guid,
        "version": item.version,
        "type": item.type,
        "language": item.language,
        "form": item.form,
        "section": item.section,
        "urgency": item.urgency,
        "slug": item.slug,
        "headline": _headline(agency, item),
        "action": item.action,
        "at": rfc3339(item.at),
        "first_at": rfc3339(item.first_at),
        "replaced_by": item.replaced_by,
        "stopped": item.action in STOPS,
        "href": addresses.item(item.guid),
    }


def _headline(agency: Agency, item: Item) -> str:
    """The headline; of what was stopped or erased, mark and slug (or id)."""
    action = Action(item.action)
    if action not in STOPS and item.headline is not None:
        return line(item.headline)
    house = agency.house(item.language)
    told = action if action in STOPS else Action.WITHDRAW
    return notice_headline(house, told, line(item.slug or item.guid), item.language)
