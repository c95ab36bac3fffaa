"""What is asked of a test wire by name and not by cursor: in the real wire's shapes, out of its own tables, in no ledger."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from newsflow.api.addresses import WireAddresses
from newsflow.api.asked import Asked
from newsflow.api.frame import frame
from newsflow.api.items import diff_reply, item_reply, sent_as, versions_reply
from newsflow.api.known import not_found
from newsflow.api.lists import PACKAGED, headed
from newsflow.api.own import contract_line, explained
from newsflow.api.reply import Answer, Reply, json_reply, tagged
from newsflow.api.test_wire.picture import PICTURE
from newsflow.api.test_wire.reading import TestReader, files_of, item_of
from newsflow.api.test_wire.rows import EPOCHS, TestEntry
from newsflow.db.query import Connection, rows
from newsflow.domain.clock import rfc3339
from newsflow.domain.codes import ItemType
from newsflow.domain.content import Json
from newsflow.domain.entry import STOPS, Entry
from newsflow.domain.errors import BadInputError, GoneError, NotFoundError
from newsflow.domain.media import MEMBER_OF
from newsflow.formats.names import ABOUT, FEEDS, Format, media_type
from newsflow.formats.newsmlg2 import Story, story_package
from newsflow.formats.writers import WRITERS
from newsflow.formats.xml import line
from newsflow.matching.reading import Reading, word_of
from newsflow.media.file_names import file_name
from newsflow.subscribers.scopes import Scope as Use
from newsflow.web.files import Wanted, streamed

VERSIONS_AT_MOST = 999_999_999
EPOCHS_LIMIT = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TestVisit:
    """One question: what is asked, of which wire."""

    __test__ = False

    db: Connection
    reader: TestReader
    addresses: WireAddresses
    given: Asked
    wanted: Wanted

    async def entries(self, guid: str) -> list[TestEntry]:
        """The item's entries, the newest first. Raises NotFoundError."""
        found = await self.reader.versions(self.db, guid)
        if not found:
            raise not_found(guid, "A test wire has its own items alone; their ids begin with test:.")
        return found

    async def live(self, guid: str) -> list[TestEntry]:
        """The same of an item that may be used. Raises GoneError too."""
        found = await self.entries(guid)
        if item_of(found[0]).action in STOPS:
            raise GoneError(
                "TEST: the item may not be used.",
                f"{guid} was stopped by “{found[0].action}”.",
                "See the item itself.",
            )
        return found

    def number(self, name: str) -> int:
        """A version's number. Raises BadInputError."""
        found = self.given.number(name, 0, 1, VERSIONS_AT_MOST)
        if not found:
            raise BadInputError(f"“{name}” is missing.", "", "Name the number of a version.")
        return found


async def item(visit: TestVisit, guid: str) -> Answer:
    """The item, or one version of it."""
    found, reader = await visit.entries(guid), visit.reader
    row = await wanted_of(visit, found)
    content, of, now = row.content(), item_of(found[0]), reader.clock()
    facts = of.facts(took=True)
    ruling = reader.rules(facts)
    reading = Reading(ruling.verdict, word_of(ruling, facts), ruling.because if of.action in STOPS else ())
    beside = [] if content.story is None else await reader.latest(visit.db, content.story)
    made = (reader.accepted.format, reader.document(row, content, beside))
    framed = frame(Entry(header=row.header(), content=content), of, reading, now, made)
    files = () if of.action in STOPS else files_of(content)
    return item_reply(framed, of, files, visit.addresses)


async def document(visit: TestVisit, guid: str) -> Answer:
    """The document alone, under its format's own media type."""
    row, reader = await wanted_of(visit, await visit.entries(guid)), visit.reader
    content = row.content()
    beside = [] if content.story is None else await reader.latest(visit.db, content.story)
    kind = media_type(reader.accepted.format, content.type)
    return tagged(Reply(body=reader.document(row, content, beside), content_type=kind))


async def wanted_of(visit: TestVisit, found: list[TestEntry]) -> TestEntry:
    """The latest entry, or that of the version that is asked for. Raises NotFoundError, GoneError."""
    if "version" not in visit.given.fields or (number := visit.number("version")) == found[0].version:
        return found[0]
    return version_of(await visit.live(found[0].guid), number)


def version_of(entries: list[TestEntry], number: int) -> TestEntry:
    """The entry of a version. Raises NotFoundError."""
    found = next((each for each in entries if each.version == number), None)
    if found is None:
        raise NotFoundError("No such version.", f"{entries[0].guid} version {number}.", "See its versions.")
    return found


async def versions(visit: TestVisit, guid: str) -> Answer:
    """The headers of all versions, newest first."""
    found = await visit.live(guid)
    entries = [Entry(header=each.header(), content=each.content()) for each in found]
    return versions_reply(guid, entries, visit.addresses)


async def diff(visit: TestVisit, guid: str) -> Answer:
    """What changed between two versions."""
    found, old, new = await visit.live(guid), visit.number("from"), visit.number("to")
    before, after = version_of(found, old).content(), version_of(found, new).content()
    return await diff_reply(guid, (old, before), (new, after))


async def file(visit: TestVisit, guid: str, name: str) -> Answer:
    """The one picture of all test wires, in ranges."""
    found = await visit.live(guid)
    rendition = next((each for each in files_of(found[0].content()) if each.name.value == name), None)
    if rendition is None:
        raise NotFoundError(
            "The item has no such file.", f"{guid} “{name[:40]}”.", "The item names its files."
        )
    return streamed(sent_as(rendition, file_name(guid, rendition), _part), visit.wanted)


async def _part(start: int, end: int) -> AsyncIterator[bytes]:
    yield PICTURE[start:end]


async def story(visit: TestVisit, name: str) -> Answer:
    """A story's items, or all of them as one package."""
    packaged, found = _packaged(visit), await visit.reader.latest(visit.db, name)
    if not found:
        raise NotFoundError("No such story.", f"“{name[:80]}”.", "Check the id: items name theirs.")
    if not packaged:
        return json_reply({"story": name, "items": [_line(visit, each) for each in found]})
    first, last, said = found[-1], found[0], found[-1].content()
    body = story_package(Story(
        agency=visit.reader.agency, id=name, seq=last.seq, slug=line(said.slug or first.guid), language=said.language,
        first_at=min(each.first_at for each in found), at=last.at,
        items=tuple(replace(visit.reader.link(each, said), files=()) for each in reversed(found)),
    ))  # fmt: skip
    return tagged(Reply(body=body, content_type=media_type(Format.NEWSML_G2, ItemType.PICTURE_GROUP)))


async def series(visit: TestVisit, guid: str) -> Answer:
    """A series' members in order, or its own document."""
    packaged, found = _packaged(visit), await visit.entries(guid)
    row, content = found[0], found[0].content()
    if content.type not in MEMBER_OF:
        raise not_found(guid, "Check the id: members name their series.")
    beside = await visit.reader.latest(visit.db, row.story)
    if packaged:
        body = replace(visit.reader, accepted=PACKAGED[0]).document(row, content, beside)
        return tagged(Reply(body=body, content_type=media_type(Format.NEWSML_G2, content.type)))
    place = {each: number for number, each in enumerate(content.media.members if content.media else ())}
    members = sorted((each for each in beside if each.guid in place), key=lambda each: place[each.guid])
    return json_reply({
        "series": guid, "self": _line(visit, row), "items": [_line(visit, each) for each in members],
    })  # fmt: skip


def _packaged(visit: TestVisit) -> bool:
    said = visit.given.fields.get("format")
    if said not in {None, Format.NEWSML_G2.value}:
        raise BadInputError(
            "There is no package in this format.", f"“{said}”."[:60], f"Packages come in {Format.NEWSML_G2}."
        )
    return said is not None


def _line(visit: TestVisit, row: TestEntry) -> Json:
    return headed(visit.reader.agency, visit.addresses, item_of(row))


async def explain(visit: TestVisit, guid: str) -> Answer:
    """Why the item may be had."""
    found = await visit.entries(guid)
    return explained(item_of(found[0]), (visit.reader.contract,), visit.reader.clock(), took=True)


async def subscription(visit: TestVisit) -> Answer:
    """The contract of a test wire, which covers everything."""
    reader = visit.reader
    return json_reply({
        "subscriber": reader.wire.subscriber, "login": reader.wire.contract,
        "scopes": [scope.value for scope in sorted(Use) if scope is not Use.HAS], "suspended": None,
        "formats": [reader.accepted.format.value], "contracts": [contract_line(reader.contract, reader.clock())],
    })  # fmt: skip


async def usage(visit: TestVisit) -> Answer:
    """Nothing: what is taken from a test wire counts nowhere."""
    none: dict[str, Json] = {"taken": 0, "limit": None, "left": None}
    return json_reply({"zone": visit.reader.agency.zone, "month": none, "day": none})


async def status(visit: TestVisit) -> Answer:
    """The test wire's head, its epochs that have entries, and the formats."""
    wire, now = visit.reader.wire, visit.reader.clock()
    begun = await rows(visit.db, EPOCHS, {"contract": wire.contract, "limit": EPOCHS_LIMIT})
    latest = await visit.reader.latest(visit.db)
    return json_reply({
        "wire": "test", "head": f"{wire.epoch}.{wire.seq}", "at": rfc3339(latest[0].at if latest else now),
        "now": rfc3339(now),
        "epochs": [
            {
                "epoch": each.epoch, "first_seq": each.first_seq, "at": rfc3339(each.at),
                "void_from": wire.void_from if each.epoch == wire.epoch else None,
                "void_to": wire.void_to if each.epoch == wire.epoch else None,
            }
            for each in begun
        ],
        "formats": [
            {"name": form.value, "standard": ABOUT[form].standard, "type": ABOUT[form].media_type}
            for form in sorted(WRITERS) if form not in FEEDS
        ],
    }, etagged=False)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TestLook:
    """One function, and the parameters that it takes."""

    __test__ = False

    answer: Callable[..., Awaitable[Answer]]
    parameters: tuple[str, ...] = ()


TEST_LOOKS: Mapping[tuple[str, ...], TestLook] = {
    ("items", "*"): TestLook(item, ("version", "format")),
    ("items", "*", "document"): TestLook(document, ("version", "format")),
    ("items", "*", "versions"): TestLook(versions),
    ("items", "*", "diff"): TestLook(diff, ("from", "to")),
    ("items", "*", "files", "*"): TestLook(file),
    ("stories", "*"): TestLook(story, ("format",)),
    ("series", "*"): TestLook(series, ("format",)),
    ("explain", "*"): TestLook(explain),
    ("subscription",): TestLook(subscription),
    ("usage",): TestLook(usage),
    ("status",): TestLook(status),
}
"""Each path under `/v1/test/`, in its parts, as `LOOKS` has the real wire's; a star is a name. `search` is in `searching.py`."""
