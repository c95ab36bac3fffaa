"""The agency's own face on the site: its mark, its legal pages in the foot of each page, and the policy as strict as before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsflow.web.security import CONTENT_SECURITY_POLICY
from newsflow.web.theme import Theme, read_theme

if TYPE_CHECKING:
    from pathlib import Path

    import httpx


@pytest.fixture
def theme(tmp_path: Path) -> Theme:
    """A theme with a mark, and an imprint in two languages."""
    folder = tmp_path / "theme"
    (folder / "pages").mkdir(parents=True)
    (folder / "mark.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"/>', "utf-8")
    (folder / "pages" / "imprint.fr.md").write_text("# Mentions légales\n\nFil, *Marseille*.\n", "utf-8")
    (folder / "pages" / "imprint.ar.md").write_text("# بيانات الناشر\n\nفيل.\n", "utf-8")
    return read_theme(folder, ("fr", "ar", "en"))


async def test_a_legal_page_stands_in_the_foot_of_its_language_and_names_its_other_languages(
    reader: httpx.AsyncClient,
):
    front = (await reader.get("/fr/")).text
    assert '<a href="/fr/about/imprint">Mentions légales</a>' in front
    assert 'class="masthead-mark"' in front
    assert "/about/" not in (await reader.get("/en/")).text
    page = await reader.get("/fr/about/imprint")
    assert "<p>Fil, <em>Marseille</em>.</p>" in page.text
    assert 'hreflang="ar" href="https://fil.example/ar/about/imprint"' in page.text
    assert page.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert (await reader.get("/en/about/imprint")).status_code == 404
    assert "https://fil.example/fr/about/imprint" in (await reader.get("/sitemap-pages.xml")).text
