"""Labels in the agency's languages, read from its file."""

import re
from collections.abc import Iterable

from newsflow.domain.worded import worded
from newsflow.newsroom.description.toml_table import Table

LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def check_labels(table: Table, key: str, labels: dict[str, str], languages: Iterable[str]) -> None:
    """Pass when there is a label in each of the languages. SetupError."""
    missing = [language for language in languages if language not in labels]
    if missing:
        raise table.wrong(
            key,
            worded("It has no label in %(list)s.", list=", ".join(missing)),
            worded("Give one in every language."),
        )


def read_labels(row: Table, languages: Iterable[str]) -> dict[str, str]:
    """A row's labels, one in each of the languages. SetupError."""
    labels = row.pairs("labels")
    strange = [language for language in labels if LANGUAGE.fullmatch(language) is None]
    if strange:
        raise row.wrong(
            "labels",
            worded("“%(given)s” is no language.", given=strange[0]),
            worded("Use codes such as tr or en."),
        )
    check_labels(row, "labels", labels, languages)
    return labels
