"""`discover/{locale}`: the agency's tables, each a map from number (as a string) to label (§1.4, C5)."""

from newsflow.domain.agency import Agency
from newsflow.domain.labels import in_language
from newsflow.has.envelope import Json
from newsflow.has.labels import language_of


def discover(agency: Agency, locale: str) -> dict[str, Json]:
    """The six tables with labels in the locale's language. Raises BadInputError for an unknown locale.

    Retired codes are left out, since clients build their menus from this; filters still take their numbers.
    """
    language = language_of(agency, locale)

    def table(rows: list[tuple[int, dict[str, str]]]) -> dict[str, Json]:
        return {
            str(number): in_language(labels, language, agency) for number, labels in sorted(rows, key=_number)
        }

    return {
        "provider": table([(row.number, row.labels) for row in agency.providers if not row.retired]),
        "category": table([(row.number, row.labels) for row in agency.categories]),
        "priority": table([(row.number, row.labels) for row in agency.priorities if not row.retired]),
        "package": table([(row.number, row.labels) for row in agency.packages if not row.retired]),
        "type": table([(row.number, row.labels) for row in agency.types if not row.retired]),
        "language": table([(row.number, row.labels) for row in agency.languages if not row.retired]),
    }


def _number(row: tuple[int, dict[str, str]]) -> int:
    return row[0]
