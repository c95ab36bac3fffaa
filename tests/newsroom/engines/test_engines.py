"""Engines: an HTTP double for the protocols, a real one (Apertium) where it is installed, and no way inside."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.errors import ChecksError, SetupError
from newsflow.domain.pair.machine import sentences_of
from newsflow.newsroom.drafts import get
from newsflow.newsroom.engines import EngineError, Place, engine_of
from newsflow.newsroom.engines.apertium import Apertium
from newsflow.newsroom.translation.machine_draft import machine_draft
from newsflow.newsroom.translation.machine_marks import accept, marked
from newsflow.newsroom.translation.orders import Wanted, order
from newsflow.newsroom.translation.taking import take
from newsflow.outside import ANSWER_BYTES, Outside, is_outside
from tests.newsroom.engines.engine_double import ARABIC, engine_double

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.builders import Newsroom
    from tests.newsroom.engines.engine_double import EngineDouble

INSIDE = frozenset({"127.0.0.1"})


@pytest.fixture
def double() -> Iterator[EngineDouble]:
    with engine_double() as found:
        yield found


def libre(double: EngineDouble, **place: Any) -> Place:
    plain: dict[str, Any] = {"url": f"libretranslate+{double.address}", "inside_hosts": INSIDE}
    return Place(**(plain | place))


async def test_a_libretranslate_service_gives_a_sentence_for_each(double: EngineDouble):
    engine = engine_of(libre(double, key="secret"))
    assert await engine.translate(list(ARABIC), "en", "ar") == list(ARABIC.values())
    (asked,) = double.asked
    assert (asked["source"], asked["target"], asked["format"], asked["api_key"]) == (
        "en",
        "ar",
        "text",
        "secret",
    )
    assert double.paths == ["/translate"]


async def test_an_openai_compatible_service_gives_a_sentence_for_each(double: EngineDouble):
    place = Place(url=f"openai+{double.address}/v1?model=tiny", key="secret", inside_hosts=INSIDE)
    engine = engine_of(place)
    assert engine.name == "tiny"
    assert await engine.translate(list(ARABIC), "en", "ar") == list(ARABIC.values())
    assert double.paths == ["/v1/chat/completions"]
    assert double.headers[0]["Authorization"] == "Bearer secret"
    (asked,) = double.asked
    assert asked["model"] == "tiny"
    assert "Arabic" in asked["messages"][0]["content"]


@pytest.mark.parametrize(
    "answers",
    [
        b"no json",
        b"[]",
        b'{"translatedText": "one text for three"}',
        b'{"translatedText": ["one", "two"]}',
        b'{"translatedText": ["one", "two", ""]}',
        b'{"choices": []}',
        json.dumps({"choices": [{"message": {"content": "Sorry."}}]}).encode(),
        b"x" * (ANSWER_BYTES + 1),
    ],
)
@pytest.mark.parametrize("kind", ["libretranslate", "openai"])
async def test_what_is_no_translation_is_refused_whole(double: EngineDouble, kind: str, answers: bytes):
    double.answers = answers
    engine = engine_of(Place(url=f"{kind}+{double.address}/?model=m", inside_hosts=INSIDE))
    with pytest.raises(EngineError):
        await engine.translate(list(ARABIC), "en", "ar")


async def test_a_request_never_reaches_inside_unless_the_operator_names_the_host(double: EngineDouble):
    for url in (
        double.address,
        double.address.replace("127.0.0.1", "localhost"),
        double.address.replace("http:", "https:"),
    ):
        with pytest.raises(EngineError):
            await engine_of(Place(url=f"libretranslate+{url}")).translate(["A"], "en", "ar")
    assert double.asked == []


async def test_a_redirect_is_not_followed(double: EngineDouble):
    double.status, double.location = 302, f"{double.address}/elsewhere"
    with pytest.raises(EngineError, match="302"):
        await engine_of(libre(double)).translate(["A"], "en", "ar")
    assert len(double.asked) == 1


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "240.0.0.1",
        "::1", "::", "fc00::1", "fe80::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "ff02::1",
    ],
)  # fmt: skip
def test_no_address_inside_counts_as_outside(address: str):
    assert not is_outside(address)


def test_an_address_of_the_internet_is_outside():
    assert is_outside("93.184.215.14")
    assert is_outside("2606:2800:21f:cb07:6820:80da:af6b:8b2c")


@pytest.mark.parametrize(
    "url", ["https://host", "deepl+https://host", "libretranslate+ftp://host", "openai+https://host/v1",
            "libretranslate+https://me:secret@host"],
)  # fmt: skip
def test_an_address_that_is_no_engine_s_stops_the_start_without_its_secrets(url: str):
    with pytest.raises(SetupError) as error:
        engine_of(Place(url=url))
    assert "secret" not in str(error.value)


async def test_a_machine_s_draft_is_marked_whole_and_goes_out_only_once_accepted(
    newsroom: Newsroom, double: EngineDouble
):
    original = await newsroom.release()
    hand = newsroom.hand(newsroom.reporter)
    async with transaction(newsroom.pool) as db:
        wanted = Wanted(language="ar", original=original.guid)
        number = await order(db, newsroom.agency, wanted, newsroom.hand(newsroom.editor), newsroom.clock())
        draft = await take(db, newsroom.agency, number, hand, newsroom.clock())
    made = await machine_draft(
        newsroom.pool, engine_of(libre(double)), draft, hand, newsroom.clock(), base_save=1, sitting="s"
    )
    assert (made.save, made.sentences) == (2, 3)
    async with transaction(newsroom.pool) as db:
        content = (await get(db, draft)).dispatch()
        assert (content.headline, *content.words()) == tuple(ARABIC.values())
        assert [one.accepted for one in await marked(db, draft, content)] == [False, False, False]
    with pytest.raises(ChecksError):
        await newsroom.release_draft(draft)
    async with transaction(newsroom.pool) as db:
        await accept(db, draft, {one.digest for one in sentences_of(content)}, hand, newsroom.clock())
    (header,) = await newsroom.release_draft(draft)
    async with transaction(newsroom.pool) as db, db.cursor() as cursor:
        await cursor.execute("SELECT machine_share, released_guid FROM translation_order")
        assert await cursor.fetchone() == (100, header.guid)


async def test_apertium_translates_french_into_spanish():
    engine = Apertium()
    if not {"fr-es", "fra-spa"} & set(await engine.pairs()):
        pytest.skip("Apertium with French–Spanish (Debian: apertium, apertium-fr-es) is not installed here.")
    found = await engine.translate(["Le président est arrivé lundi.", "La maison est grande."], "fr", "es")
    assert len(found) == 2
    assert "presidente" in found[0]
    assert "casa" in found[1]
    with pytest.raises(EngineError, match="does not translate between"):
        await engine.translate(["A"], "fr", "zh")


def test_an_outside_is_bound_in_time_and_size():
    assert Outside(url="https://host", setting="NEWSFLOW_ENGINE_INSIDE_HOSTS").timeout_s <= 60
