"""What a dispatch says of itself in the house's words: where from, by whom, from which language."""

from newsflow.domain.agency import Agency
from newsflow.domain.codes import CreditRole, PlaceRole
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.text import upper
from newsflow.domain.translation_words import credit_line
from newsflow.formats.xml import line

_ENDS = (".", "!", "?", "…", "؟", "۔", "。")
_CLOSERS = "\"'”’»›)]"


def place_and_mark(content: Dispatch, agency: Agency) -> str:
    """What the story opens with: "ANKARA (AA) - "; without a known place, the mark alone."""
    marks = content.dateline.marks if content.dateline and content.dateline.marks else (agency.mark,)
    mark = f"({'/'.join(line(mark) for mark in marks)}) - "
    place = city(content)
    return f"{upper(line(place[0]), content.language)} {mark}" if place else mark


def city(content: Dispatch) -> tuple[str, str | None, str | None] | None:
    """Where it is from: place, country, ISO code of the country; the dateline first, then the places."""
    role_order = (PlaceRole.FILED_FROM, PlaceRole.HAPPENED_AT)
    places = [place for role in role_order for place in content.places if place.role is role]
    if content.dateline is None:
        return (places[0].name, places[0].country, places[0].code) if places else None
    named = next((place for place in places if place.name == content.dateline.place), None)
    country = content.dateline.country or (named.country if named else None)
    return content.dateline.place, country, named.code if named else None


def sentence(headline: str) -> str:
    """The headline as a sentence: with a full stop, where it has no end of its own."""
    text = line(headline)
    return text if text.rstrip(_CLOSERS).endswith(_ENDS) else f"{text}."


def translator(content: Dispatch) -> str | None:
    """The translator's name, unless the credit is not to be printed."""
    translators = [credit for credit in content.credits if credit.role is CreditRole.TRANSLATOR]
    named = content.translated_from.translator if content.translated_from else None
    name = named or next((credit.name for credit in translators if credit.printed), None)
    hidden = any(credit.name == name and not credit.printed for credit in translators)
    return None if hidden else name


def translators_line(content: Dispatch, agency: Agency) -> str | None:
    """The translator's credit in the house's words, such as "Traduit de l’arabe par …"."""
    name = translator(content)
    if content.translated_from is None or name is None:
        return None
    return credit_line(agency.house(content.language), content.translated_from.language, name)
