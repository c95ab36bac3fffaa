"""The names list: kept by the desk, loaded from files, found in texts, offered while somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.checks.finding import CheckCode
from newsflow.domain.codes import Action
from newsflow.domain.dispatch import paragraph
from newsflow.domain.errors import BadInputError, NotAllowedError, NotFoundError
from newsflow.domain.house_names import NameKind, Spelling, Standing
from newsflow.newsroom.checking import check_draft
from newsflow.newsroom.names_list import (
    Wanted,
    add_name,
    change_name,
    drop_name,
    get_name,
    load_names,
    names_for,
    offered,
    search_names,
)
from tests.builders import a_dispatch

if TYPE_CHECKING:
    from tests.builders import Newsroom

FILE = """kind;fr;fr+;fr-;tr;ar;en
place;Genève;;Geneve;Cenevre;جنيف;Geneva
body;Ligue des ports;LDP;;Limanlar Birliği;رابطة الموانئ;Harbour League
person;Selma Aridag;;Salma Aridag|Selma Aridağ;Selma Arıdağ;سلمى أريداغ;Selma Aridag
"""


async def test_a_file_is_loaded_once_and_again_changes_nothing(newsroom: Newsroom):
    async with transaction(newsroom.pool) as db:
        assert (await load_names(db, FILE, newsroom.clock())).added == 3
        again = await load_names(db, FILE, newsroom.clock())
        assert (again.added, again.changed, again.as_they_were) == (0, 0, 3)
        more = await load_names(db, "kind\tfr\tde\nplace\tGenève\tGenf\n", newsroom.clock())
        assert (more.added, more.changed) == (0, 1)
        (found,) = await search_names(db, "genf")
    assert found.house("de") == "Genf"
    assert found.house("tr") == "Cenevre"


async def test_a_new_house_spelling_keeps_the_old_one_as_right(newsroom: Newsroom):
    async with transaction(newsroom.pool) as db:
        await load_names(db, "kind,fr,en\nplace,Kazan,Kazan\n", newsroom.clock())
        await load_names(db, "kind,fr,en\nplace,Kazan,Qazan\n", newsroom.clock())
        (found,) = await search_names(db)
    assert found.house("en") == "Qazan"
    assert found.right("en") == ("Qazan", "Kazan")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("name,fr\nplace,Genève\n", "name the columns"),
        ("kind,fr\ntown,Genève\n", "Line 2"),
        ("kind,fr\nplace,\n", "Line 2"),
        ("kind,fr\nplace,a,b,c\n", "more columns"),
        ('kind,fr\nplace,"Gen\n', "no table"),
        ("", "name the columns"),
    ],
)
async def test_a_file_that_is_wrong_says_where(newsroom: Newsroom, text: str, wrong: str):
    async with transaction(newsroom.pool) as db:
        with pytest.raises(BadInputError, match=wrong):
            await load_names(db, text, newsroom.clock())


async def test_texts_find_their_names_in_any_ending_and_script(newsroom: Newsroom):
    async with transaction(newsroom.pool) as db:
        await load_names(db, FILE, newsroom.clock())
        for language, text in (
            ("tr", "Heyet Cenevre’ye gitti."),
            ("ar", "وصل الوفد إلى جنيف وبجنيف"),
            ("fr", "Depuis Genève, rien."),
        ):
            assert [name.house("en") for name in await names_for(db, (language, [text]))] == ["Geneva"]
        assert await names_for(db, ("fr", ["Rien de connu ici."])) == ()


async def test_type_ahead_offers_the_house_s_spelling(newsroom: Newsroom):
    async with transaction(newsroom.pool) as db:
        await load_names(db, FILE, newsroom.clock())
        assert [one.text for one in await offered(db, "gene", "fr")] == ["Genève"]
        assert [one.text for one in await offered(db, "ari", "tr")] == ["Selma Arıdağ"]
        assert [one.text for one in await offered(db, "جن", "ar")] == ["جنيف"]
        assert [one.text for one in await offered(db, "LD", "fr")] == ["Ligue des ports"]
        assert await offered(db, "g", "fr") == []
        assert await offered(db, "%%", "fr") == []


async def test_the_desk_keeps_the_list(newsroom: Newsroom):
    hand = newsroom.hand(newsroom.reporter)
    wanted = Wanted(kind=NameKind.PLACE, spellings=(Spelling(language="fr", text="Sète"),))
    async with transaction(newsroom.pool) as db:
        number = await add_name(db, wanted, hand, newsroom.clock())
        more = Wanted(
            kind=NameKind.PLACE,
            spellings=(*wanted.spellings, Spelling(language="fr", text="Cette", standing=Standing.AVOID)),
        )
        await change_name(db, number, more, hand, newsroom.clock())
        assert (await get_name(db, number)).avoided("fr") == ("Cette",)
        with pytest.raises(NotAllowedError):
            await drop_name(db, number, hand, newsroom.clock())
        await drop_name(db, number, newsroom.hand(newsroom.editor), newsroom.clock())
        with pytest.raises(NotFoundError):
            await get_name(db, number)


async def test_one_name_in_two_spellings_is_found_before_a_release(newsroom: Newsroom):
    text = a_dispatch(
        language="fr",
        headline="Selma Aridag inaugure le bac",
        body=(paragraph("À Genève, Salma Aridag a inauguré le bac lundi, sous un ciel clair."),),
    )
    async with transaction(newsroom.pool) as db:
        await load_names(db, FILE, newsroom.clock())
        found = await check_draft(db, newsroom.agency, text, Action.NEW, before=None, now=newsroom.clock())
    (name,) = [one for one in found if one.code is CheckCode.NAME_TWO_SPELLINGS]
    assert (name.fact("name"), name.fact("house")) == ("Salma Aridag", "Selma Aridag")
    assert CheckCode.NAME_SPELLING not in {one.code for one in found}
