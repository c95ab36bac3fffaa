"""Reads a theme's folder. Whatever is wrong in it stops the start and says which file, and what to do."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from lxml import etree

from newsflow.domain.errors import SetupError
from newsflow.web.theme.colours import HEX, NAMES, READABLE, unreadable
from newsflow.web.theme.legal import read_pages
from newsflow.web.theme.rows import Theme

FILE = "theme.toml"
MARK = "mark.svg"
MARK_BYTES = 100_000
FONT_BYTES = 2_000_000
MOST_FONTS = 12
TYPES = ("sans", "serif", "naskh")
"""What is set in a family: our own words, dispatches, Arabic script."""
_FAMILY = re.compile(r"[A-Za-z0-9][A-Za-z0-9 -]{0,59}")
_FONT_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}\.woff2")
_WEIGHT = re.compile(r"[1-9]00( [1-9]00)?")
_WOFF2 = b"wOF2"
_SVG = "{http://www.w3.org/2000/svg}"
_REFUSED = {f"{_SVG}script", f"{_SVG}foreignObject", f"{_SVG}image", f"{_SVG}style"}


def read_theme(folder: Path, languages: tuple[str, ...]) -> Theme:
    """The theme of that folder, for editions in those languages. Raises SetupError."""
    if not folder.is_dir():
        raise SetupError(
            "There is no theme there.", f"{folder} is no folder.", "Mend NEWSFLOW_THEME, or unset it."
        )
    said = _toml(folder / FILE)
    for key in said.keys() - {"colours", "dark", "fonts", "type"}:
        raise _wrong(f"“{key}” is unknown.", "It has colours, dark, fonts and type.")
    fonts = dict(_fonts(folder, said))
    rules = [
        *_colours(said, "colours", "light"),
        *_types(said),
        *_colours(said, "dark", "dark"),
    ]
    mark = _mark(folder / MARK)
    files = [(f"theme/{name}", body) for name, (body, _) in sorted(fonts.items())]
    return Theme(
        css="\n".join((*(face for _, face in fonts.values()), *rules)),
        files=tuple(([(MARK, mark)] if mark else []) + files),
        pages=read_pages(folder / "pages", languages),
    )


def _wrong(which: str, what_now: str) -> SetupError:
    return SetupError("The theme cannot be used.", f"{FILE}: {which}", what_now)


def _toml(path: Path) -> Mapping[str, object]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _wrong(f"{error}.", "Mend it there.") from None


def _table(said: Mapping[str, object], name: str) -> Mapping[str, object]:
    table = said.get(name, {})
    if not isinstance(table, dict):
        raise _wrong(f"“{name}” is no table.", f"Write it as [{name}].")
    return cast("Mapping[str, object]", table)


def _colours(said: Mapping[str, object], table: str, scheme: str) -> Iterator[str]:
    found: dict[str, str] = {}
    for name, value in _table(said, table).items():
        if name not in NAMES:
            raise _wrong(f"[{table}] has “{name}”.", f"The colours are {', '.join(NAMES)}.")
        if not isinstance(value, str) or HEX.fullmatch(value) is None:
            raise _wrong(f"[{table}] {name} is “{value}”.", "Write it as #1c1e22.")
        found[name] = value
    if bad := unreadable(found, scheme):
        name, ratio = bad
        raise _wrong(
            f"[{table}] {name} has a contrast of {ratio:.2f} to 1 with the paper.",
            f"Choose one with {READABLE[name]:g} to 1 or more: it is read there.",
        )
    if found:
        rule = ":root { " + " ".join(f"--{name}: {value};" for name, value in found.items()) + " }"
        # Each scheme apart: a theme without dark colours keeps ours there.
        yield f"@media (prefers-color-scheme: {scheme}) {{ @layer tokens {{ {rule} }} }}"


def _types(said: Mapping[str, object]) -> Iterator[str]:
    for name, value in _table(said, "type").items():
        if name not in TYPES:
            raise _wrong(f"[type] has “{name}”.", f"It has {', '.join(TYPES)}.")
        families = [part.strip() for part in value.split(",")] if isinstance(value, str) else []
        if not families or not all(_FAMILY.fullmatch(family) for family in families):
            raise _wrong(f"[type] {name} is “{value}”.", "Write families, separated by commas.")
        listed = ", ".join(family if family in _GENERIC else f'"{family}"' for family in families)
        also = f" --naskh-ui: {listed};" if name == "naskh" else ""
        yield f"@layer tokens {{ :root {{ --{name}: {listed};{also} }} }}"


_GENERIC = {"serif", "sans-serif", "system-ui", "ui-serif", "ui-sans-serif"}


def _fonts(folder: Path, said: Mapping[str, object]) -> Iterator[tuple[str, tuple[bytes, str]]]:
    rows = said.get("fonts", [])
    if not isinstance(rows, list) or len(cast("list[object]", rows)) > MOST_FONTS:
        raise _wrong("“fonts” is no list of them.", f"Write [[fonts]], {MOST_FONTS} at most.")
    for row in cast("list[object]", rows):
        given: Mapping[str, object] = cast("Mapping[str, object]", row) if isinstance(row, dict) else {}
        family, file = str(given.get("family", "")), str(given.get("file", ""))
        weight, style = str(given.get("weight", "400")), str(given.get("style", "normal"))
        fits = _FAMILY.fullmatch(family) and _FONT_FILE.fullmatch(file) and _WEIGHT.fullmatch(weight)
        if (
            not fits
            or style not in {"normal", "italic"}
            or given.keys() - {"family", "file", "weight", "style"}
        ):
            raise _wrong(
                f"a font is “{family}”, “{file}”, “{weight}”, “{style}”.",
                'Give family, file ("name.woff2" in the folder fonts), weight ("400" or "300 700") and style.',
            )
        body = _file(folder / "fonts" / file, FONT_BYTES)
        if not body.startswith(_WOFF2):
            raise SetupError("A font of the theme is no WOFF2.", file, "Convert it; browsers need no other.")
        face = (
            f'@font-face {{ font-family: "{family}"; src: url("theme/{file}") format("woff2"); '
            f"font-weight: {weight}; font-style: {style}; font-display: swap; }}"
        )
        yield file, (body, face)


def _file(path: Path, most: int) -> bytes:
    try:
        body = path.read_bytes()
    except OSError as error:
        raise SetupError(
            "A file of the theme cannot be read.", f"{path}: {error.strerror}.", "Put it there."
        ) from None
    if len(body) > most:
        raise SetupError(
            "A file of the theme is too large.", f"{path.name}: {len(body)} bytes.", f"{most} at most."
        )
    return body


def _mark(path: Path) -> bytes | None:
    """The mark, a drawing that asks for nothing and runs nothing; None where there is none."""
    if not path.exists():
        return None
    body = _file(path, MARK_BYTES)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise SetupError("The mark is no SVG.", f"{MARK}: {error}.", "Export it again.") from None
    wrong = "its root is not svg" if root.tag != f"{_SVG}svg" else next(_live_parts(root), None)
    if wrong:
        raise SetupError(
            "The mark cannot be used.", f"{MARK}: {wrong}.", "Export it as plain SVG, paths alone."
        )
    return body


def _live_parts(root: etree._Element) -> Iterator[str]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in _REFUSED:
            yield f"it holds <{etree.QName(element).localname}>"
        for name, value in element.attrib.items():
            local = etree.QName(str(name)).localname.lower()
            if local.startswith("on") or (local == "href" and not str(value).startswith("#")):
                yield f"{local} leads out of it"
