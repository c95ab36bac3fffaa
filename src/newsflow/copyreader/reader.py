"""Plain agency copy → a reading: the parts of a draft, each with the words that it came from.

The reader takes what it recognises, stretch by stretch; whatever nobody takes is the body. So a wrong guess
can put words into the wrong part, but none can be lost (see `page.Page`, and the property test).
"""

from dataclasses import replace
from datetime import date

from newsflow.copyreader.body import find_sources, keep_body
from newsflow.copyreader.dateline import Filed, find_dashed, find_dateline, known_marks
from newsflow.copyreader.dates import nearest_year
from newsflow.copyreader.folding import plain
from newsflow.copyreader.found import Found
from newsflow.copyreader.head import take_deck, take_headline, take_place_line, take_section
from newsflow.copyreader.labelled import take_labelled, take_page_words, take_speed, take_tags
from newsflow.copyreader.language import detect
from newsflow.copyreader.lines import Line
from newsflow.copyreader.notice import take_notices
from newsflow.copyreader.page import Page, Part
from newsflow.copyreader.people import take_byline, take_translator
from newsflow.copyreader.reading import Reading, day_of
from newsflow.copyreader.stamps import take_stamp
from newsflow.domain.agency import Agency
from newsflow.domain.codes import CreditRole, DateKind, PlaceRole, Precision, Zone
from newsflow.domain.dispatch import SPEED_OF_FORM, Dateline, Place, SourceDate
from newsflow.domain.worded import worded

_DATELINE_LINES = 30
_SHOWN = 80


def read(text: str, agency: Agency) -> Reading:
    """The text's parts. Raises BadInputError when it is larger than one dispatch can be, and for nothing else."""
    page = Page.of(text)
    found = Found()
    _tell_language(page, agency)
    take_notices(page, agency)
    page.find_core()
    for number in page.edges():
        take_page_words(page, number)
    for number in page.edges():
        if not take_labelled(page, found, number, agency):
            take_tags(page, found, number)
    _take_speeds(page, found)
    marks = known_marks(agency)
    _see_dateline(page, found, marks)
    for number in page.edges():
        take_translator(page, found, number)
    for number in page.edges():
        if number != found.dateline_line:
            take_byline(page, found, number)
    for number in page.edges():
        if number in page.free and number != found.dateline_line:
            take_stamp(page, found, number, agency.zoneinfo)
    _keep_dateline(page, found, marks)
    _take_head(page, found, agency)
    keep_body(page, found)
    find_sources(page, found, _own(agency))
    return _reading(page, found)


def _own(agency: Agency) -> frozenset[str]:
    """The agency's own names, folded: what its people were told is no other organisation's report."""
    own = (agency.mark, agency.name, *(house.agency_name for house in agency.words.values()))
    return frozenset(plain(name) for name in own)


def _tell_language(page: Page, agency: Agency) -> None:
    longest = sorted(page.free.values(), key=lambda line: (line.start - line.end, line.start))
    if not longest:
        return
    sample = "\n".join(page.words(line)[:2000] for line in longest[:8])
    page.language, certain = detect(sample, frozenset(agency.words))
    first = longest[0]
    end = min(first.end, first.start + _SHOWN)
    page.guess(
        Part(
            "language",
            first.start,
            end,
            page.language,
            worded("the longest paragraphs, %(certain)s certain", certain=f"{certain:.0%}"),
        )
    )


def _take_speeds(page: Page, found: Found) -> None:
    for number in page.numbers()[:6]:
        if number in page.free:
            take_speed(page, found, number)


def _see_dateline(page: Page, found: Found, marks: frozenset[str]) -> None:
    """Find the dateline's line. It is taken later: its date may need the year that the page's date line prints."""
    for shape in (find_dateline, find_dashed):
        for number in page.numbers()[:_DATELINE_LINES]:
            if shape(page, page.free[number], marks) is not None:
                found.dateline_line = number
                return


def _keep_dateline(page: Page, found: Found, marks: frozenset[str]) -> None:
    number = found.dateline_line
    line = page.free.get(number) if number is not None else None
    if number is None or line is None:
        return
    filed = find_dateline(page, line, marks) or find_dashed(page, line, marks)
    if filed is None:
        return
    parts = [
        Part(f"dateline.marks.{n}", *mark, page.value(*mark), filed.because)
        for n, mark in enumerate(filed.marks)
    ]
    place = page.value(*filed.place)
    parts.append(Part("dateline.place", *filed.place, place, filed.because))
    country = page.value(*filed.country) if filed.country else None
    if filed.country and country:
        parts.append(Part("dateline.country", *filed.country, country, filed.because))
    if filed.writer:
        name = page.value(*filed.writer)
        parts.append(found.credit(name, CreditRole.WRITER, filed.writer, worded("a name in the dateline")))
    day = _dateline_day(page, found, filed, parts)
    found.dateline = Dateline(
        place=place,
        country=country,
        marks=tuple(page.value(*mark) for mark in filed.marks),
        date=day.isoformat() if day else None,
    )
    found.places.append(Place(name=place, role=PlaceRole.FILED_FROM, country=country))
    page.take(number, Line(line.start, min(filed.end, line.end), line.after_blank), parts)


def _dateline_day(page: Page, found: Found, filed: Filed, parts: list[Part]) -> date | None:
    """The dateline's day. One without a year gets the year that brings it nearest to the page's own dates."""
    stated, dated = filed.date, filed.dated
    if stated is None or dated is None:
        return None
    text = page.value(*dated)
    day, because = stated.calendar_day(), worded("the dateline's date")
    if day is None and found.source_dates:
        near = date.fromisoformat(day_of(found.source_dates[0]))
        day = nearest_year(stated.month, stated.day, near)
        because = worded("the dateline's date, in the year of the page's dates")
    if day is None:
        return None
    parts.append(Part(f"source_dates.{len(found.source_dates)}", *dated, day.isoformat(), because))
    found.source_dates.append(
        SourceDate(
            kind=DateKind.FILED, value=day.isoformat(), precision=Precision.DAY, zone=Zone.NONE, text=text
        )
    )
    return day


def _take_head(page: Page, found: Found, agency: Agency) -> None:
    take_headline(page, found)
    take_section(page, found, agency)
    take_place_line(page, found)
    take_deck(page, found)


def _order_credits(page: Page, found: Found) -> None:
    """Put the credits in the order in which the input names the people."""
    named = {
        guess.field: guess.start for guess in reversed(page.guesses) if guess.field.startswith("credits.")
    }
    order = sorted(range(len(found.credits)), key=lambda place: named[f"credits.{place}"])
    found.credits = [found.credits[place] for place in order]
    renamed = {f"credits.{old}": f"credits.{new}" for new, old in enumerate(order)}
    page.guesses = [replace(guess, field=renamed.get(guess.field, guess.field)) for guess in page.guesses]


def _reading(page: Page, found: Found) -> Reading:
    """The reading, its guesses and furniture in the order of the input."""
    _order_credits(page, found)
    speed = SPEED_OF_FORM.get(found.form) if found.form else None
    return Reading(
        language=page.language,
        section=found.section,
        section_code=found.section_code,
        headline=found.headline,
        deck="\n".join(found.deck) or None,
        credits=tuple(found.credits),
        dateline=found.dateline,
        body=tuple(found.body),
        keywords=tuple(found.keywords),
        places=tuple(found.places),
        sources=tuple(found.sources),
        translated_from=found.translated_from,
        source_dates=tuple(found.source_dates),
        form=found.form,
        priority=speed[0] if speed else None,
        urgency=speed[1] if speed else None,
        slug=found.slug,
        note="\n".join(found.note) or None,
        embargo=found.embargo,
        guesses=tuple(sorted(page.guesses, key=lambda guess: (guess.start, guess.end, guess.field))),
        furniture=tuple(sorted(page.furniture, key=lambda piece: piece.start)),
    )
