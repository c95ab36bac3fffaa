"""Rows of the contract that no other test quotes: transport (§1.1), the agency's code (§0), newsml29 path by path (§1.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from newsflow.domain.codes import CreditRole, PlaceRole
from newsflow.domain.dispatch import Credit, Place
from newsflow.has.newsml12 import newsml12
from newsflow.has.newsml29 import newsml29
from newsflow.has.xml import G2, NITF
from newsflow.matching.contract import Entitlement
from tests.has import copy
from tests.has.goldens import LINKS, a_sheet
from tests.has.http import Client

if TYPE_CHECKING:
    from newsflow.domain.guid import Guid
    from tests.has.desk import Desk

NAMES = {"n": G2, "t": NITF, "x": "http://www.w3.org/XML/1998/namespace"}
NITF_BODY = "n:contentSet/n:inlineXML/t:nitf/t:body"

ROWS = (
    ("`@guid`", "string(@guid)", "nf:text:20260302:41"),
    ('`@version`, `@xml:lang="tr"`', "concat(@version, ' ', @x:lang)", "1 tr"),
    ("exactly one newsItem in a text document", "count(/n:newsMessage/n:itemSet/n:newsItem)", 1.0),
    ("`rightsInfo/copyrightHolder/@literal`", "string(n:rightsInfo/n:copyrightHolder/@literal)", "Novafon Ajansı"),
    ("`itemMeta/itemClass/@qcode`: `ninat:text`", "string(n:itemMeta/n:itemClass/@qcode)", "ninat:text"),
    ("`itemMeta/provider/@literal`", "string(n:itemMeta/n:provider/@literal)", "Novafon Ajansı"),
    ("`itemMeta/versionCreated`: ISO UTC Z", "string(n:itemMeta/n:versionCreated)", "2026-03-02T09:10:00Z"),
    ("`itemMeta/priority`: number as text; BCM flags <= 2 as flash", "string(n:itemMeta/n:priority)", "5"),
    ('`itemMeta/link`: `@rel="irel:seeAlso"`', "count(n:itemMeta/n:link[@rel='irel:seeAlso'])", float(len(LINKS))),
    ("link: `@residref`, child `itemClass/@qcode`, child `title`",
     "count(n:itemMeta/n:link[@residref][n:itemClass/@qcode][normalize-space(n:title)])", float(len(LINKS))),
    ("`contentMeta/headline`: plain text", "string(n:contentMeta/n:headline)",
     "Körfezde vapur seferleri yeniden başladı"),
    ("`contentMeta/contentCreated`: ISO", "string(n:contentMeta/n:contentCreated)", "2026-03-02T09:10:00Z"),
    ("the AAcat subject must come **first** and have a `tr` name",
     "concat(n:contentMeta/n:subject[1]/@qcode, ' ', n:contentMeta/n:subject[1]/n:name[@x:lang='tr'])",
     "AAcat:GUN Genel"),
    ('BIL, KIT, PHB take the first `//n:subject/n:name[@xml:lang="tr"]`',
     "string((//n:subject/n:name[@x:lang='tr'])[1])", "Genel"),
    ("Package: `AApackage:1` (Genel)", "string(n:contentMeta/n:subject[@qcode='AApackage:1']/n:name[@x:lang='tr'])",
     "Genel"),
    ('`contentMeta/located[@type="cptype:city"]/name[@xml:lang="tr"]`: city',
     "string(n:contentMeta/n:located[@type='cptype:city']/n:name[@x:lang='tr'])", "İzmir"),
    ('`contentMeta/located/broader/name[@xml:lang="tr"]`: country (one broader only)',
     "string(n:contentMeta/n:located/n:broader/n:name[@x:lang='tr'])", "Türkiye"),
    ("one broader only, since ELX joins them", "count(n:contentMeta/n:located/n:broader)", 1.0),
    ("`AArole:author`", "string(n:contentMeta/n:creator[@qcode='AArole:author']/@literal)", "Ada Örnek"),
    ("`AArole:publisher`", "string(n:contentMeta/n:creator[@qcode='AArole:publisher']/@literal)", "Novafon Ajansı"),
    ("`contentMeta/keyword` (0..n, text)", "count(n:contentMeta/n:keyword)", 2.0),
    ("`body.head/headline/hl1`: text, no attributes",
     f"concat({NITF_BODY}/t:body.head/t:headline/t:hl1, count({NITF_BODY}/t:body.head/t:headline/t:hl1/@*))",
     "Körfezde vapur seferleri yeniden başladı0"),
    ("`body.head/byline/byttl`: text", f"string({NITF_BODY}/t:body.head/t:byline/t:byttl)", "Ada Örnek"),
    ("`body.head/abstract`: element always there, may be empty", f"count({NITF_BODY}/t:body.head/t:abstract)", 1.0),
    ("`body/body.content`: **one text node holding escaped HTML**",
     f"concat(count({NITF_BODY}/t:body.content/*), count({NITF_BODY}/t:body.content/text()))", "01"),
    ('The story starts "PLACE (AA) - "',
     f"starts-with(normalize-space({NITF_BODY}/t:body.content), '<p>İZMİR (NF) - ')", True),
)  # fmt: skip


@pytest.mark.parametrize(("quoted", "path", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_a_path_that_clients_read_holds_what_they_expect(quoted: str, path: str, expected: object):
    """§1.8, "everything any client touches", a row each."""
    content = copy.a_dispatch(
        keywords=("vapur", "körfez"),
        credits=(Credit(name="Ada Örnek", role=CreditRole.WRITER),),
        places=(Place(name="İzmir", role=PlaceRole.FILED_FROM, country="Türkiye"),),
    )
    item = etree.fromstring(newsml29(a_sheet(content, links=LINKS))).find("n:itemSet/n:newsItem", NAMES)
    assert item is not None
    assert item.xpath(path, namespaces=NAMES) == expected, quoted


def test_the_scheme_aliases_stay_whatever_the_agency_s_code():
    """§0: "the scheme aliases `AAcat`, `AApackage`, `AArole` in newsml29 stay as they are, since clients look for them"."""
    document = newsml29(a_sheet(copy.a_dispatch())).decode()
    assert 'guid="nf:text:' in document
    for alias in ("AAcat:", "AApackage:", "AArole:"):
        assert f'qcode="{alias}' in document


def test_newsml12_has_no_lower_case_newsitem():
    """C8: "a lower-case `newsItem` in newsml12 (CS2)": "ignore"."""
    assert b"<newsItem" not in newsml12(a_sheet(copy.a_dispatch()))


async def test_the_six_functions_stand_under_abone_get_for_all_but_search(
    desk: Desk, client: Client, picture: tuple[Guid, Guid]
):
    """§1.1: "path prefix `/abone/`. Six functions"; "GET for everything except search, which is POST"; "JSON for
    discover/search/subscription/(multitoken) …; document returns the raw file".
    """
    text = await desk.release(copy.a_dispatch())
    for method, path, status, kind in (
        ("GET", "discover/tr_TR", 200, "application/json"), ("POST", "search", 200, "application/json"),
        ("GET", "subscription", 200, "application/json"),
        ("GET", f"document/{text}/newsml29", 200, "application/xml"),
        ("GET", f"document/{picture[0]}/print", 200, "image/jpeg"),
        ("GET", f"token/{picture[0]}/web", 302, "application/json"),
        ("GET", f"multitoken/{picture[1]}/web", 200, "application/json"),
    ):  # fmt: skip
        answer = await client.ask(method, f"/abone/{path}")
        assert (answer.status, answer.headers["Content-Type"].partition(";")[0]) == (status, kind), path
    unknown = await client.get("/abone/feed")
    assert unknown.status == 404
    for function in ("discover", "search", "subscription", "document", "token", "multitoken"):
        assert function in unknown.message


async def test_any_name_of_the_host_answers_and_links_go_by_the_one_that_was_asked(
    client: Client, picture: tuple[Guid, Guid]
):
    """§1.1: "Host aliases seen: plain `http://api…`, `https://apiv2…`": an old name that still leads here works."""
    for host in ("api.novafon.example", "apiv2.novafon.example:8443"):
        answer = await client.ask("GET", f"/abone/token/{picture[0]}/web", {"Host": host})
        assert answer.status == 302
        assert answer.headers["Location"].startswith(f"http://{host}/abone/download/")


async def test_no_user_agent_is_asked_for_and_a_browser_s_foreign_page_gets_no_leave(client: Client):
    """§1.1: "no User-Agent demand; no CORS headers (a browser call fails)"."""
    answer = await client.ask("GET", "/abone/discover/tr_TR", {"Origin": "https://paper.example"})
    assert answer.status == 200
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]


async def test_a_login_works_at_once_from_anywhere(desk: Desk, url: str):
    """§1.1: "API users are sub-users of a master account …; no IP allow-list or activation needed"."""
    machine = await desk.machine(Entitlement())
    assert (await Client(url, machine).get("/abone/subscription")).status == 200
