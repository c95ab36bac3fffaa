"""The main job, as its people do it: copy comes in, a person releases it, a subscriber reads it whole, the public a part."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.builders import PASS_ALL
from tests.journeys.node import House

if TYPE_CHECKING:
    from pathlib import Path

PACE_S = 0.55
CHIEF = "chief@desk.example"

COPY = """Monde

À Sète, la drague du vieux port sort de l'eau une ancre de deux mètres

- Les habitants ont jusqu'à dimanche pour venir la voir sur le quai

Camille Rochebrune | 03.03.2026 - Mise à jour : 04.03.2026
Sète

AA / Sète

La drague « Garance », qui nettoie le vieux port depuis lundi, a remonté mardi matin une ancre de deux mètres, ont raconté les ouvriers du chantier.

« Elle est sortie d'un seul coup, comme une dent », a dit le chef de bord, Basile Montfrin, à la radio Ondes du Canal.

L'ancre sera rincée pendant trois jours à l'eau douce avant d'être confiée à l'atelier du musée de la Mer, où deux restaurateurs l'attendent avec une cuve assez longue.

Les écoliers du quartier ont déjà proposé onze noms, dont un seul peut être imprimé ici sans froisser personne.

Le chantier doit durer jusqu'à la fin du mois, et la drague passera ensuite au bassin voisin, plus étroit et moins profond.

* Traduit de l'arabe par Lina Ferroukhi.
"""


def test_a_dispatch_goes_from_a_correspondents_copy_to_a_subscriber_whole_and_to_the_public_in_part(
    home: Path,
) -> None:
    house, ready, copy = House(home / "data"), home / "ready.json", home / "copy.txt"
    copy.write_text(COPY, encoding="utf-8")
    with house.up(ready):
        told = json.loads(ready.read_text(encoding="utf-8"))
        assert told["url"] == f"http://localhost:{house.port}"
        login = engaged(house)
        draft = house.gives("import", str(copy))["draft"]
        (header,) = house.gives("release", str(draft), "--as", CHIEF, *PASS_ALL)
        guid = header["guid"]
        with httpx.Client(base_url=house.url, auth=login, follow_redirects=True) as client:
            is_read_whole(client, guid)
            is_public_in_part(client, guid)
            assert house.gives("explain", guid, login[0])["verdict"] == "whole"
            house.newsflow("kill", guid, "--as", CHIEF, "--because", "hoax", "--reason", "No such find.")
            is_gone(client, guid)
        assert ": whole." in house.newsflow("fsck")


def engaged(house: House) -> tuple[str, str]:
    """The login of a subscriber's machine, whose contract covers everything; a chief is on the desk."""
    house.newsflow("person-add", CHIEF, "Ada", "--role", "chief", "--password", "nine gulls on a pier")
    house.newsflow("subscriber-add", "gazette", "The Gazette")
    house.newsflow("contract-sign", "c-1", "gazette", "All", "--from", "2026-01-01T00:00:00+00:00")
    (login,) = house.gives("api-user-add", "7000001", "gazette")
    return login["username"], login["secret"]


def is_read_whole(client: httpx.Client, guid: str) -> None:
    """Passes when HAS lists the dispatch alone and gives every part of it."""
    listed = client.post("/abone/search", data={"filter_type": "1,2,3"}).json()
    assert [item["id"] for item in listed["data"]["result"]] == [guid]
    time.sleep(PACE_S)
    document = client.get(f"/abone/document/{guid}/newsml29")
    assert document.headers["Content-Type"] == "application/xml"
    for part in (
        "sort de l'eau une ancre",
        "jusqu'à dimanche",
        "Camille Rochebrune",
        "onze noms",
        "Lina Ferroukhi",
    ):
        assert part in document.text


def is_public_in_part(client: httpx.Client, guid: str) -> None:
    """Passes when the site shows headline and lead, and not the rest."""
    page = public_page(client, guid).replace("&#39;", "'").replace("’", "'")
    assert "sort de l'eau une ancre" in page
    assert "Lina Ferroukhi" in page
    assert "onze noms" not in page
    assert "moins profond" not in page


def is_gone(client: httpx.Client, guid: str) -> None:
    """Passes when nothing of the killed copy is left to read, and everyone is told."""
    gone = client.get(f"/items/{guid}")
    assert gone.status_code == 410
    assert "ancre" not in gone.text
    time.sleep(PACE_S)
    titles = [item["title"] for item in client.post("/abone/search").json()["data"]["result"]]
    assert len(titles) == 2
    assert not any("deux mètres" in title for title in titles)
    time.sleep(PACE_S)
    killed = client.get(f"/abone/document/{guid}/newsml29")
    assert killed.status_code == 200
    assert 'pubStatus qcode="stat:canceled"' in killed.text
    assert "onze noms" not in killed.text


def public_page(client: httpx.Client, guid: str) -> str:
    """The item's page on the public site, as soon as it stands there."""
    for _ in range(50):
        found = client.get(f"/items/{guid}", headers={"Accept": "text/html"})
        if found.status_code == 200:
            return found.text
        time.sleep(0.1)
    pytest.fail(f"{guid} did not come to the public site in 5 s")
