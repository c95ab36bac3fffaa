"""`search` (contract §0 and §1.3); each test quotes the row that it holds."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from newsflow.has.form import FIELDS_LIMIT
from tests.harness import MORNING
from tests.has import copy
from tests.has.desk import three

if TYPE_CHECKING:
    from newsflow.domain.guid import Guid
    from tests.has.desk import Desk
    from tests.has.http import Client

FORM = "application/x-www-form-urlencoded"
BOUNDARY = "---------------------------elixir"


async def ask(client: Client, body: bytes, content_type: str | None = FORM) -> list[str]:
    """The ids that a search with this body lists."""
    headers = {} if content_type is None else {"Content-Type": content_type}
    answer = await client.ask("POST", "/abone/search", headers, body)
    assert answer.status == 200, answer.body
    return answer.ids


def multipart(**fields: str) -> bytes:
    """The fields as form-data, as ELX sends them."""
    parts = "".join(
        f'--{BOUNDARY}\r\ncontent-disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    return f"{parts}--{BOUNDARY}--\r\n".encode()


async def test_every_encoding_that_clients_send_is_read(desk: Desk, client: Client):
    """§1.3: "Body encodings that real clients send, all of which must work"."""
    _, french, russian = await three(desk)
    assert await ask(client, b"filter_language=4") == [french]
    assert await ask(client, b"filter_language=4", f"{FORM}; charset=UTF-8") == [french]
    assert await ask(client, b"&filter_language=4&limit=5") == [french], "CS1/CS2 begin with a stray &"
    assert await ask(client, b'start_date=*&end_date="NOW"&filter_language=4,5') == [russian, french], "OMK"
    form_data = f"multipart/form-data; boundary={BOUNDARY}"
    assert await ask(client, multipart(limit="100000", filter_language="5"), form_data) == [russian], "ELX"
    for given in (4, "4", [4], ["4"], "4,4"):
        body = json.dumps({"filter_language": given, "limit": 5}).encode()
        assert await ask(client, body, "application/json") == [french], given
        assert await ask(client, body, "text/plain") == [french], given
    php = urlencode({"filter_language[0]": "4", "filter_language[1]": "5"}).encode()
    assert await ask(client, php) == [russian, french], "http_build_query"
    assert await ask(client, b"filter_language=4", None) == [french]


async def test_an_empty_body_and_parameters_as_headers_give_the_default_listing(desk: Desk, client: Client):
    """§1.3: "parameters as HTTP request headers, empty body ... answers with the default listing"."""
    listed = list(reversed(await three(desk)))
    for content_type in (FORM, "application/json", f"multipart/form-data; boundary={BOUNDARY}", None):
        assert await ask(client, b"", content_type) == listed
    answer = await client.ask("POST", "/abone/search/", {"filter_language": "4", "limit": "1"})
    assert answer.ids == listed
    answer = await client.ask("POST", "/abone/search/?filter_language=4&limit=1")
    assert answer.ids == listed, "a query string is ignored"


async def test_filters_are_or_inside_and_and_between(desk: Desk, client: Client):
    """§1.3: "OR inside a list, AND between filters. Empty string = no filter; missing = no filter"."""
    turkish, french, russian = await three(desk)
    flash = await desk.release(copy.flash())
    expected: list[tuple[dict[str, str], list[Guid]]] = [
        ({}, [flash, russian, french, turkish]),
        ({"filter_category": ""}, [flash, russian, french, turkish]),
        ({"filter_category": "2"}, [russian]),
        ({"filter_category": "1, 2"}, [flash, russian, french, turkish]),
        ({"filter_category": "5"}, []),
        ({"filter_language": "1,5", "filter_category": "2"}, [russian]),
        ({"filter_package": "2"}, [french]),
        ({"filter_package": "4"}, []),
        ({"filter_priority": "1"}, [flash]),
        ({"filter_type": "1"}, [flash, russian, french, turkish]),
        ({"filter_type": "2,3"}, []),
        ({"filter_provider": "1"}, [flash, russian, french, turkish]),
        ({"filter_provider": "2"}, []),
    ]
    for fields, guids in expected:
        answer = await client.search(**fields)
        assert answer.ids == guids, fields
        assert answer.json()["data"]["total"] == len(guids)


async def test_an_item_is_as_captured_key_order_included(desk: Desk, client: Client):
    """§1.3: `{"id":"…","type":"text","date":"2022-07-07T07:04:06Z","title":"..."}`; no group_id on a text."""
    guid = await desk.release(copy.a_dispatch(headline="Körfez “mavi” \\ 🚢"))
    answer = await client.search()
    assert answer.body.decode() == (
        '{"response":{"success":true,"code":200},"data":{"result":[{"id":"' + guid + '","type":"text",'
        '"date":"2026-03-02T09:00:01Z","title":"Körfez “mavi” \\\\ 🚢"}],"total":1}}'
    )


async def test_all_date_forms_bound_the_date_in_utc(desk: Desk, client: Client):
    """§1.3: `*`, `NOW`, ISO with and without milliseconds, dd/mm/yyyy, a bare date, literal quotes."""
    desk.clock.set(datetime(2026, 3, 2, 9, 59, 59, 600_000, tzinfo=UTC))
    guid = await desk.release(copy.a_dispatch())  # at 10:00:00.6, listed as 10:00:00
    desk.clock.advance(timedelta(hours=5))
    inside: list[dict[str, str]] = [
        {"start_date": "*", "end_date": "NOW"}, {"start_date": "*", "end_date": '"NOW"'}, {"end_date": "*"},
        {"start_date": "", "end_date": ""}, {"end_date": "now"}, {"start_date": '"*"'},
        {"start_date": "2026-03-02T10:00:00Z"}, {"start_date": "2026-03-02T10:00:00.999Z"},
        {"end_date": "2026-03-02T10:00:00Z"}, {"start_date": "2026-03-02T10:00:00"},
        {"start_date": "2026-03-02 10:00"}, {"start_date": "2026-03-02T13:00:00+03:00"},
        {"start_date": "2026-03-02T06:00:00-0400"}, {"start_date": "2026-03-02"}, {"start_date": "02/03/2026"},
        {"end_date": "2026-03-02"}, {"end_date": "02/03/2026"}, {"end_data": "2020-01-01"},
        {"start_date": "2026-03-02T10:00:00Z", "end_date": "2026-03-02T10:00:00.000Z"},
    ]  # fmt: skip
    outside = [
        {"start_date": "2026-03-02T10:00:01Z"}, {"end_date": "2026-03-02T09:59:59Z"},
        {"start_date": "2026-03-03"}, {"end_date": "2026-03-01"}, {"start_date": "NOW"},
        {"start_date": "03/03/2026"}, {"start_date": "2026-03-03", "end_date": "2026-03-01"},
    ]  # fmt: skip
    for fields in inside:
        assert (await client.search(**fields)).ids == [guid], fields
    for fields in outside:
        assert (await client.search(**fields)).ids == [], fields
    unencoded = b"start_date=2026-03-02T13:00:00+03:00"
    assert await ask(client, unencoded) == [guid], "a + that was not encoded arrives as a space"


async def test_start_date_is_floored_to_the_second_and_inclusive(desk: Desk, client: Client):
    """§0: "twice is possible, never not at all"."""
    desk.clock.set(MORNING + timedelta(milliseconds=10))
    first = await desk.release(copy.a_dispatch())
    desk.clock.set(MORNING + timedelta(milliseconds=900))
    second = await desk.release(copy.a_dispatch())
    page = (await client.search()).json()["data"]["result"]
    assert {found["date"] for found in page} == {"2026-03-02T09:00:01Z"}
    assert (await client.search(start_date="2026-03-02T09:00:01Z")).ids == [second, first]
    assert (await client.search(end_date="2026-03-02T09:00:01Z")).ids == [second, first]


async def test_pages_are_newest_first_with_the_count_of_all(desk: Desk, client: Client):
    """§1.3: offset and limit; "PYA pages `while offset < total`"; C10: default 100, capped at 100 in silence."""
    guids = [await desk.release(copy.a_dispatch(slug=f"s-{number}")) for number in range(103)]
    newest = list(reversed(guids))
    for fields, page in (
        ({}, newest[:100]), ({"limit": 100000}, newest[:100]), ({"limit": 101}, newest[:100]),
        ({"limit": 5}, newest[:5]), ({"limit": 1, "offset": 102}, newest[102:]),
        ({"offset": 100, "limit": 100}, newest[100:]), ({"offset": 103}, []), ({"offset": 10**17}, []),
        ({"limit": ""}, newest[:100]), ({"limit": " 5 "}, newest[:5]),
    ):  # fmt: skip
        answer = await client.search(**fields)
        assert answer.ids == page, fields
        assert answer.json()["data"]["total"] == 103, fields


async def test_a_bad_value_is_400_naming_the_field_and_what_it_accepts(client: Client):
    """§0: "400 in the envelope, naming the field and what it accepts; unknown *keys* are ignored"."""
    bad: list[tuple[str, Any, str]] = [
        ("limit", 0, "whole number"), ("limit", -1, "whole number"), ("limit", "ten", "whole number"),
        ("limit", "5.0", "whole number"), ("limit", "٥", "whole number"), ("offset", -1, "whole number"),
        ("offset", "x", "whole number"), ("start_date", "yesterday", "NOW"), ("start_date", "2026-13-01", "NOW"),
        ("start_date", "31/02/2026", "NOW"), ("end_date", "2026-03-02T25:00:00Z", "NOW"),
        ("end_date", "9999-12-31", "NOW"), ("start_date", "0001-01-01T00:00:00+14:00", "NOW"),
        ("filter_category", "99", "1, 2, 5"), ("filter_category", "Spor", "1, 2, 5"),
        ("filter_type", "1;2", "1, 2, 3, 4, 5"), ("filter_language", "1,99", "1, 2, 3, 4, 5, 6"),
        ("filter_package", "-1", "1, 2, 3, 4"), ("filter_priority", "7", "1, 2, 3, 4, 5, 6"),
        ("filter_provider", "0", "1, 2"), ("search_string", "(Deprem", "Close it with )"),
    ]  # fmt: skip
    for name, value, accepts in bad:
        answer = await client.search(**{name: value})
        assert answer.status == 400, (name, value)
        assert name in answer.message, answer.message
        assert accepts in answer.message, answer.message
    assert (await client.search(end_data="2022", nothing="x", search_string=" ")).status == 200


async def test_a_body_that_cannot_be_read_is_400(client: Client):
    assert await ask(client, b"&".join([b"a=1"] * FIELDS_LIMIT)) == [], "100 fields are not too many"
    for body, content_type in (
        (b"{", "application/json"), (b"[1]", "application/json"), (b"[" * 20_000, "application/json"),
        (b"limit=\xff", FORM), (b"limit=%FF", FORM), (b"x", "multipart/form-data"),
        (b"x", f"multipart/form-data; boundary={BOUNDARY}"),
        (b'{"limit":"\\ud800"}', "application/json"), (b'{"filter_type":["1","\\udfff"]}', "application/json"),
        (multipart(limit="+2AA-"), f"multipart/form-data; boundary={BOUNDARY}; charset=utf-7"),
        (b"&".join([b"a=1"] * (FIELDS_LIMIT + 1)), FORM),
        (json.dumps({"limit": True}).encode(), "application/json"),
        (json.dumps({"limit": {"a": 1}}).encode(), "application/json"),
        (json.dumps({"filter_type": 1.5}).encode(), "application/json"),
    ):  # fmt: skip
        answer = await client.ask("POST", "/abone/search", {"Content-Type": content_type}, body)
        assert (answer.status, answer.json()["response"]["code"]) == (400, 400), (body[:20], content_type)


async def test_a_multipart_body_that_was_cut_off_is_400_and_never_an_unfiltered_search(
    desk: Desk, client: Client
):
    await three(desk)
    content_type = f"multipart/form-data; boundary={BOUNDARY}"
    whole = multipart(limit="5", filter_language="4")
    for size in (*range(1, len(whole) - 4, 7), len(whole) - 4):
        answer = await client.ask("POST", "/abone/search", {"Content-Type": content_type}, whole[:size])
        assert answer.status == 400, size
    assert len(await ask(client, whole.removesuffix(b"\r\n"), content_type)) == 1
    assert len(await ask(client, whole + b"epilogue", content_type)) == 1
    assert len(await ask(client, f"--{BOUNDARY}--\r\n".encode(), content_type)) == 3, "no field at all"
