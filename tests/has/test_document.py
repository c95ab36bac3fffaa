"""`document`, `token`, `multitoken`, `discover`, `subscription` (contract §0, §1.4 to §1.7)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from lxml import etree

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action
from newsflow.domain.dispatch import paragraph
from newsflow.domain.guid import PersonId
from newsflow.has.xml import G2
from newsflow.matching.contract import Entitlement
from newsflow.subscribers.ledger import takers
from newsflow.wire.erase import Order, erase
from tests.harness import MORNING
from tests.has import copy
from tests.has.agency import LOCALES
from tests.has.desk import CHIEF
from tests.has.http import Client

if TYPE_CHECKING:
    from newsflow.domain.guid import Guid
    from tests.has.desk import Desk
    from tests.has.http import Answer


async def fetch(client: Client, guid: Guid | str) -> Answer:
    """The item's newsml29."""
    return await client.get(f"/abone/document/{guid}/newsml29")


def first(answer: Answer, path: str) -> str | None:
    """The text of the first element at that path, by the G2 namespace as `n`."""
    found = etree.fromstring(answer.body).find(path, {"n": G2})
    return None if found is None else found.text


def links(answer: Answer) -> dict[str, str]:
    """Titles of the links by what they lead to."""
    tree = etree.fromstring(answer.body)
    return {
        str(link.get("residref")): link.findtext("n:title", None, {"n": G2}) or ""
        for link in tree.iterfind(".//n:link[@rel='irel:seeAlso']", {"n": G2})
    }


async def test_a_document_is_xml_with_an_unquoted_file_name(desk: Desk, client: Client):
    """§1.6: "exactly `application/xml`"; "an **unquoted** file name"; "media comes straight back with 200"."""
    guid = await desk.release(copy.a_dispatch())
    answer = await fetch(client, guid)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/xml"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={guid.replace(':', '_')}.xml"
    assert answer.headers["Content-Length"] == str(len(answer.body))
    assert answer.body.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')


async def test_the_id_may_be_percent_encoded_and_any_query_string_is_ignored(desk: Desk, client: Client):
    """§1.1: "BCM sends `aa%3Atext%3A20260605%3A41586353`"; "BIL appends `?v=2NNNN`"."""
    guid = await desk.release(copy.a_dispatch())
    plain = await fetch(client, guid)
    for path in (
        f"{quote(guid, safe='')}/newsml29",
        f"{guid}/newsml29?v=21234",
        f"{guid}/newsml29/?x=%00&limit=0",
    ):
        answer = await client.get(f"/abone/document/{path}")
        assert (answer.status, answer.body) == (200, plain.body), path


async def test_what_is_outside_the_contract_is_as_unknown_as_what_is_not_there(desk: Desk, url: str):
    """C2: 404 whose text contains "Dosya Bulunamadı"; an item outside the contract does not exist for the account."""
    guid = await desk.release(copy.a_dispatch())
    reader = Client(url, await desk.machine(Entitlement(languages=("fr",))))
    unknown = "nf:text:20260302:987654"
    for function in (f"document/{{}}/{form}" for form in ("newsml29", "newsml12", "print")):
        hidden = await reader.get(f"/abone/{function.format(guid)}")
        absent = await reader.get(f"/abone/{function.format(unknown)}")
        assert hidden.status == absent.status == 404
        assert hidden.body.decode().replace(guid, "…") == absent.body.decode().replace(unknown, "…")
        assert "Dosya Bulunamadı" in hidden.message
    assert (await reader.get(f"/abone/token/{guid}/print")).status == 404
    async with transaction(desk.pool) as db:
        assert await takers(db, guid) == []


async def test_texts_have_the_two_newsml_alone(desk: Desk, client: Client):
    """§1.6, §1.7: text has `newsml29`, `newsml12`; `token`: "newsml formats not allowed"."""
    guid = await desk.release(copy.a_dispatch())
    for path, words in (
        (f"document/{guid}/print", "newsml29"),
        (f"document/{guid}/NEWSML29", "newsml29"), (f"token/{guid}/newsml29", "newsml formats not allowed"),
        (f"token/{guid}/print", "newsml formats not allowed"), (f"multitoken/{guid}/web", "newsml formats not allowed"),
    ):  # fmt: skip
        answer = await client.get(f"/abone/{path}")
        assert (answer.status, answer.json()["response"]["code"]) == (400, 400), path
        assert words in answer.message, path


async def test_a_killed_item_is_200_canceled_under_the_same_guid_with_a_higher_version(
    desk: Desk, client: Client
):
    """§0: "same guid, higher `version`, `pubStatus stat:canceled` …; its media, `token`, `multitoken`: 410"."""
    for action, status in (
        (Action.KILL, "stat:canceled"), (Action.WITHDRAW, "stat:canceled"), (Action.HOLD, "stat:withheld"),
    ):  # fmt: skip
        french = copy.french()
        guid = await desk.release(french)
        notice = await desk.stop(guid, action)
        answer = await fetch(client, guid)
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "application/xml"
        item = etree.fromstring(answer.body).find(".//n:newsItem", {"n": G2})
        assert item is not None
        assert (item.get("guid"), item.get("version")) == (guid, "2")
        assert f'<pubStatus qcode="{status}"/>'.encode() in answer.body
        mark = desk.agency.house("fr").notice_marks[action]
        assert first(answer, ".//n:contentMeta/n:headline") == f"{mark}: ferry-golfe"
        assert guid.encode() in answer.body.split(b"<body.content>")[1]
        for words in (
            french.headline,
            french.deck or "",
            "Ada Örnek",
            "Noé Exemple",
            "lundi",
            "Radio du Port",
        ):
            assert words.encode() not in answer.body, f"{words} outlived its stop"
        assert links(answer)[notice] == f"{mark}: ferry-golfe"
        for path in (f"token/{guid}/print", f"multitoken/{guid}/print"):
            gone = await client.get(f"/abone/{path}")
            assert (gone.status, gone.json()["response"]["code"]) == (410, 410)


async def test_a_reinstated_item_is_usable_again_and_its_notice_says_so(desk: Desk, client: Client):
    guid = await desk.release(copy.a_dispatch())
    await desk.stop(guid, Action.HOLD)
    notice = await desk.reinstate(guid)
    answer = await fetch(client, guid)
    assert b'<pubStatus qcode="stat:usable"/>' in answer.body
    assert first(answer, ".//n:headline") == copy.a_dispatch().headline
    told = await fetch(client, notice)
    assert first(told, ".//n:headline") == "YENİDEN KULLANIMDA: vapur-seferleri"
    assert links(told)[guid] == copy.a_dispatch().headline


async def test_a_correction_and_its_notice_carry_what_was_wrong(desk: Desk, client: Client):
    guid = await desk.release(copy.a_dispatch())
    notice = await desk.correct(
        guid, "Sefer saati 9 değil 10.", body=(paragraph("Vapur saat 10'da kalktı."),)
    )
    answer = await fetch(client, guid)
    assert b'<signal qcode="sig:correction"/>' in answer.body
    assert first(answer, ".//n:edNote") == "Sefer saati 9 değil 10."
    assert "Vapur saat 10'da kalktı." in answer.body.decode()
    told = await fetch(client, notice)
    assert first(told, ".//n:headline") == "DÜZELTME: vapur-seferleri"
    assert guid.encode() in told.body.split(b"<body.content>")[1]
    assert links(told) == {guid: copy.a_dispatch().headline}


async def test_an_update_is_the_latest_version_with_first_and_current_times(desk: Desk, client: Client):
    """§0: "HAS gives the latest version only; first and current times stand in the document"."""
    guid = await desk.release(copy.a_dispatch())
    desk.clock.advance(timedelta(minutes=10))
    await desk.change(guid, copy.a_dispatch(headline="Vapurlar sıklaştı", whats_new="yeni saatler"))
    answer = await fetch(client, guid)
    assert first(answer, ".//n:firstCreated") == "2026-03-02T09:00:01Z"
    assert first(answer, ".//n:contentCreated") == "2026-03-02T09:00:01Z"
    assert first(answer, ".//n:versionCreated") == "2026-03-02T09:10:02Z"
    assert first(answer, ".//n:headline") == "Vapurlar sıklaştı"
    assert first(answer, ".//n:edNote") == "yeni saatler"
    assert b'version="2"' in answer.body
    assert b"sig:update" in answer.body


async def test_links_lead_to_what_the_account_may_see_of_the_story(desk: Desk, url: str):
    """§1.8: `link rel irel:seeAlso` with the related item's id, itemClass and title."""
    later = desk.clock() + timedelta(hours=1)
    story = "st_ferry"
    turkish = await desk.release(copy.a_dispatch(story=story))
    russian = await desk.release(copy.a_dispatch(story=story, language="ru", headline="Паром"))
    killed = await desk.release(copy.a_dispatch(story=story, slug="iptal-edilen", headline="Yanlış haber"))
    await desk.stop(killed, Action.KILL)
    await desk.release(copy.a_dispatch(story=story, embargo=later), not_before=later)
    await desk.release(copy.a_dispatch(story="st_other"))
    everything = links(await fetch(Client(url, await desk.machine(Entitlement(advance_copy=True))), turkish))
    assert everything.pop(russian) == "Паром"
    assert everything.pop(killed) == "İPTAL: iptal-edilen"
    assert list(everything.values()) == ["İPTAL: iptal-edilen"], "the notice, and nothing under embargo"
    only_turkish = links(
        await fetch(Client(url, await desk.machine(Entitlement(languages=("tr",)))), turkish)
    )
    assert russian not in only_turkish


async def test_a_document_has_100_links_at_most_and_the_newest_stay(desk: Desk, client: Client):
    """docs/has.md, limits: 100 links in a document."""
    guids = [await desk.release(copy.a_dispatch(story="st_long")) for _ in range(102)]
    assert list(links(await fetch(client, guids[0]))) == list(reversed(guids[2:]))


async def test_an_erased_text_is_410_and_listed_without_its_headline(desk: Desk, client: Client):
    """Design, invariant 2: a text taken out by order is served by no path."""
    guid = await desk.release(copy.a_dispatch())
    order = Order(
        law="KVKK 7",
        file_number="2026/1",
        asked_by="a reader",
        ordered_by=CHIEF.id,
        second=PersonId("p-two"),
        targets=(1,),
    )
    async with transaction(desk.pool) as db:
        await erase(db, order, desk.clock())
    answer = await fetch(client, guid)
    assert (answer.status, answer.json()["response"]["code"]) == (410, 410)
    assert (await client.search()).json()["data"]["result"][0]["title"] == f"GERİ ÇEKME: {guid}"


async def test_a_taking_is_in_the_ledger_before_the_first_byte(desk: Desk, client: Client):
    """Design, Words: "One row per subscriber, version and path, counted up"; "a title in a list is not" one."""
    guid = await desk.release(copy.a_dispatch())
    assert client.machine is not None
    await client.search()
    async with transaction(desk.pool) as db:
        assert await takers(db, guid) == []
    for _ in range(2):
        await fetch(client, guid)
    await desk.change(guid, copy.a_dispatch(headline="Yeni başlık"))
    await fetch(client, guid)
    async with transaction(desk.pool) as db:
        ledger = await takers(db, guid)
    assert [(row.subscriber, row.version, row.path, row.times) for row in ledger] == [
        (client.machine.subscriber, 1, "has:document:newsml29", 2),
        (client.machine.subscriber, 2, "has:document:newsml29", 1),
    ]


async def test_discover_gives_maps_from_number_to_label_in_every_locale(client: Client):
    """§1.4: "provider, category, priority, package, type, language"; C5: maps from number (as a string) to label."""
    tables = (await client.get("/abone/discover/tr_TR")).json()["data"]
    assert list(tables) == ["provider", "category", "priority", "package", "type", "language"]
    assert tables["category"] == {"1": "Genel", "2": "Spor", "5": "Bilim, Teknoloji"}
    assert tables["priority"] == {
        "1": "Flaş",
        "2": "Acil",
        "3": "Önemli",
        "4": "Rutin",
        "5": "Özel",
        "6": "Arşiv",
    }
    assert tables["type"] == {"1": "Haber", "2": "Fotoğraf", "3": "Video", "4": "Dosya", "5": "Grafik"}
    assert tables["package"] == {"1": "Genel", "2": "Özel", "3": "Yerel"}, "a retired code is not offered"
    assert (await client.get("/abone/discover/en_US")).json()["data"]["category"]["2"] == "Sport"
    arabic = (await client.get("/abone/discover/ar_AR")).json()["data"]["category"]
    assert arabic == {"1": "عام", "2": "رياضة", "5": "Bilim, Teknoloji"}, (
        "the agency's own where none is held"
    )
    for locale in LOCALES.values():
        assert (await client.get(f"/abone/discover/{locale}")).status == 200
    answer = await client.get("/abone/discover/de_DE")
    assert answer.status == 400
    assert "tr_TR" in answer.message


async def test_subscription_is_the_union_of_contracts_and_each_of_them(desk: Desk, url: str):
    """§1.5, C6: "one object: the union of the account's contracts, plus a `subscriptions` list"."""
    one = Entitlement(
        packages=("general",), languages=("tr", "fr"), sections=("sport",), types=("text",), photo_sizes=("web",),
        archive_days=15, download_limit=100, providers=("nf",),
    )  # fmt: skip
    two = Entitlement(packages=("local", "radio"), languages=("en",), sections=("world",), archive_days=30,
                      download_limit=50, video_sizes=("sd",), types=("video",), providers=("lodos",))  # fmt: skip
    data: dict[str, Any] = (
        await Client(url, await desk.machine(one, two)).get("/abone/subscription")
    ).json()["data"]
    parts = data.pop("subscriptions")
    assert data == {
        "provider": [1, 2], "package": [1, 3, 4], "category": [1, 2], "type": [1, 3], "language": [1, 2, 4],
        "photo_size": ["print", "web"], "video_size": ["sd", "web"],
        "graph_size": ["ai", "eps", "pdf", "raster"], "archive_days": 30, "download_limit": 150,
        "download_limit_day": None, "download_left": 150, "download_left_day": None,
    }  # fmt: skip
    assert [part["language"] for part in parts] == [[1, 4], [2]]
    assert parts[0]["title"] == "Contract 0"
    assert parts[0]["end_date"] is None
    everything = (await Client(url, await desk.machine(Entitlement())).get("/abone/subscription/")).json()[
        "data"
    ]
    assert everything["category"] == [1, 2, 5]
    assert everything["archive_days"] is None
    assert everything["download_limit"] is None
    ended = await desk.machine(Entitlement(), ends=MORNING)
    nothing = (await Client(url, ended).get("/abone/subscription")).json()["data"]
    assert (nothing["package"], nothing["subscriptions"]) == ([], [])
