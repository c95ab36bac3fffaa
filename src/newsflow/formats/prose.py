"""What a dispatch says of itself in the house's words: where from, by whom, from which language."""

from datetime import datetime
from functools import lru_cache

from newsflow.domain.agency import Agency
from newsflow.domain.codes import BlockKind, CreditRole, PlaceRole
from newsflow.domain.dispatch import Block, Dispatch, Span, paragraph
from newsflow.domain.markup import normal_blocks
from newsflow.domain.notice import isolated, local_time
from newsflow.domain.text import upper
from newsflow.domain.translation_words import credit_line
from newsflow.formats.xml import is_line, line

OPENINGS_KEPT = 1024
"""Openings that a process keeps: a wire's copy comes from the same cities day by day."""
_ENDS = (".", "!", "?", "…", "؟", "۔", "。")
_BYLINE = frozenset({CreditRole.WRITER, CreditRole.PHOTOGRAPHER, CreditRole.TAKEN_BY})
_TRANSLATOR = CreditRole.TRANSLATOR
_PARAGRAPH = BlockKind.PARAGRAPH
_FROM = {PlaceRole.FILED_FROM: 1, PlaceRole.HAPPENED_AT: 2}
"""The roles of places that a dispatch may be from, the likeliest first."""
_CLOSERS = "\"'”’»›)]"


def place_and_mark(content: Dispatch, agency: Agency) -> str:
    """What the story opens with: "ANKARA (AA) - "; without a known place, the mark alone."""
    dateline = content.dateline
    marks = dateline.marks if dateline and dateline.marks else (agency.mark,)
    place = city(content)
    return _opening(None if place is None else place[0], marks, content.language)


@lru_cache(maxsize=OPENINGS_KEPT)
def _opening(place: str | None, marks: tuple[str, ...], language: str) -> str:
    mark = f"({'/'.join([line(mark) for mark in marks])}) - "
    return mark if place is None else f"{upper(line(place), language)} {mark}"


def city(content: Dispatch) -> tuple[str, str | None, str | None] | None:
    """Where it is from: place, country, ISO code of the country; the dateline first, then the places."""
    dateline = content.dateline
    places = [place for place in content.places if place.role in _FROM] if content.places else []
    if len(places) > 1:
        places.sort(key=lambda place: _FROM[place.role])
    if dateline is None:
        return (places[0].name, places[0].country, places[0].code) if places else None
    for named in places:
        if named.name == dateline.place:
            return dateline.place, dateline.country or named.country, named.code
    return dateline.place, dateline.country, None


def sentence(headline: str) -> str:
    """The headline as a sentence: with a full stop, where it has no end of its own."""
    text = line(headline)
    return text if text.rstrip(_CLOSERS).endswith(_ENDS) else f"{text}."


def translator(content: Dispatch) -> str | None:
    """The translator's name, unless the credit is not to be printed."""
    named = (content.translated_from.translator or None) if content.translated_from else None
    translators = (
        [credit for credit in content.credits if credit.role is _TRANSLATOR] if content.credits else []
    )
    if not translators:
        return named
    name = named or next((credit.name for credit in translators if credit.printed), None)
    hidden = [credit.name for credit in translators if not credit.printed]
    return None if name in hidden else name


def translators_line(content: Dispatch, agency: Agency) -> str | None:
    """The translator's credit in the house's words, such as "Traduit de l’arabe par …"."""
    if content.translated_from is None:
        return None
    name = translator(content)
    if name is None:
        return None
    return credit_line(agency.house(content.language), content.translated_from.language, name)


def byline(content: Dispatch) -> str | None:
    """The writers whose names are printed, or None."""
    if not content.credits:
        return None
    writers = [credit.name for credit in content.credits if credit.role in _BYLINE and credit.printed]
    return line(", ".join(writers)) or None if writers else None


def embargo_line(content: Dispatch, agency: Agency, embargo: datetime | None) -> str | None:
    """The line that stands in every text under embargo, in the house's words."""
    if embargo is None:
        return None
    time = isolated(local_time(embargo, agency.zoneinfo), content.language)
    return agency.house(content.language).embargo_line.format(time=time)


def notes(content: Dispatch) -> tuple[str, ...]:
    """What subscribers' desks should know, each on a line: number of the lead, correction, what is new, note, terms."""
    said = [content.label, content.correction, content.whats_new, content.note]
    said += [restriction.words for restriction in content.restrictions]
    found = [note for note in said if note]
    if not is_line(" ".join(found)):
        found = [note for note in map(line, found) if note]
    return tuple(dict.fromkeys(found))


def body_blocks(content: Dispatch, agency: Agency) -> tuple[Block, ...]:
    """The body as readers see it: opening with place and mark, closing with the translator's credit.

    A text without a body is its headline as a sentence; a picture's is its caption. A notice stands as it is.
    """
    if content.media is not None:
        return normal_blocks((paragraph(content.media.caption),)) if content.media.caption else ()
    blocks = normal_blocks(content.body) or (paragraph(sentence(content.headline)),)
    start = place_and_mark(content, agency)
    first = blocks[0]
    if not first.text().startswith(start.rstrip()):
        if first.kind is _PARAGRAPH:
            blocks = (Block(spans=(Span(start), *first.spans)), *blocks[1:])
        else:
            blocks = (paragraph(start.rstrip()), *blocks)
    credit = translators_line(content, agency)
    return blocks if credit is None else (*blocks, paragraph(credit))
