"""The style sheets: layers, names, and colours that can be read (look.md)."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

from newsflow.web.static import LAYERS, load_static

FOLDER = Path(__file__).parents[2] / "src/newsflow/static"
SHEETS = sorted(FOLDER.rglob("*.css"))
TOKEN = re.compile(r"--(\w+): oklch\((?P<l>[\d.]+)% (?P<c>[\d.]+) (?P<h>[\d.]+)\)")

Colour = tuple[float, float, float]


def colours(css: str) -> dict[str, Colour]:
    return {
        found[1]: (float(found["l"]) / 100, float(found["c"]), float(found["h"]))
        for found in TOKEN.finditer(css)
    }


def luminance(colour: Colour) -> float:
    """WCAG's relative luminance of an OKLCH colour, clipped to sRGB as a screen does."""
    lightness, chroma, hue = colour
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    return sum(w * min(1.0, max(0.0, v)) for w, v in ((0.2126, red), (0.7152, green), (0.0722, blue)))


def contrast(one: Colour, other: Colour) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def modes() -> dict[str, dict[str, Colour]]:
    light, dark = (FOLDER / "tokens.css").read_text("utf-8").split("prefers-color-scheme: dark")
    return {"light": colours(light), "dark": colours(light) | colours(dark)}


def test_contrast_is_measured_as_wcag_measures_it():
    white, black, grey = (1.0, 0.0, 0.0), (0.0, 0.0, 0.0), (0.5999, 0.0, 0.0)
    assert contrast(white, black) == pytest.approx(21, abs=0.01)
    assert contrast(white, grey) == pytest.approx(3.95, abs=0.1)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(
    ("colour", "least"), [("ink", 12), ("muted", 4.5), ("link", 4.5), ("signal", 4.5), ("amber", 4.5)]
)
@pytest.mark.parametrize("ground", ["paper", "wash"])
def test_every_colour_of_text_can_be_read(mode: str, colour: str, least: float, ground: str):
    tokens = modes()[mode]
    assert contrast(tokens[colour], tokens[ground]) >= least


def test_dark_paper_is_dark_and_red_is_lifted_on_it():
    both = modes()
    assert both["dark"]["paper"][0] == pytest.approx(0.18, abs=0.02)
    assert both["dark"]["signal"][0] > both["light"]["signal"][0]


def test_both_modes_set_every_colour():
    light, dark = (FOLDER / "tokens.css").read_text("utf-8").split("prefers-color-scheme: dark")
    assert colours(light).keys() == colours(dark).keys()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
class TestSheets:
    def test_a_sheet_is_one_layer_of_those_declared(self, sheet: Path):
        text = sheet.read_text("utf-8").strip()
        layer = re.match(r"@layer (\w+) \{", text)
        assert layer is not None
        assert layer[1] in re.findall(r"\w+", LAYERS)[1:]
        assert text.endswith("}")
        assert text.count("{") == text.count("}")

    def test_a_sheet_names_no_side_no_colour_and_no_other_host(self, sheet: Path):
        text = sheet.read_text("utf-8")
        physical = r"\b(?:margin|padding|border|inset)-(?:left|right|top|bottom)\b|(?<![-\w])(?:left|right):|text-align: (?:left|right)"
        assert not re.search(physical, text), "sides turn round in Arabic: use inline and block"
        if sheet.name not in {"tokens.css", "print.css"}:
            assert not re.search(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)\(", text), "colours are tokens"
        assert "url(" not in text
        assert "@import" not in text
        assert "!important" not in text

    def test_a_sheet_uses_only_tokens_that_are_declared(self, sheet: Path):
        declared = {
            name
            for other in SHEETS
            for name in re.findall(r"^\s*(?:.*\{ )?(--[\w-]+):", other.read_text("utf-8"), re.MULTILINE)
        }
        used = set(re.findall(r"var\((--[\w-]+)", sheet.read_text("utf-8")))
        assert used <= declared


def test_red_is_for_flash_and_kill_alone():
    for sheet in SHEETS:
        if sheet.name == "tokens.css":
            continue
        for rule in re.findall(r"([^{};]+)\{[^{}]*--signal", sheet.read_text("utf-8")):
            assert re.search(r"flash|killed|lit", rule), rule.strip()


def test_the_site_s_sheet_declares_the_layers_first_and_holds_every_block():
    sheet = load_static().files["site.css"].decode()
    assert sheet.startswith(LAYERS)
    assert sheet.index("@layer reset {") < sheet.index("@layer tokens {") < sheet.index("@layer base {")
    assert sheet.index("@layer base {") < sheet.index("@layer blocks {") < sheet.index("@layer print {")
    for name in (".time", ".masthead", ".dispatch", ".river"):
        assert name in sheet
    assert len(sheet) < 25_000
