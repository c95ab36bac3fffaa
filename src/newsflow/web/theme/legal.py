"""The agency's legal pages, from Markdown. HTML in them is shown as it is written, and pictures are not fetched."""

import re
from pathlib import Path

from markdown_it import MarkdownIt

from newsflow.domain.errors import SetupError
from newsflow.domain.text import nfc
from newsflow.web.theme.rows import LegalPage

NAME = re.compile(r"([a-z0-9][a-z0-9-]{0,39})\.([A-Za-z][A-Za-z0-9-]{1,34})\.md")
MAX_BYTES = 200_000
MOST = 100
_TITLE = re.compile(r"\A# +(\S[^\n]*)\n")


def read_pages(folder: Path, languages: tuple[str, ...]) -> tuple[LegalPage, ...]:
    """The pages of the folder `pages`, by name and language. Raises SetupError."""
    files = sorted(path for path in folder.glob("*") if not path.name.startswith("."))
    if len(files) > MOST:
        raise SetupError("A theme has too many pages.", f"{len(files)} in {folder}.", f"{MOST} at most.")
    return tuple(_page(path, languages) for path in files)


def _page(path: Path, languages: tuple[str, ...]) -> LegalPage:
    found = NAME.fullmatch(path.name)
    if found is None or found[2] not in languages:
        raise SetupError(
            "A page of the theme is not named as pages are.",
            f"{path.name} in pages.",
            f"Name it NAME.LANGUAGE.md, such as imprint.{languages[0]}.md; the languages are {', '.join(languages)}.",
        )
    if path.stat().st_size > MAX_BYTES:
        raise SetupError("A page of the theme is too large.", path.name, f"{MAX_BYTES} bytes at most.")
    try:
        text = nfc(path.read_text("utf-8")).replace("\r\n", "\n").lstrip("\ufeff")
    except UnicodeDecodeError:
        raise SetupError("A page of the theme is not UTF-8.", path.name, "Save it as UTF-8.") from None
    title = _TITLE.match(text)
    if title is None:
        raise SetupError("A page of the theme has no title.", path.name, "Begin it with a line “# Title”.")
    # What it makes is HTML of CommonMark's own elements: HTML in the text is escaped, and javascript: is no link.
    writer = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    html = writer.render(text[title.end() :])
    return LegalPage(name=found[1], language=found[2], title=title[1].strip(), html=html)
