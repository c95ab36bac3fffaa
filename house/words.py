"""The desk's words: `make words` brings `web/catalogues/desk/*.po` up to date with the code.

A catalogue holds the words that the code and the templates say, sorted, each once, without line numbers or
dates, so that it changes only when words do. New words come in empty, for a person to translate; words that
nothing says any more go.
"""

from __future__ import annotations

import ast
import re
from io import BytesIO
from typing import TYPE_CHECKING, cast

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from house.source import PACKAGE, ROOT, sources
from newsflow.web.say import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = ROOT / PACKAGE / "web/catalogues/desk"
KEYWORDS = {"_": None, "noop": None, "gettext": None, "say": None, "say_n": (1, 2), "ngettext": (1, 2)}
OTHERS = tuple(language for language in LANGUAGES if language != "en")
ROOMS = tuple(f"{PACKAGE}/{room}/" for room in ("templates", "desk", "portal", "web"))
"""The rooms that speak; below them is no prose for people but errors."""
REFUSING = tuple(
    f"{PACKAGE}/{place}"
    for place in (
        "accounts/", "copyreader/", "desk/", "documents/document.py", "domain/",
        "matching/query/", "media/", "newsroom/", "portal/", "search/standing.py", "subscribers/api_users.py", "subscribers/books/", "subscribers/contracts.py", "subscribers/enquiries/",
        "subscribers/quota.py", "subscribers/reports/", "subscribers/requests/", "subscribers/suspending.py", "web/",
        "wire/erase.py", "wire/read.py",
    )
)  # fmt: skip
"""The rooms whose errors the desk and the portal show: what and what now are said in its languages (`web/within/telling.py`)."""
WORDED = "worded"
PARTS = 3
"""Of an error: what, which, what now."""
FACT = re.compile(r"%\((\w+)\)s")
HEADER = "# The desk's words. `make words` adds new ones, empty, and takes old ones away.\n"

Said = str | tuple[str, ...]


def said() -> dict[Said, str]:
    """Every word that templates and code say, with the first file that says it."""
    found: dict[Said, str] = {}
    for source in sources(".html", ".txt", ".py", under=ROOMS):
        for words in _words(source.path, source.text):
            found.setdefault(words, source.path)
    for source in sources(".py", under=REFUSING):
        for words in _refusals(source.text):
            found.setdefault(words, source.path)
    return found


def _refusals(text: str) -> Iterator[str]:
    """What errors say and what to do now, where they say it in so many words, and every sentence that names facts."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id == WORDED:
            yield _constant(node.args[0])
        if node.func.id == "Fault" and node.args and isinstance(node.args[-1], ast.Constant):
            yield _constant(node.args[-1])
        if not node.func.id.endswith("Error") or len(node.args) != PARTS:
            continue
        for part in (node.args[0], node.args[2]):
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value:
                yield part.value


def _constant(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise ValueError(f"line {node.lineno}: what is worded is a constant, for the catalogues to find")


def _words(path: str, text: str) -> Iterator[Said]:
    file = BytesIO(text.encode())
    if not path.endswith(".py"):
        options = {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
        marked = babel_extract(file, list(KEYWORDS), [], options)
        for _, _, words, _ in marked:
            yield _plain(words)
        return
    for _, words, _, _ in extract("python", file, KEYWORDS):
        yield words


def _plain(words: object) -> Said:
    """One text, or the forms for one and for many, as the Jinja extractor gives them."""
    if isinstance(words, str):
        return words
    return tuple(part for part in cast("tuple[str | None, ...]", words) if part)[:2]


def catalogue(language: str) -> Catalog:
    """The catalogue of a language as it lies in its file; an empty one where there is none."""
    file = FOLDER / f"{language}.po"
    if not file.exists():
        return Catalog(locale=language)
    return read_po(BytesIO(file.read_bytes()), locale=language)


def facts(text: str) -> list[str]:
    """The names of the facts that a text takes, sorted."""
    return sorted(set(FACT.findall(text)))


def written(catalog: Catalog, words: dict[Said, str]) -> bytes:
    """The file of a catalogue that holds exactly these words."""
    made = Catalog(locale=catalog.locale, project="Newsflow", version="1", charset="utf-8", fuzzy=False)
    made.header_comment = HEADER.rstrip()
    for said_words in sorted(words, key=lambda one: one if isinstance(one, str) else one[0]):
        first = said_words if isinstance(said_words, str) else said_words[0]
        held = catalog.get(first)
        plural = not isinstance(said_words, str)
        kept = held.string if held is not None and isinstance(held.string, tuple | list) == plural else None
        empty = ("",) * made.num_plurals if plural else ""
        made.add(said_words, kept or empty, flags=["python-format"] if facts(first) else [])
    out = BytesIO()
    write_po(out, made, width=110, no_location=True, omit_header=False, sort_output=False)
    return re.sub(
        rb'^"(?:POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Report-Msgid-Bugs-To|Generated-By).*\n',
        b"",
        out.getvalue(),
        flags=re.MULTILINE,
    )


def empty(message: Message) -> bool:
    """Whether a word has no translation, or not all its forms."""
    forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))
    return not all(form.strip() for form in forms)


def main() -> None:
    """Nothing; writes each catalogue and says how many words still wait for a person."""
    words = said()
    for language in OTHERS:
        file = FOLDER / f"{language}.po"
        file.write_bytes(written(catalogue(language), words))
        waiting = sum(1 for message in catalogue(language) if message.id and empty(message))
        print(f"{file.relative_to(ROOT)}: {len(words)} words, {waiting} to translate")


if __name__ == "__main__":
    main()
