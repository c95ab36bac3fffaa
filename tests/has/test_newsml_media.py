"""Media, series and NewsML 1.2 as documents (contract §1.6, §1.8, §1.9)."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action
from newsflow.has.newsml12 import newsml12, provider_id
from newsflow.has.newsml29 import newsml29
from newsflow.has.xml import G2
from newsflow.matching.contract import Entitlement
from newsflow.subscribers.ledger import takers
from tests.has import copy
from tests.has.agency import an_agency
from tests.has.goldens import a_sheet, sheets
from tests.has.goldens_media import MEDIA, NEWSML12, SERIES, a_media_sheet, all12, media29
from tests.has.http import Client

if TYPE_CHECKING:
    from pathlib import Path

    from newsflow.domain.guid import Guid
    from tests.has.desk import Desk

OF_MEDIA = media29()
IN_12 = all12()
N = {"n": G2}


@pytest.mark.parametrize("name", OF_MEDIA)
def test_a_media_document_is_byte_for_byte_the_golden_one(name: str):
    look = "look at the difference, then python -m tests.has.goldens_media"
    assert OF_MEDIA[name] == (MEDIA / f"{name}.xml").read_bytes(), look


@pytest.mark.parametrize("name", IN_12)
def test_a_newsml12_document_is_byte_for_byte_the_golden_one(name: str):
    look = "look at the difference, then python -m tests.has.goldens_media"
    assert IN_12[name] == (NEWSML12 / f"{name}.xml").read_bytes(), look


def test_every_golden_file_is_one_that_is_made():
    assert {path.stem for path in MEDIA.glob("*.xml")} == set(OF_MEDIA)
    assert {path.stem for path in NEWSML12.glob("*.xml")} == set(IN_12)


@pytest.mark.parametrize("name", OF_MEDIA)
def test_a_media_document_is_newsml_g2_as_far_as_the_dialect_allows(name: str, schemas: Path):
    """docs/has.md: `priority` inside itemMeta and 2.9 as the version are the dialect's."""
    schema = etree.XMLSchema(etree.parse(schemas / "newsml-g2" / "NewsML-G2_2.35-spec-All-Power.xsd"))
    tree = etree.fromstring(OF_MEDIA[name])
    for priority in tree.findall(f".//{{{G2}}}itemMeta/{{{G2}}}priority"):
        parent = priority.getparent()
        assert parent is not None
        parent.remove(priority)
    for item in tree.iter(f"{{{G2}}}newsItem"):
        item.set("standardversion", "2.35")
    schema.assertValid(tree)


@pytest.mark.parametrize("name", IN_12)
def test_a_newsml12_document_is_valid_by_the_iptc_dtd(name: str, schemas: Path):
    """§1.9: "follow IPTC NewsML 1.2"."""
    dtd = etree.DTD(str(schemas / "newsml-1.2" / "NewsMLv1.2.dtd"))
    assert dtd.validate(etree.fromstring(IN_12[name])), dtd.error_log.filter_from_errors()


def test_elx_reads_caption_creators_holder_and_place_of_a_picture():
    """§1.8: `description` "caption of a picture/video"; `AArole:photographer`, `AArole:cameraman`; copyrightHolder."""
    tree = etree.fromstring(OF_MEDIA["picture"])
    (item,) = tree.iterfind(".//n:newsItem[@guid='nf:picture:20260302:51']", N)

    def one(path: str) -> Any:
        (found,) = item.iterfind(path, N)
        return found

    assert one("n:contentMeta/n:description").text == "Körfezde ilk vapur, pazartesi sabahı: 5 < 7 & “güneş”."
    assert one("n:contentMeta/n:headline").text == "Körfezde ilk vapur & güneş"
    assert one("n:contentMeta/n:contentCreated").text == "2026-03-02"
    assert one("n:rightsInfo/n:copyrightHolder").get("literal") == "Novafon Ajansı"
    assert one("n:itemMeta/n:itemClass").get("qcode") == "ninat:picture"
    creators = {one.get("qcode"): one.get("literal") for one in item.iterfind("n:contentMeta/n:creator", N)}
    assert creators == {"AArole:photographer": "Ada Örnek", "AArole:publisher": "Novafon Ajansı"}
    assert b'"AArole:cameraman" literal="Ada \xc3\x96rnek"' in OF_MEDIA["video"]
    first = next(iter(item.iterfind("n:contentMeta/n:subject", N)))
    assert first.get("qcode") == "AAcat:GUN"
    files = [
        (one.get("rendition"), one.get("contenttype"), one.get("size"))
        for one in item.iter(f"{{{G2}}}remoteContent")
    ]
    assert files == [("rnd:highRes", "image/jpeg", "5"), ("rnd:web", "image/jpeg", "3")]
    assert "DMI-PROHIBITED-GENAIMLTRAINING" in one("n:rightsInfo/n:dataMining").get("uri")


def test_a_length_is_whole_seconds_and_a_page_has_no_pixels():
    """What is exact beyond that stands under names of our own: IPTC has no codes for it that could be found."""
    film = replace(copy.rendition("sd", b"sd", "video/mp4"), duration_ms=12_400)
    (file,) = etree.fromstring(newsml29(a_media_sheet(copy.a_video(film), 52))).iter(f"{{{G2}}}remoteContent")
    assert (file.get("duration"), file.get("durationunit")) == ("12", "timeunit:seconds")
    assert exact(file) == {"AAext:durationInMilliseconds": "12400"}
    drawing = next(etree.fromstring(OF_MEDIA["graphic"]).iter(f"{{{G2}}}remoteContent"))
    assert (drawing.get("rendition"), drawing.get("width"), drawing.get("widthunit")) == (
        "rnd:ai",
        None,
        None,
    )
    assert exact(drawing) == {"AAext:widthInPoints": "1200", "AAext:heightInPoints": "800"}


def exact(file: etree._Element) -> dict[str | None, str | None]:
    """A file's further measures."""
    return {one.get("rel"): one.get("value") for one in file.iter(f"{{{G2}}}remoteContentExtProperty")}


def test_a_series_is_one_newsitem_for_each_member_with_its_own_guid():
    """§1.8: "in a group document each picture/video is its own newsItem with its own guid"."""
    tree = etree.fromstring(OF_MEDIA["series"])
    items = tree.findall("n:itemSet/n:newsItem", N)
    assert [item.get("guid") for item in items] == [f"nf:picture:20260302:{n}" for n in (51, 55, 56)]
    assert [status.get("qcode") for status in tree.iterfind(".//n:pubStatus", N)] == [
        "stat:usable", "stat:canceled", "stat:usable",
    ]  # fmt: skip
    for item in items:
        names = item.findall("n:contentMeta/n:subject/n:name", N)
        assert any(name.get("{http://www.w3.org/XML/1998/namespace}lang") == "tr" for name in names)
        assert item.find("n:itemMeta/n:memberOf", N) is not None


def test_pya_finds_every_content_item_by_its_bare_name_with_sized_file_names():
    """§1.9: "every `ContentItem` anywhere with an `Href` attribute, looked up **without namespace**"."""
    expected = {
        "picture": ["nf_picture_20260302_51_High.jpg", "nf_picture_20260302_51_Web.jpg"],
        "video": ["nf_video_20260302_52_SD.mp4", "nf_video_20260302_52_Web.mp4"],
        "graphic": ["nf_graph_20260302_53.ai", "nf_graph_20260302_53.pdf", "nf_graph_20260302_53.jpg"],
        "file": ["nf_file_20260302_54.csv"],
        "picture_killed": [],
        "story_tr": [],
    }
    for name, files in expected.items():
        root = ET.fromstring(IN_12[name])
        assert root.tag == "NewsML"
        assert [one.get("Href") for one in root.iter("ContentItem") if one.get("Href")] == files
    series = [
        one.get("Href") for one in ET.fromstring(IN_12["series"]).iter("ContentItem") if one.get("Href")
    ]
    assert series[0] == "nf_picture_20260302_51_High.jpg"
    assert series[-1] == "nf_picture_20260302_56_Web.jpg"


def test_newsml12_names_the_item_its_revision_its_state_and_its_text():
    for name, sheet in sheets().items():
        root = ET.fromstring(IN_12[name])
        assert root.findtext(".//NewsItemId") == "nf:text:20260302:41"
        assert root.findtext(".//RevisionId") == str(sheet.entry.header.version)
        assert root.findtext(".//HeadLine") == sheet.headline
        texts = [one.text for one in root.iter("DataContent")]
        assert len(texts) == 1
        assert "<p>" in (texts[0] or "")
    assert ET.fromstring(IN_12["kill_fr"]).find(".//Status").get("FormalName") == "Canceled"  # pyright: ignore[reportOptionalMemberAccess] - the DTD demands it
    assert "ferries" not in IN_12["kill_fr"].decode()
    urn = "urn:newsml:novafon.example:20260302:nf%3Atext%3A20260302%3A41:1"
    assert ET.fromstring(IN_12["story_tr"]).findtext(".//PublicIdentifier") == urn


def test_an_agency_that_names_no_domain_is_known_by_its_code():
    assert provider_id(an_agency()) == "novafon.example"
    assert (
        provider_id(replace(an_agency(), contact="https://www.novafon.example/contact"))
        == "www.novafon.example"
    )
    assert provider_id(replace(an_agency(), contact="telefon")) == "nf"


def test_no_character_that_xml_forbids_comes_through():
    assert "\x07" not in newsml12(a_sheet(copy.persian())).decode()
    ET.fromstring(newsml12(a_sheet(copy.persian())))


async def test_a_series_document_over_http_holds_what_the_account_may_have(desk: Desk, url: str):
    """§1.6: "one document that holds every item of the series"."""
    local = copy.a_picture(packages=("local",))
    first, second, series = await desk.series(copy.a_picture(), local)
    everything = Client(url, await desk.machine(Entitlement()))
    answer = await everything.get(f"/abone/document/{series}/newsml29")
    assert answer.headers["Content-Type"] == "application/xml"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={series.replace(':', '_')}.xml"
    assert guids(answer.body) == [first, second]
    general = Client(url, await desk.machine(Entitlement(packages=("general",), photo_sizes=("web",))))
    part = (await general.get(f"/abone/document/{series}/newsml29")).body
    assert guids(part) == [first]
    assert b"rnd:highRes" not in part, "only the sizes that the contract covers"
    in12 = (await general.get(f"/abone/document/{series}/newsml12")).body
    assert [one.get("Href") for one in ET.fromstring(in12).iter("ContentItem") if one.get("Href")] == [
        f"nf_picture_20260302_{first.rsplit(':', maxsplit=1)[1]}_Web.jpg"
    ]
    async with transaction(desk.pool) as db:
        told = {(row.subscriber, row.path) for row in await takers(db, second)}
    assert len(told) == 1, "who was shown a picture's caption is told of its kill"


def guids(document: bytes) -> list[str | None]:
    """The guids of the document's items."""
    return [item.get("guid") for item in etree.fromstring(document).iterfind(".//n:newsItem", N)]


async def test_one_killed_member_stays_in_the_series_as_canceled(desk: Desk, client: Client):
    first, second, series = await desk.series(copy.a_picture(), copy.a_picture(headline="Rıhtım"))
    await desk.stop(first, Action.KILL)
    body = (await client.get(f"/abone/document/{series}/newsml29")).body
    assert guids(body) == [first, second]
    assert body.count(b"stat:canceled") == 1
    assert body.count(b"<remoteContent") == 2


async def test_a_picture_s_own_newsml12_and_a_text_s_come_over_http(desk: Desk, client: Client):
    """§1.6: picture "also `newsml12` (PYA on the picture id)"; text "`newsml29`, `newsml12`"."""
    picture = (await desk.series(copy.a_picture()))[0]
    text = await desk.release(copy.french())
    for guid in (picture, text):
        answer = await client.get(f"/abone/document/{guid}/newsml12")
        assert (answer.status, answer.headers["Content-Type"]) == (200, "application/xml")
        assert b"xmlns" not in answer.body


def test_the_series_of_the_goldens_is_named():
    assert SERIES.encode() in OF_MEDIA["picture"]


async def test_the_files_of_newsml29_are_where_it_says(
    desk: Desk, client: Client, picture: tuple[Guid, Guid]
):
    body = (await client.get(f"/abone/document/{picture[0]}/newsml29")).body
    for file in etree.fromstring(body).iter(f"{{{G2}}}remoteContent"):
        answer = await client.get(str(file.get("href")))
        assert (answer.status, len(answer.body)) == (200, int(str(file.get("size"))))
