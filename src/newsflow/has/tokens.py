"""`token`, `multitoken` and the links that they give (§1.7)."""

import os
from dataclasses import dataclass, replace
from http import HTTPStatus

from newsflow.db.query import Connection
from newsflow.domain.codes import ItemType
from newsflow.domain.errors import BadInputError, NotAllowedError, NotFoundError
from newsflow.domain.media import MEMBER_OF
from newsflow.has import links
from newsflow.has.document import Handover, chosen, file_of
from newsflow.has.envelope import JSON_TYPE, Json, Reply, success
from newsflow.has.found import Asking, Found, find, gone, members, not_found
from newsflow.has.sheet import seconds
from newsflow.matching.sizes import covered, formats
from newsflow.objects import ObjectStore
from newsflow.web.files import Wanted


@dataclass(frozen=True, slots=True)
class Desk:
    """Where links are made: under which origin, with which key."""

    origin: str
    """`http://wire.example.org`, as the client itself spelled it."""
    server_key: bytes

    def link(self, guid: str, rendition: str, asking: Asking) -> str:
        """A link to one file, for one day, from this address."""
        until = int(links.until(asking.now).timestamp())
        ticket = links.Ticket(asking.account.username, guid, rendition, until)
        opaque = links.sealed(ticket, asking.address, self.server_key, os.urandom(links.NONCE_BYTES))
        return f"{self.origin}/abone/download/{opaque}"


async def token(db: Connection, guid: str, form: str, *, asking: Asking, desk: Desk) -> Handover:
    """302 to a link. Issuing it is what the ledger counts as taking."""
    found = await find(db, guid, asking)
    _check_form(found, form)
    if found.type in MEMBER_OF:
        raise BadInputError(
            "A series has no file of its own.", f"{guid}.", "Ask multitoken for its members' links."
        )
    rendition = chosen(found, form)
    location = desk.link(found.item.guid, rendition.name.value, asking)
    reply = Reply(HTTPStatus.FOUND, JSON_TYPE, b"", (("Location", location), ("Cache-Control", "no-store")))
    return Handover(reply, (found.taking(asking, f"has:token:{rendition.name.value}"),))


async def multitoken(db: Connection, guid: str, form: str, *, asking: Asking, desk: Desk) -> Handover:
    """The links of every item of a series that may be used, in order; of one item, its own."""
    found = await find(db, guid, asking)
    _check_form(found, form)
    series = found.type in MEMBER_OF
    held = await members(db, found, asking) if series else [found]
    usable = [one for one in held if not one.stopped]
    if not usable:
        raise gone(found.item.guid, held=any(one.held for one in held)) if held else not_found(guid)
    for one in usable[:1]:
        if form not in formats(one.type) or form not in covered(one.type, one.covering):
            chosen(one, form)
    given = [one for one in usable if _has(one, form)]
    expires = seconds(links.until(asking.now))
    result: list[Json] = [
        {
            "id": one.item.guid,
            "type": one.item.type,
            "url": desk.link(one.item.guid, form, asking),
            "expires": expires,
        }
        for one in given
    ]
    takings = tuple(one.taking(asking, f"has:multitoken:{form}") for one in given)
    return Handover(success({"result": result, "total": len(result)}), takings)


async def download(
    db: Connection, ticket: links.Ticket, *, asking: Asking, store: ObjectStore | None, wanted: Wanted
) -> Handover:
    """The file that a link stands for, as long as its account may have it. It was counted when the link was made."""
    try:
        found = await find(db, ticket.guid, asking)
    except NotFoundError:
        raise NotAllowedError(
            "This link is good no more.", "The contract does not cover the item now.", "Ask again by search."
        ) from None
    handed = file_of(store, found, chosen(found, ticket.rendition), asking, wanted)
    return replace(handed, takings=())


def _has(found: Found, form: str) -> bool:
    content = found.entry.content
    return (
        content is not None
        and content.media is not None
        and content.media.rendition(form) is not None
        and form in covered(found.type, found.covering)
    )


def _check_form(found: Found, form: str) -> None:
    """Pass when a link may be asked for; what was stopped has none, and texts never had."""
    if found.stopped:
        raise gone(found.item.guid, held=found.held)
    if found.type is ItemType.TEXT or form.startswith("newsml"):
        raise BadInputError(
            "newsml formats not allowed.",
            f"{found.item.guid} is a {found.type.value}; got “{form[:40]}”.",
            "Ask for document and newsml29.",
        )
