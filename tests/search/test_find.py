"""What is found, by whom, in which order, and what is told of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action, Form, PlaceRole, Verdict
from newsflow.domain.dispatch import Place, Source, paragraph
from newsflow.domain.errors import NotFoundError
from newsflow.domain.guid import SubscriberId
from newsflow.matching.query import parse
from newsflow.search.counts import Facet
from newsflow.search.find import Found, Search, Sort, find
from newsflow.search.standing import Asker, SearchBehindError
from newsflow.search.suggest import suggest
from newsflow.subscribers.contracts import add_subscriber
from newsflow.subscribers.ledger import Take, take
from newsflow.wire.erase import Order, erase
from newsflow.wire.read import latest
from tests.builders import a_contract, a_dispatch

if TYPE_CHECKING:
    from newsflow.domain.guid import Guid
    from tests.harness import SettableClock
    from tests.search.conftest import Shelf

GAZETTE = SubscriberId("gazette")


def an_asker(**covers: Any) -> Asker:
    """The Gazette's machine."""
    return Asker(subscriber=GAZETTE, contracts=(a_contract(**covers),))


async def ask(shelf: Shelf, asked: str = "", asker: Asker | None = None, **wanted: Any) -> Found:
    """What a question finds, by the clock's time."""
    newsroom = shelf.newsroom
    now = newsroom.clock()
    search = Search(
        tree=parse(asked, newsroom.agency, now), asker=asker, now=now, zone=newsroom.agency.zoneinfo, **wanted
    )
    async with transaction(newsroom.pool) as db:
        return await find(db, shelf.archive, search)


def guids(found: Found) -> list[str]:
    """The found items, in order."""
    return [hit.item.guid for hit in found.hits]


async def take_by_gazette(shelf: Shelf, guid: Guid) -> None:
    async with transaction(shelf.newsroom.pool) as db:
        await add_subscriber(db, GAZETTE, "The Gazette", shelf.newsroom.clock())
        taken = Take(subscriber=GAZETTE, username="u", guid=guid, version=1, path="t")
        await take(db, taken, shelf.newsroom.clock())


async def three(shelf: Shelf) -> list[Guid]:
    """A ferry in English, one in French, a flood in English; oldest first."""
    made = [
        await shelf.newsroom.release(a_dispatch(slug="arrival")),
        await shelf.newsroom.release(a_dispatch(language="fr", headline="Le ferry revient", slug="retour")),
        await shelf.newsroom.release(a_dispatch(headline="Flood in the valley", slug="flood")),
    ]
    return [header.guid for header in made]


async def test_what_was_released_is_found_newest_first_and_counted(shelf: Shelf):
    ferry, french, flood = await three(shelf)
    await shelf.read()
    found = await ask(shelf, "ferry", an_asker(), limit=2)
    assert (guids(found), found.total) == ([flood, french], 3), "its body says ferry too"
    assert guids(await ask(shelf, "ferry", an_asker(), offset=2)) == [ferry]
    assert guids(await ask(shelf, "ferry", an_asker(), offset=3)) == []
    assert guids(await ask(shelf, "flood OR lang:fr", an_asker())) == [flood, french]
    assert all(hit.ruling.verdict is Verdict.WHOLE for hit in found.hits)


async def test_a_contract_narrows_hits_totals_counts_and_suggestions(shelf: Shelf):
    ferry, _, flood = await three(shelf)
    await shelf.read()
    asker = an_asker(languages=("en",))
    found = await ask(shelf, "ferry", asker, counted=True)
    assert (guids(found), found.total) == ([flood, ferry], 2)
    assert found.counts is not None
    assert found.counts.by[Facet.LANGUAGE] == (("en", 2),)
    async with transaction(shelf.newsroom.pool) as db:
        assert await suggest(db, shelf.archive, "revi", asker, shelf.newsroom.clock()) == ()
        assert await suggest(db, shelf.archive, "REVI", an_asker(), shelf.newsroom.clock()) == ("revient",)
    nothing = await ask(shelf, "ferry", Asker(subscriber=GAZETTE, contracts=()), counted=True)
    assert (nothing.total, nothing.counts and nothing.counts.by[Facet.FORM]) == (0, ())


async def test_a_release_is_found_before_the_index_has_read_it(shelf: Shelf):
    ferry, french, flood = await three(shelf)
    await shelf.read()
    late = (await shelf.newsroom.release(a_dispatch(slug="late"))).guid
    updated = await shelf.newsroom.release(a_dispatch(headline="Bridge reopens"), of=ferry)
    assert updated.version == 2
    found = await ask(shelf, "ferry", an_asker(), counted=True)
    assert (guids(found), found.total) == ([ferry, late, flood, french], 4)
    assert found.counts is not None
    assert found.counts.by[Facet.LANGUAGE] == (("en", 3), ("fr", 1))
    for offset in range(5):
        page = await ask(shelf, "ferry", an_asker(), offset=offset, limit=2)
        assert guids(page) == guids(found)[offset : offset + 2]
    assert guids(await ask(shelf, '"bridge reopens"', an_asker())) == [ferry]
    assert guids(await ask(shelf, "headline OR (bridge slug:harbour-ferry)", an_asker())) == [ferry]
    await shelf.read()
    assert guids(await ask(shelf, "ferry", an_asker())) == guids(found)


@pytest.mark.parametrize("action", [Action.KILL, Action.HOLD, Action.WITHDRAW])
async def test_a_stop_leaves_no_word_of_the_old_copy_to_be_found(shelf: Shelf, action: Action):
    ferry, french, flood = await three(shelf)
    await shelf.read()
    await take_by_gazette(shelf, ferry)
    await shelf.newsroom.stop(ferry, action)
    for read in (False, True):
        if read:
            await shelf.read()
        for asked in ("hundreds", "bell ringing", '"old harbour"', "returns"):
            assert ferry not in guids(await ask(shelf, asked, an_asker())), (asked, read)
        assert guids(await ask(shelf, "ferry", an_asker())) == [flood, french]
        (hit,) = (await ask(shelf, f"guid:{ferry}", an_asker())).hits
        assert hit.ruling.verdict is Verdict.NOTICE
        async with transaction(shelf.newsroom.pool) as db:
            assert await suggest(db, shelf.archive, "retur", an_asker(), shelf.newsroom.clock()) == ()


async def test_a_stop_outside_the_contract_is_found_by_whoever_took_it_and_by_nobody_else(shelf: Shelf):
    ferry, french, _ = await three(shelf)
    await take_by_gazette(shelf, ferry)
    await shelf.read()
    asker = an_asker(languages=("fr",))
    assert guids(await ask(shelf, "", asker)) == [french], "it has left the contract, and is not stopped"
    await shelf.newsroom.stop(ferry)
    (notice,) = [hit.item for hit in (await ask(shelf, "form:notice")).hits]
    other = Asker(
        subscriber=SubscriberId("herald"), contracts=(a_contract(subscriber="herald", languages=("fr",)),)
    )
    for read in (False, True):
        if read:
            await shelf.read()
        assert guids(await ask(shelf, "", asker)) == [notice.guid, ferry, french]
        assert guids(await ask(shelf, "action:kill", asker)) == [ferry]
        assert guids(await ask(shelf, "", other)) == [french]


async def test_an_item_under_embargo_is_for_the_desk_alone(shelf: Shelf, clock: SettableClock):
    later = clock() + timedelta(days=1)
    embargoed = (await shelf.newsroom.release(a_dispatch(embargo=later))).guid
    for read in (False, True):
        if read:
            await shelf.read()
            assert guids(await ask(shelf, "ferry", an_asker(advance_copy=True))) == []
            assert guids(await ask(shelf, "ferry")) == [embargoed]


async def test_found_items_are_counted_by_section_language_type_form_priority_place_source_and_date(
    shelf: Shelf, clock: SettableClock
):
    place = Place(name="İzmir", role=PlaceRole.ABOUT)
    source = Source(name="Harbour Radio", words="Harbour Radio said")
    old = a_dispatch(places=(place,), sources=(source,), slug="old")
    await shelf.newsroom.release(old)
    clock.advance(timedelta(days=3))
    await shelf.newsroom.release(replace(old, form=Form.LEAD, slug="new"))
    await shelf.read()
    await shelf.newsroom.release(replace(old, language="tr", headline="Feribot", slug="newest"))
    found = await ask(shelf, "", an_asker(), counted=True)
    assert found.counts is not None
    by = found.counts.by
    assert set(by) == set(Facet)
    assert by[Facet.PLACE] == (("İzmir", 3),)
    assert by[Facet.SOURCE] == (("Harbour Radio", 3),)
    assert by[Facet.LANGUAGE] == (("en", 2), ("tr", 1))
    assert dict(by[Facet.FORM]) == {"story": 2, "lead": 1}
    assert sum(number for _, number in by[Facet.PRIORITY]) == 3
    assert by[Facet.TYPE] == (("text", 3),)
    assert dict(by[Facet.DATE]) == {"today": 2, "yesterday": 2, "1w": 3, "4w": 3, "52w": 3}
    for name, number in by[Facet.DATE]:
        assert (await ask(shelf, f"since:{name}", an_asker())).total == number, "each date is a question"


async def test_passages_are_shown_with_the_words_marked(shelf: Shelf):
    long = (
        "The quay was empty. " * 20 + "Then a ferry with 200 people aboard came in. " + "Nobody spoke. " * 20
    )
    await shelf.newsroom.release(a_dispatch(body=(paragraph("Nothing."), paragraph(long))))
    await shelf.read()
    (hit,) = (await ask(shelf, '"the old" ferries harbour -flood', an_asker(), marked=True)).hits
    shown = [[mark.text[start:end] for start, end in mark.marks] for mark in hit.marks]
    assert shown == [["Ferry", "the old", "harbour"], ["ferry"]]
    assert len(hit.marks[1].text) <= 240
    assert hit.marks[1].text.startswith("was empty.")


async def test_relevance_is_an_option_and_more_like_this_leaves_out_what_may_not_be_had(shelf: Shelf):
    ferry, french, flood = await three(shelf)
    twice = (
        await shelf.newsroom.release(
            a_dispatch(headline="Ferry, ferry, ferry: the ferry", body=(paragraph("Ferry."),), slug="four")
        )
    ).guid
    await shelf.newsroom.release(a_dispatch(headline="Nothing", body=(paragraph("Else."),), slug="else"))
    await shelf.read()
    assert guids(await ask(shelf, "ferry lang:en", an_asker(), sort=Sort.RELEVANCE))[0] == twice
    assert set(guids(await ask(shelf, "", an_asker(), like=ferry))) >= {french, flood}
    assert ferry not in guids(await ask(shelf, "", an_asker(), like=ferry))
    assert french not in guids(await ask(shelf, "", an_asker(languages=("en",)), like=ferry))
    with pytest.raises(NotFoundError):
        await ask(shelf, "", an_asker(languages=("en",)), like=french)


async def test_no_index_is_an_error_and_never_an_empty_answer(shelf: Shelf):
    await three(shelf)
    with pytest.raises(SearchBehindError, match="0 of 3 entries"):
        await ask(shelf, "ferry", an_asker())


async def test_an_order_to_erase_reaches_the_index_and_its_files(shelf: Shelf, clock: SettableClock):
    ferry, _, _ = await three(shelf)
    await shelf.newsroom.release(a_dispatch(headline="Xylophone stolen", slug="theft"), of=ferry)
    view = await shelf.read()
    async with transaction(shelf.newsroom.pool) as db:
        header = (await latest(db, ferry)).header
        people = {"ordered_by": shelf.newsroom.chief.id, "second": shelf.newsroom.editor.id}
        order = Order(law="A law", file_number="1", asked_by="Court", targets=(header.seq,), **people)
        await erase(db, order, clock())
    assert guids(await ask(shelf, "xylophone")) == [], "at once"
    assert ferry in guids(await ask(shelf, ""))
    assert view.searcher.terms_with_prefix("text", "xyl")
    after = await shelf.read()
    assert after.reached.erasures == 1
    assert guids(await ask(shelf, "xylophone")) == []
    assert not after.searcher.terms_with_prefix("text", "xyl"), "it was built anew"
    assert not [
        file for file in shelf.folder.path.rglob("*") if file.is_file() and b"xylophon" in file.read_bytes()
    ]
