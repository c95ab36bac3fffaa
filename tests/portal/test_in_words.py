"""The portal speaks its reader's language where something goes wrong: at the door, in a question, in a ruling's reasons."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from newsflow.domain.dispatch import Restriction
from tests.builders import a_dispatch, a_picture, a_series
from tests.portal.test_door import TOKEN

if TYPE_CHECKING:
    from tests.portal.room import PortalRoom


async def test_a_wrong_password_keeps_the_language_that_the_page_was_asked_in(portal: PortalRoom):
    client = await portal.stranger()
    page = (await client.get("/portal/sign-in?language=tr")).text
    found = TOKEN.search(page)
    assert found is not None
    assert 'action="/portal/sign-in?language=tr"' in page
    form = {"csrf": found[1], "email": "nobody@nowhere.example", "password": "wrong"}
    answer = await client.post("/portal/sign-in?language=tr", data=form)
    assert answer.status_code == 401
    assert '<html lang="tr"' in answer.text
    assert "belong together" not in answer.text


async def test_what_an_address_asks_and_we_do_not_have_is_said_in_the_reader_s_language(portal: PortalRoom):
    item = await portal.newsroom.release(a_dispatch())
    await portal.indexed()
    client = await portal.client()
    turkish = {"Accept-Language": "tr"}
    page = (await client.get("/portal/search?q=lang:xx", headers=turkish)).text
    assert "lang: “xx” bilinmiyor." in page
    assert "Hiçbir şey aranmadı" in page
    assert "En yeni" not in page, "no order of nothing"
    page = (await client.get("/portal/search?q=ferry", headers=turkish)).text
    assert ">Bul<" in re.sub(r"\s", "", page), "what the button does, not what the page is called"
    assert 'aria-label="Listenin sırası"' in page, "not the order of a translation"
    assert "lang: “zz” bilinmiyor." in (await client.get("/portal/?lang=zz", headers=turkish)).text
    for address, said in (
        (f"/portal/items/{item.guid}?version=99", "Sürümleri: 1."),
        ("/portal/search?sort=foo", "“Önce en yeniler”"),
    ):
        refused = await client.get(address, headers=turkish)
        assert refused.status_code in {400, 404}, address
        assert said in refused.text, address


async def test_why_an_item_was_had_and_by_which_way_is_said_in_the_reader_s_language(portal: PortalRoom):
    item = await portal.newsroom.release(
        a_dispatch(restrictions=(Restriction(words="w", subscribers_out=("gazette",)),))
    )
    other = await portal.newsroom.release(a_dispatch(slug="other"))
    client = await portal.client()
    turkish = {"Accept-Language": "tr"}
    page = (await client.get("/portal/why", params={"id": item.guid}, headers=turkish)).text
    assert "<li>bu abone için değil</li>" in page
    await client.get(f"/portal/items/{other.guid}")
    page = (await client.get("/portal/why", params={"id": other.guid}, headers=turkish)).text
    assert "<bdi>Portal · sayfası</bdi>" in page


async def test_what_is_copied_is_headline_byline_and_the_text_with_its_dateline_alone(portal: PortalRoom):
    item = await portal.newsroom.release(a_dispatch(note="A picture follows.", keywords=("ferry",)))
    client = await portal.client()
    copied = await client.get(f"/portal/items/{item.guid}/as/text?copy=1")
    whole = await client.get(f"/portal/items/{item.guid}/as/text")
    head, _, rest = whole.text.partition("\n\n")
    assert copied.text == rest.partition("\n\nNote: ")[0] + "\n"
    assert head.startswith("Id: ")
    names = [
        re.findall(r'filename="([^"]+)"', answer.headers["content-disposition"])[0]
        for answer in [
            await client.get(f"/portal/items/{item.guid}/as/{form}") for form in ("newsml-g2", "nitf")
        ]
    ]
    assert len(set(names)) == 2, "two formats, two names"


async def test_what_belongs_to_an_item_says_what_it_is_where_a_series_and_its_picture_have_one_title(
    portal: PortalRoom,
):
    await portal.newsroom.release_series(
        a_series(replace(a_picture(), headline="The ferry is back", story="st-1"), story="st-1")
    )
    text = await portal.newsroom.release(a_dispatch(story="st-1"))
    page = (await (await portal.client()).get(f"/portal/items/{text.guid}")).text
    kinds = re.findall(r'<span class="item-who">([^<]+) · <bdi>EN</bdi>', page)
    assert sorted(kinds) == ["One picture", "Pictures"]
