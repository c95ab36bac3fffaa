"""`search_string` (contract §0): words in the query language, listed as without them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsflow.domain.codes import Action, PlaceRole
from newsflow.domain.dispatch import Place, paragraph
from newsflow.has import search as has_search
from newsflow.matching.contract import Entitlement
from newsflow.search.following import catch_up
from newsflow.search.shared import Lists
from tests.harness import MORNING
from tests.has import copy
from tests.has.desk import three
from tests.has.http import Client

if TYPE_CHECKING:
    import pytest

    from newsflow.search.folder import IndexFolder
    from tests.has.desk import Desk
    from tests.has.http import Answer


async def words(client: Client, said: str, **fields: object) -> list[str]:
    """The ids that a search for these words lists."""
    answer = await client.search(search_string=said, **fields)
    assert answer.status == 200, answer.message
    return answer.ids


def data(answer: Answer) -> dict[str, Any]:
    """The `result` and `total` of an answer."""
    return answer.json()["data"]


async def test_comma_is_and_quotes_are_a_phrase_over_title_deck_body_keywords_and_places(
    desk: Desk, client: Client, index: IndexFolder
):
    """§0: "comma = AND between terms, quotes = phrase, over title, deck, body, keywords, places"."""
    whole = await desk.release(
        copy.a_dispatch(
            headline="IĞDIR'DA DEPREM", deck="Dolar yükseldi", body=(paragraph("Enflasyon arttı."),),
            keywords=("körfez vapuru",), places=(Place(name="Şırnak", role=PlaceRole.ABOUT),),
        )
    )  # fmt: skip
    other = await desk.release(copy.a_dispatch(headline="Depremler", body=(paragraph("Dolar."),)))
    await catch_up(desk.pool, index)
    assert await words(client, "Deprem") == [other, whole]
    assert await words(client, "Dolar,Enflasyon") == [whole]
    assert await words(client, "igdir") == await words(client, "sirnak") == [whole]
    assert await words(client, '"körfez vapuru"') == [whole]
    assert await words(client, '"deprem dolar"') == [], "no phrase goes from title to deck"
    assert await words(client, "deprem -enflasyon lang:tr") == [other], "the query language's fields work too"


async def test_words_are_read_in_the_chosen_languages_alone(desk: Desk, client: Client, index: IndexFolder):
    """As in the portal: an English ending is no French one, though `coating` and `coat` are one word in English."""
    found = await desk.release(copy.a_dispatch(language="fr", headline="Un coat perdu"))
    await catch_up(desk.pool, index)
    assert await words(client, "coating") == [found], "in any language, where none is chosen"
    assert await words(client, "coating", filter_language=2) == []
    assert await words(client, "coating", filter_language=4) == []
    assert await words(client, "coating lang:fr") == []
    assert await words(client, "coat", filter_language="2,4") == [found]


async def test_words_list_in_the_same_order_with_the_same_filters_pages_and_totals(
    desk: Desk, client: Client, index: IndexFolder
):
    turkish, french, russian = await three(desk)
    await desk.change(turkish, copy.a_dispatch(headline="Yeni başlık"))
    listed = await client.search()
    assert listed.ids == [turkish, russian, french]
    await catch_up(desk.pool, index)
    everything = "lang:tr,fr,ru"
    assert await words(client, everything) == listed.ids
    answer = await client.search(search_string=everything, limit=1, offset=1)
    assert (answer.ids, data(answer)["total"]) == ([russian], 3)
    assert data(await client.search(search_string=everything, offset=7))["total"] == 3
    assert await words(client, everything, filter_language=4) == [french]
    assert data(answer)["result"] == data(listed)["result"][1:2]


async def test_a_list_without_words_comes_from_the_index_and_says_what_the_wire_says(
    desk: Desk, client: Client, index: IndexFolder, monkeypatch: pytest.MonkeyPatch
):
    turkish, french, _ = await three(desk)
    questions: tuple[dict[str, Any], ...] = (
        {}, {"filter_language": "4,5"}, {"filter_type": 1, "limit": 2, "offset": 1}, {"offset": 9},
        {"filter_category": 1}, {"start_date": "2026-01-01T00:00:00Z"}, {"end_date": "2026-01-01T00:00:00Z"},
    )  # fmt: skip
    off_the_wire: list[dict[str, Any]] = []

    async def noted(*given: Any) -> dict[str, Any]:
        off_the_wire.append({})
        return await on_wire(*given)

    async def behind(*_: Any) -> None:
        return None

    on_wire = has_search._on_wire
    monkeypatch.setattr(has_search, "_on_wire", noted)
    await desk.stop(french, Action.HOLD)
    said = [data(await client.search(**each)) for each in questions]
    assert len(off_the_wire) == len(questions), "the index has read nothing yet"
    await catch_up(desk.pool, index)
    assert [data(await client.search(**each)) for each in questions] == said
    assert len(off_the_wire) == len(questions)
    await desk.change(turkish, copy.a_dispatch(headline="Yeni başlık"))
    late = data(await client.search(start_date=f"{MORNING:%Y-%m-%d}"))
    assert len(off_the_wire) == len(questions), "a list of a short while too"
    monkeypatch.setattr(Lists, "listing", behind)
    assert data(await client.search(start_date=f"{MORNING:%Y-%m-%d}")) == late, (
        "as listed before the index has read it"
    )
    assert len(off_the_wire) == len(questions) + 1


async def test_what_was_just_released_or_stopped_is_found_as_it_is_listed(
    desk: Desk, client: Client, index: IndexFolder
):
    first = await desk.release(copy.a_dispatch(headline="Vapur seferleri durdu", slug="seferler"))
    await catch_up(desk.pool, index)
    late = await desk.release(copy.a_dispatch(headline="Vapur yeniden yolda", slug="yol"))
    assert await words(client, "vapur") == [late, first]
    await desk.stop(first, Action.KILL)
    for read in (False, True):
        if read:
            await catch_up(desk.pool, index)
        assert await words(client, "vapur") == [late]
        (hit,) = data(await client.search(search_string=f"guid:{first}"))["result"]
        assert "Vapur" not in hit["title"]


async def test_words_find_nothing_outside_the_contract(desk: Desk, url: str, index: IndexFolder):
    _, french, _ = await three(desk)
    await catch_up(desk.pool, index)
    client = Client(url, await desk.machine(Entitlement(languages=("fr",))))
    answer = await client.search(search_string="lang:tr OR lang:fr")
    assert (answer.ids, data(answer)["total"]) == ([french], 1)


async def test_without_an_index_words_are_503_and_lists_go_on(desk: Desk, client: Client):
    listed = list(reversed(await three(desk)))
    answer = await client.search(search_string="deprem")
    assert answer.status == 503
    assert "0 of 3 entries" in answer.message
    assert (await client.search()).ids == listed
