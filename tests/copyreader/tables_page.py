"""The tables of docs/copyreader.md, from the label tables. `python -m tests.copyreader.tables_page` rewrites them."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path

from newsflow.copyreader.labels import TABLES, Labels

PAGE = Path(__file__).resolve().parents[2] / "docs" / "copyreader.md"
MARK = "<!-- From here on the page is made of the label tables: python -m tests.copyreader.tables_page -->\n"
NAMES = {
    "fr": "French",
    "tr": "Turkish",
    "ar": "Arabic",
    "en": "English",
    "ru": "Russian",
    "es": "Spanish",
    "de": "German",
    "fa": "Persian",
}
PARTS = (
    ("updated", "updated"),
    ("first", "first issued"),
    ("filed", "filed"),
    ("flash", "flash"),
    ("urgent", "urgent"),
    ("keywords", "keywords"),
    ("embargo", "embargo"),
    ("note", "note to editors"),
    ("slug", "slug"),
    ("section", "section"),
    ("headline", "headline"),
    ("deck", "deck"),
    ("place", "place"),
    ("page", "of the page, not of the copy"),
)


def tables() -> str:
    """Everything below the page's mark."""
    return "\n".join(line for table in TABLES.values() for line in _table(table)) + "\n"


def _table(table: Labels) -> Iterator[str]:
    yield f"\n## {NAMES[table.language]}\n"
    yield "| what | is recognised by |"
    yield "|---|---|"
    for field, what in PARTS:
        yield _row(what, getattr(table, field))
    for role, labels in table.credits.items():
        yield _row(f"credit: {role.value.replace('_', ' ')}", labels)
    yield _row("between two people", table.joiners)
    yield _row("credit: translator", table.translations)
    yield _row("… {language}", [f"{printed} = {code}" for printed, code in table.languages.items()])
    yield _row("months", ["/".join(names) for names in table.months])
    yield _row("small words in dates", table.date_fillers)
    notice = [
        f"{field.name}: {', '.join(getattr(table.notice, field.name))}" for field in fields(table.notice)
    ]
    yield _row("features of the public site's notice", notice)
    for attribution in table.attributions:
        order = "NAME …" if attribution.name_first else "… NAME"
        yield _row(f"attribution ({attribution.weight.value}, {order})", attribution.words)
    yield _row("words for a medium", table.media_nouns)


def _row(what: str, labels: Sequence[str]) -> str:
    return f"| {what} | {' · '.join(label.replace('|', chr(92) + '|') for label in labels)} |"


def main() -> None:
    """Rewrite the page below its mark."""
    head, _, _ = PAGE.read_text(encoding="utf-8").partition(MARK)
    PAGE.write_text(head + MARK + tables(), encoding="utf-8")


if __name__ == "__main__":
    main()
