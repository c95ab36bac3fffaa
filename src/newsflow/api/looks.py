"""Everything of the API that is asked by name and not by cursor: items, stories, series, the account, the wire's state."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from starlette.types import Scope

from newsflow.api import items, lists, news_list, own, search
from newsflow.api.addresses import WireAddresses
from newsflow.api.asked import Asked, asked
from newsflow.api.caller import Caller
from newsflow.api.items import Handover
from newsflow.api.known import Visit
from newsflow.api.reply import Answer, Fields, json_reply
from newsflow.db.pool import Pool, reading
from newsflow.documents.loads import Shelf
from newsflow.domain.agency import Agency
from newsflow.domain.clock import rfc3339
from newsflow.domain.content import Json
from newsflow.domain.errors import BadInputError
from newsflow.formats.names import ABOUT, FEEDS, Format
from newsflow.formats.writers import WRITERS
from newsflow.objects import ObjectStore
from newsflow.search.reader import Archive
from newsflow.subscribers.ledger import Ledger
from newsflow.subscribers.quota import quota_of
from newsflow.subscribers.scopes import Scope as Use
from newsflow.subscribers.scopes import check_scope
from newsflow.web.files import wanted
from newsflow.wire.rows import Epoch
from newsflow.wire.window import Window

Found = TypeVar("Found")
VERSIONS_AT_MOST = 999_999_999


@dataclass(frozen=True, slots=True)
class Look:
    """One function: the scope that it needs, the parameters that it takes, and how it answers."""

    use: Use | None
    answer: "Callable[[Looks, Visit, Asking, tuple[str, ...]], Awaitable[Handover]]"
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """A request, and its parameters."""

    scope: Scope
    given: Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """Answers them, in one web process."""

    pool: Pool
    agency: Agency
    window: Window
    addresses: WireAddresses
    ledger: Ledger
    store: ObjectStore | None
    archive: Archive | None
    shelf: Shelf = field(default_factory=Shelf)

    async def answer(
        self, look: Look, scope: Scope, caller: Caller, names: tuple[str, ...], now: datetime
    ) -> Answer:
        """The answer, once the ledger holds what it hands over. Raises the error that says why there is none."""
        if look.use is not None:
            check_scope(caller.account.scopes, look.use)
        asking = Asking(scope, asked(scope, look.parameters))
        while True:
            before = await self.window.view()
            given = await self._given(look, asking, caller, names, now)
            # A stop that was committed while this was made must not find its copy going out (ADR-0033).
            if (await self.window.now()).still_holds(before):
                return given.answer

    async def _given(
        self, look: Look, asking: Asking, caller: Caller, names: tuple[str, ...], now: datetime
    ) -> Handover:
        async with reading(self.pool) as db:
            visit = Visit(
                db=db, account=caller.account, address=caller.address, agency=self.agency, now=now,
                addresses=self.addresses, shelf=self.shelf,
            )  # fmt: skip
            given = await look.answer(self, visit, asking, names)
        if given.sha256 is not None and self.store is not None:
            await self.store.size(given.sha256)
        if asking.scope["method"] != "HEAD":
            await self.ledger.write(given.takings, now, quota_of(caller.account.contracts, now))
        return given

    async def left(self, caller: Caller, now: datetime) -> Fields:
        """What is left of the download limits, for whoever has one."""
        if quota_of(caller.account.contracts, now).endless:
            return ()
        async with reading(self.pool) as db:
            return await own.quota_left(db, caller.account, self.agency, now)


def _number(asking: Asking, name: str) -> int:
    found = asking.given.number(name, 0, 1, VERSIONS_AT_MOST)
    if not found:
        raise BadInputError(f"“{name}” is missing.", "", "Name the number of a version.")
    return found


def _version(asking: Asking) -> int | None:
    return _number(asking, "version") if "version" in asking.given.fields else None


async def _item(_: Looks, visit: Visit, asking: Asking, names: tuple[str, ...]) -> Handover:
    return await items.item(visit, names[0], _version(asking), asking.given.accepted())


async def _document(_: Looks, visit: Visit, asking: Asking, names: tuple[str, ...]) -> Handover:
    return await items.document(visit, names[0], _version(asking), asking.given.accepted())


async def _versions(_: Looks, visit: Visit, asking: Asking, names: tuple[str, ...]) -> Handover:
    del asking
    return await items.versions(visit, names[0])


async def _diff(_: Looks, visit: Visit, asking: Asking, names: tuple[str, ...]) -> Handover:
    return await items.diff(visit, names[0], _number(asking, "from"), _number(asking, "to"))


async def _file(looks: Looks, visit: Visit, asking: Asking, names: tuple[str, ...]) -> Handover:
    return await items.file(visit, names[0], names[1], looks.store, wanted(asking.scope))


async def _story(_: Looks, visit: Visit, asking: Asking, names: tuple[str, ...]) -> Handover:
    packaged = _packaged(asking)
    return Handover(await (lists.story_package if packaged else lists.story)(visit, names[0]))


async def _series(_: Looks, visit: Visit, asking: Asking, names: tuple[str, ...]) -> Handover:
    if _packaged(asking):
        return await lists.series_package(visit, names[0])
    return Handover(await lists.series(visit, names[0]))


def _packaged(asking: Asking) -> bool:
    """Whether a package is asked for, instead of the list. Raises BadInputError for a format that has none."""
    said = asking.given.fields.get("format")
    if said is None:
        return False
    if said != Format.NEWSML_G2:
        raise BadInputError(
            "There is no package in this format.", f"“{said[:40]}”.", f"Packages come in {Format.NEWSML_G2}."
        )
    return True


async def _search(looks: Looks, visit: Visit, asking: Asking, names: tuple[str, ...]) -> Handover:
    del names
    return Handover(await search.search(visit, asking.given, looks.archive))


async def _news_list(_: Looks, visit: Visit, asking: Asking, names: tuple[str, ...]) -> Handover:
    del names
    return Handover(await news_list.news_list(visit, asking.given))


async def _subscription(_: Looks, visit: Visit, asking: Asking, names: tuple[str, ...]) -> Handover:
    del asking, names
    return Handover(await own.subscription(visit))


async def _usage(_: Looks, visit: Visit, asking: Asking, names: tuple[str, ...]) -> Handover:
    del asking, names
    return Handover(await own.usage(visit))


async def _explain(_: Looks, visit: Visit, asking: Asking, names: tuple[str, ...]) -> Handover:
    del asking
    return Handover(await own.explain(visit, names[0]))


async def _status(looks: Looks, visit: Visit, asking: Asking, names: tuple[str, ...]) -> Handover:
    del asking, names
    view = await looks.window.view()
    formats: list[Json] = [
        {"name": form.value, "standard": ABOUT[form].standard, "type": ABOUT[form].media_type}
        for form in sorted(WRITERS)
        if form not in FEEDS
    ]
    return Handover(json_reply({
        "wire": view.head.wire,
        "head": f"{view.head.epoch}.{view.head.seq}",
        "at": rfc3339(view.head.at),
        "now": rfc3339(visit.now),
        "epochs": [_epoch(each) for each in view.epochs],
        "formats": formats,
    }, etagged=False))  # fmt: skip


def _epoch(epoch: Epoch) -> dict[str, Json]:
    return {
        "epoch": epoch.epoch,
        "first_seq": epoch.first_seq,
        "at": rfc3339(epoch.at),
        "void_from": epoch.void_from,
        "void_to": epoch.void_to,
    }


LOOKS: Mapping[tuple[str, ...], Look] = {
    ("items", "*"): Look(Use.ITEMS, _item, ("version", "format")),
    ("items", "*", "document"): Look(Use.ITEMS, _document, ("version", "format")),
    ("items", "*", "versions"): Look(Use.ITEMS, _versions),
    ("items", "*", "diff"): Look(Use.ITEMS, _diff, ("from", "to")),
    ("items", "*", "files", "*"): Look(Use.ITEMS, _file),
    ("stories", "*"): Look(Use.ITEMS, _story, ("format",)),
    ("series", "*"): Look(Use.ITEMS, _series, ("format",)),
    ("explain", "*"): Look(Use.ITEMS, _explain),
    ("search",): Look(Use.SEARCH, _search, search.PARAMETERS),
    ("news-list",): Look(Use.ITEMS, _news_list, news_list.PARAMETERS),
    ("subscription",): Look(Use.ACCOUNT, _subscription),
    ("usage",): Look(Use.ACCOUNT, _usage),
    ("status",): Look(None, _status),
}
"""Each path under `/v1/`, in its parts; a star is a name."""


def look_at(path: str, looks: "Mapping[tuple[str, ...], Found]") -> "tuple[Found, tuple[str, ...]] | None":
    """What a path names, with the names in it; None for none."""
    parts = tuple(path.split("/"))
    for pattern, look in looks.items():
        if len(pattern) == len(parts) and all(
            theirs == ours or (theirs == "*" and ours) for theirs, ours in zip(pattern, parts, strict=True)
        ):
            names = tuple(ours for theirs, ours in zip(pattern, parts, strict=True) if theirs == "*")
            return look, names
    return None
