"""A story as one document: the package of the items that an asker may know of, in NewsML-G2."""

from newsflow.db.query import Connection
from newsflow.documents.asking import Asking
from newsflow.documents.document import known_item
from newsflow.documents.links import addressed, story_links
from newsflow.domain.errors import ConflictError, NotFoundError
from newsflow.formats.names import Format
from newsflow.formats.newsmlg2 import Story, story_package
from newsflow.formats.xml import line
from newsflow.wire.read import story


async def story_document(db: Connection, guid: str, asking: Asking) -> bytes:
    """The package of the story that the item is in, with every item of it that the asker may know of.

    NotFoundError for an item that the asker may not know of, or that is in no story; ConflictError where the package
    does not stand up to its schema. It is made at each question, since it changes with each item and each contract.
    """
    found = await known_item(db, guid, asking)
    if found.story is None:
        raise NotFoundError("This item is in no story.", f"{guid}.", "Ask for its own document.")
    held = await story(db, found.story)
    links = await story_links(db, held, asking, await asking.shelf.topics(db))
    shown = {link.guid for link in links}
    items = [each for each in held if each.guid in shown]
    body = story_package(
        Story(
            agency=asking.agency, id=found.story, seq=max(each.seq for each in items), slug=line(found.slug or guid),
            language=found.language, first_at=min(each.first_at for each in items),
            at=max(each.at for each in items), items=addressed(links, asking, Format.NEWSML_G2),
        )
    )  # fmt: skip
    if (await asking.shelf.checks(db)).fault_of(Format.NEWSML_G2, body) is not None:
        raise ConflictError(
            "The story's package did not stand up to its own schema.",
            f"{found.story}.",
            "Ask for its items one by one.",
        )
    return body
