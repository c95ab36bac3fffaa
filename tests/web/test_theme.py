"""A theme's folder: what it changes, and what is said of one that cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsflow.domain.errors import SetupError
from newsflow.web.static import load_static
from newsflow.web.theme import NO_THEME, read_theme
from newsflow.web.theme.colours import contrast
from newsflow.web.theme.legal import MAX_BYTES

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("fr", "ar")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/>{}</svg>'


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def test_an_empty_folder_changes_nothing(tmp_path: Path):
    assert load_static(read_theme(tmp_path, LANGUAGES)) == load_static(NO_THEME)


def test_colours_fonts_and_mark_are_served_from_here_after_our_own(tmp_path: Path):
    written(tmp_path, "mark.svg", SVG.format(""))
    written(tmp_path, "fonts/fil.woff2", b"wOF2 and more")
    written(
        tmp_path,
        "theme.toml",
        '[colours]\nlink = "#00558c"\n[[fonts]]\nfamily = "Fil"\nfile = "fil.woff2"\n[type]\nserif = "Fil, serif"\n',
    )
    static = load_static(read_theme(tmp_path, LANGUAGES))
    assert static.digest != load_static().digest, "browsers fetch what changed"
    sheet = static.files["site.css"].decode()
    ours = load_static().files["site.css"].decode()
    own = sheet.removeprefix(ours)
    assert sheet.startswith(ours)
    assert "@media (prefers-color-scheme: light) { @layer tokens { :root { --link: #00558c; } } }" in own
    assert 'src: url("theme/fil.woff2")' in own
    assert '--serif: "Fil", serif;' in own
    assert static.path("theme/fil.woff2")
    assert static.files["mark.svg"] == SVG.format("").encode()


def test_a_legal_page_is_markdown_and_html_in_it_is_only_shown(tmp_path: Path):
    text = "# Mentions légales\n\nUn *éditeur*.\n\n<script>alert(1)</script>\n\n[lien](javascript:alert(1)) ![p](https://x.example/p.png)\n"
    written(tmp_path, "pages/imprint.fr.md", text)
    (page,) = read_theme(tmp_path, LANGUAGES).pages
    assert (page.name, page.language, page.title) == ("imprint", "fr", "Mentions légales")
    assert "<em>éditeur</em>" in page.html
    for live in ("<script", "<img", 'href="javascript'):
        assert live not in page.html


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("theme.toml", "colour = 1", "“colour” is unknown"),
        ("theme.toml", "[colours]\nink = 'red'", "ink is “red”"),
        ("theme.toml", "[colours]\npaper = '#ffffff'\nmuted = '#999999'", "contrast of 2.85 to 1"),
        ("theme.toml", "[colours]\npaper = '#ffffff'\nmuted = '#777777'", "contrast of 4.48 to 1"),
        ("theme.toml", "[colours]\nurgent = '#ff0000'", "has “urgent”"),
        ("theme.toml", "[type]\nserif = 'a;b'", "serif is “a;b”"),
        ("theme.toml", "[[fonts]]\nfamily = 'F'\nfile = '../f.woff2'", "../f.woff2"),
        ("theme.toml", "[[fonts]]\nfamily = 'F'\nfile = 'f.woff2'", "f.woff2"),
        ("mark.svg", SVG.format("<script/>"), "<script>"),
        ("mark.svg", SVG.format('<g onload="x()"/>'), "onload"),
        ("mark.svg", SVG.format('<a href="https://x.example/"/>'), "href leads out"),
        ("mark.svg", "<html/>", "root is not svg"),
        ("pages/imprint.md", "# T\n", "imprint.md"),
        ("pages/imprint.de.md", "# T\n", "fr, ar"),
        ("pages/imprint.fr.md", "No title.\n", "has no title"),
        ("pages/imprint.fr.md", "# T\n" + "a" * (MAX_BYTES - 3), "too large"),
    ],
)
def test_a_theme_that_cannot_be_used_says_what_and_where(tmp_path: Path, name: str, text: str, told: str):
    with pytest.raises(SetupError) as refused:
        read_theme(written(tmp_path, name, text), LANGUAGES)
    assert told in str(refused.value)


def test_a_page_as_large_as_may_be_is_taken_and_no_folder_is_none(tmp_path: Path):
    written(tmp_path, "pages/imprint.fr.md", "# T\n" + "a" * (MAX_BYTES - 4))
    assert len(read_theme(tmp_path, LANGUAGES).pages) == 1
    with pytest.raises(SetupError):
        read_theme(tmp_path / "nowhere", LANGUAGES)


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == 21
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
