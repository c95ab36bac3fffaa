"""A document is a core, rendered once and kept, and links of each asker; it goes with its text by order."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg import AsyncCursor

from newsflow.db.pool import transaction
from newsflow.db.query import Connection, run
from newsflow.documents import Wanted, documents_of
from newsflow.documents.choosing import Accepted, accept, accepted_by, read_accepted
from newsflow.documents.rows import PUT_CORE
from newsflow.domain.codes import Action
from newsflow.domain.dispatch import Block, Span
from newsflow.domain.errors import BadInputError, GoneError, NotFoundError
from newsflow.domain.guid import PersonId
from newsflow.formats.choices import Charset, Choices, G2Body
from newsflow.formats.feed import FeedHead, feed
from newsflow.formats.names import ABOUT, FEEDS, Format
from newsflow.formats.writers import WRITERS
from newsflow.ops.embedded import DatabaseRole
from newsflow.wire.erase import Order, erase
from newsflow.wire.read import items_named, read
from tests.builders import a_dispatch
from tests.documents.askers import a_subscriber, the_desk
from tests.harness import MORNING

if TYPE_CHECKING:
    from tests.builders import Newsroom
    from tests.harness import Database

PLAIN = Choices(plain_paragraphs=True)
LINKED = a_dispatch(body=(Block(spans=(Span("See "), Span("the page", "https://ferry.example/"))),))


def kept(database: Database) -> list[tuple[int, str, str]]:
    """Entry, format and choices of each core that is stored."""
    with psycopg.connect(database.dsn(DatabaseRole.READONLY)) as db:
        return db.execute("SELECT seq, format, choices FROM rendered ORDER BY 1, 2, 3 LIMIT 100").fetchall()


def an_order(*targets: int) -> Order:
    """An order of an invented court."""
    return Order(
        law="Press Act, § 12", file_number="4 C 77/26", asked_by="the court of the harbour town",
        ordered_by=PersonId("p-chief"), second=PersonId("p-lawyer"), targets=targets,
    )  # fmt: skip


async def test_a_core_is_rendered_once_and_stays_as_it_went_out(newsroom: Newsroom, database: Database):
    header = await newsroom.release()
    desk = the_desk(newsroom)
    first = await desk.get(header.guid, Format.TEXT)
    assert b"(Fil) - The ferry" in first.body
    desk.asking = replace(desk.asking, agency=replace(newsroom.agency, mark="NEW", name="New"))
    assert (await desk.get(header.guid, Format.TEXT)).body == first.body
    with psycopg.connect(database.dsn(DatabaseRole.OWNER)) as owner:
        owner.execute("UPDATE rendered SET revision = 0 WHERE format = 'text'")
    assert b"(NEW) - The ferry" in (await desk.get(header.guid, Format.TEXT)).body


@pytest.mark.parametrize("form", WRITERS)
async def test_an_item_can_be_had_in_every_format_that_is_written(newsroom: Newsroom, form: Format):
    header = await newsroom.release()
    found = await (await a_subscriber(newsroom)).get(header.guid, form)
    assert b"Ferry returns to the old harbour" in found.body
    assert found.media_type == ABOUT[form].media_type
    alone = [about.ending for about in ABOUT.values()].count(ABOUT[form].ending) == 1
    name = f"{header.guid.replace(':', '_')}_1" if alone else f"{header.guid.replace(':', '_')}_1_{form}"
    assert found.file_name == f"{name}.{ABOUT[form].ending}"
    assert (found.entry != found.body) == (form in FEEDS)


async def test_the_entries_of_documents_make_a_feed(newsroom: Newsroom):
    one, other = await newsroom.release(), await newsroom.release(a_dispatch(slug="quay", headline="A quay"))
    desk = the_desk(newsroom)
    head = FeedHead(id="urn:x:1", title="Ours", author="Fil", language="en", updated=MORNING)
    for form in sorted(FEEDS):
        entries = [(await desk.get(each.guid, form)).entry for each in (one, other)]
        text = feed(form, head, entries).decode()
        assert text.count("Ferry returns to the old harbour") == 1
        assert text.index(one.guid) < text.index(other.guid)


async def test_the_etag_tells_versions_links_and_formats_apart(newsroom: Newsroom):
    header = await newsroom.release()
    gazette = await a_subscriber(newsroom)
    first = await gazette.get(header.guid, Format.TEXT)
    assert (await gazette.get(header.guid, Format.TEXT)).etag == first.etag
    assert (await gazette.get(header.guid, Format.HTML)).etag != first.etag
    await newsroom.release(a_dispatch(headline="A second look"))
    beside = await gazette.get(header.guid, Format.TEXT)
    assert beside.etag != first.etag, "the story has one item more"
    assert beside.header.version == first.header.version
    await newsroom.release(a_dispatch(whats_new="ADDS a bell"), of=header.guid)
    assert (await gazette.get(header.guid, Format.TEXT)).etag != beside.etag


async def test_choices_are_kept_apart_and_a_subscriber_s_own_are_used(newsroom: Newsroom, database: Database):
    header = await newsroom.release(LINKED)
    gazette = await a_subscriber(newsroom)
    taken = (Accepted(Format.NINJS_3, PLAIN), Accepted(Format.IPTC_7901, Choices(iptc_charset=Charset.UTF_8)))
    async with transaction(newsroom.pool) as db:
        await accept(db, "gazette", taken)
        assert await accepted_by(db, "gazette") == taken
        with pytest.raises(BadInputError):
            await accept(db, "gazette", (*taken, taken[0]))
    gazette.formats = list(taken)
    assert b"ferry.example" not in (await gazette.get(header.guid)).body
    assert b"ferry.example" in (await gazette.get(header.guid, Format.NINJS_3)).body
    assert [choices for _, _, choices in kept(database)] == ["", "plain-paragraphs"]


def test_a_format_with_its_choices_is_read_as_people_write_it():
    read = read_accepted("newsml-g2:g2_body=xhtml,plain_paragraphs=true")
    assert read == Accepted(Format.NEWSML_G2, Choices(g2_body=G2Body.XHTML, plain_paragraphs=True))
    assert read_accepted("iptc-7901:iptc_charset=latin-1").choices.key() == "iptc-charset=latin-1"
    for wrong in ("papyrus", "html:colour=red", "newsml-g2:g2_body=clay", "text:plain_paragraphs=maybe"):
        with pytest.raises(BadInputError):
            read_accepted(wrong)


async def test_what_is_outside_the_contract_is_not_there_in_the_same_words(newsroom: Newsroom):
    header = await newsroom.release()
    stranger = await a_subscriber(newsroom, languages=("fr",))
    said: set[str] = set()
    for guid in (header.guid, header.guid[:-1] + "99", "no guid"):
        with pytest.raises(NotFoundError) as caught:
            await stranger.get(guid, Format.TEXT)
        said.add(str(caught.value).replace(guid, "…"))
    assert len(said) == 1


async def test_after_a_kill_there_is_the_notice_and_no_word_of_the_copy(newsroom: Newsroom):
    header = await newsroom.release()
    gazette = await a_subscriber(newsroom)
    for form in WRITERS:
        await gazette.get(header.guid, form)
    await newsroom.stop(header.guid, Action.KILL)
    desk = the_desk(newsroom)
    for form in WRITERS:
        found = await desk.get(header.guid, form)
        assert found.stopped
        assert b"Ferry returns" not in found.body
        assert b"bell" not in found.body


async def test_what_was_erased_by_order_is_gone_and_its_cores_with_it(newsroom: Newsroom, database: Database):
    header = await newsroom.release()
    desk = the_desk(newsroom)
    await desk.get(header.guid, Format.TEXT)
    assert kept(database) == [(header.seq, "text", "")]
    async with transaction(newsroom.pool) as db:
        await erase(db, an_order(header.seq), MORNING)
    assert kept(database) == []
    with pytest.raises(GoneError):
        await desk.get(header.guid, Format.TEXT)


async def test_several_versions_come_as_each_would_alone_for_as_few_questions(newsroom: Newsroom):
    asker = await a_subscriber(newsroom)
    first = await newsroom.release()
    await newsroom.release(a_dispatch(headline="Ferry late"), of=first.guid, action=Action.UPDATE)
    killed = await newsroom.release(a_dispatch(slug="quay"))
    erased = await newsroom.release(a_dispatch(slug="pier"))
    await newsroom.stop(killed.guid, Action.KILL)
    async with transaction(newsroom.pool) as db:
        await erase(db, an_order(erased.seq), MORNING)
        entries = await read(db, 0)
        items = await items_named(db, [entry.header.guid for entry in entries])
        wanted = [Wanted(entry, items[entry.header.guid], asker.asking) for entry in entries]
        text = [Accepted(Format.TEXT)]
        alone = [(await documents_of(db, [each], text))[0] for each in wanted]
        asked = counted(db)
        together = await documents_of(db, wanted, text)
        assert len(asked) <= 6, asked
    assert [type(each) for each in together].count(GoneError) == 1
    for one, other in zip(alone, together, strict=True):
        assert one == other or isinstance(one, GoneError)


def counted(db: Connection) -> list[str]:
    """The statements that the connection runs from now on."""
    asked: list[str] = []

    class Counting(AsyncCursor[Any]):
        async def execute(self, query: Any, *args: Any, **facts: Any) -> Any:
            """Run it, and remember it."""
            asked.append(str(query))
            return await super().execute(query, *args, **facts)

    db.cursor_factory = Counting
    return asked


@pytest.mark.parametrize("core_first", [True, False])
async def test_a_core_and_an_erasure_at_once_never_leave_the_core(
    newsroom: Newsroom, database: Database, core_first: bool
):
    """Whichever transaction comes first, the other waits for it to commit."""
    header = await newsroom.release()
    core = {
        "seq": header.seq, "format": "text", "choices": "", "revision": 2, "parts": [b"the words"], "slots": [],
        "at": MORNING, "schemas": 0, "fault": None,
    }  # fmt: skip
    async with transaction(newsroom.pool) as put, transaction(newsroom.pool) as order:
        keep, take = run(put, PUT_CORE, core), erase(order, an_order(header.seq), MORNING)
        await (keep if core_first else take)
        second = asyncio.ensure_future(take if core_first else keep)
        done, _ = await asyncio.wait([second], timeout=0.2)
        assert not done, "it waits"
        await (put if core_first else order).commit()
        await second
    assert kept(database) == []
