"""Pages with their parts in any order, made from the label tables, each with the parts that must be found."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from newsflow.copyreader.labels import TABLES, Labels
from newsflow.domain.codes import CreditRole, DateKind
from tests.copyreader.matter import EASTERN, MATTER, NOTICES, Matter


@dataclass(slots=True)
class Expected:
    """The parts that a page says."""

    language: str
    section: str | None = None
    deck: str | None = None
    headline: str = ""
    credits: set[tuple[str, CreditRole]] = field(default_factory=set[tuple[str, CreditRole]])
    dates: set[tuple[DateKind, str]] = field(default_factory=set[tuple[DateKind, str]])
    place: str | None = None
    marks: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    translated_from: str | None = None
    form: str | None = None
    body: tuple[str, ...] = ()
    notice: str | None = None


def a_page(language: str, seed: int) -> tuple[str, Expected]:
    """A page of that language, and what must be found in it. The same seed gives the same page."""
    dice = random.Random(f"{language}{seed}")
    table, matter = TABLES[language], MATTER[language]
    expected = Expected(language, headline=matter.headline)
    people = list(matter.people)
    dice.shuffle(people)
    labelled = [
        lines
        for chance, lines in (
            (0.8, dates(dice, table, expected)),
            (0.6, byline(dice, table, people, expected)),
            (0.5, translator(dice, table, people, expected)),
            (0.6, keywords(dice, table, matter, expected)),
        )
        if lines and (dice.random() < chance or not forget(expected, lines))
    ]
    dice.shuffle(labelled)
    cut = dice.randrange(len(labelled) + 1)
    above, below = labelled[:cut], labelled[cut:]
    head = headed(dice, table, matter, expected, above)
    text = dateline(dice, table, matter, expected)
    tail = [line for lines in below for line in lines]
    if dice.random() < 0.5:
        expected.notice = NOTICES[language]
        tail.append(NOTICES[language])
    gap = dice.choice(["\n", "\n\n"])
    page = [*head, *text]
    return "\n\n".join(["\n\n".join(page), gap.join(tail)]).strip() + "\n", expected


def forget(expected: Expected, lines: list[str]) -> bool:
    """Take back what left-out lines would have said."""
    said = "\n".join(lines)
    expected.credits = {credit for credit in expected.credits if credit[0] not in said}
    if expected.keywords and expected.keywords[0] in said:
        expected.keywords = ()
    elif expected.translated_from and not any(role is CreditRole.TRANSLATOR for _, role in expected.credits):
        expected.translated_from = None
    if any(letter.isdigit() for letter in said):
        expected.dates = set()
    return True


def headed(
    dice: random.Random, table: Labels, matter: Matter, expected: Expected, above: list[list[str]]
) -> list[str]:
    """The lines above the text: section, speed, headline, deck, and the labelled lines that fell above."""
    lines: list[str] = []
    if dice.random() < 0.6:
        expected.section = matter.section
        labelled = dice.random() < 0.4
        lines.append(f"{dice.choice(table.section)} {matter.section}" if labelled else matter.section)
    headline = matter.headline
    if dice.random() < 0.4:
        expected.form = dice.choice(["flash", "urgent"])
        word = dice.choice(table.flash if expected.form == "flash" else table.urgent)
        if dice.random() < 0.5:
            lines.append(word)
        else:
            headline = f"{word.upper()}{dice.choice([': ', ' - ', ' — '])}{headline}"
    lines.append(headline)
    decks: list[str] = []
    if dice.random() < 0.5:
        expected.deck = matter.deck
        decks = [f"{dice.choice(['- ', '– ', '• '])}{matter.deck}"]
    rest = [*decks, *("\n".join(group) for group in above)]
    dice.shuffle(rest)
    if dice.random() < 0.3:
        rest.append(matter.headline)
    return lines + rest


def in_digits(language: str, text: str, dice: random.Random) -> str:
    """Eastern digits, where the language has them and the dice say so."""
    return text.translate(EASTERN[language]) if language in EASTERN and dice.random() < 0.6 else text


def a_day(dice: random.Random, table: Labels) -> tuple[str, str]:
    """A day as the language prints it, and as ISO 8601."""
    day, month, year = dice.randrange(1, 29), dice.randrange(1, 13), dice.randrange(2019, 2027)
    name = dice.choice(table.months[month - 1])
    shapes = [f"{day:02}.{month:02}.{year}", f"{day:02}/{month:02}/{year}", f"{day} {name} {year}"]
    if table.language == "en":
        shapes.append(f"{name} {day}, {year}")
    if table.language == "es":
        shapes.append(f"{day} de {name} de {year}")
    if table.language == "de":
        shapes[2] = f"{day}. {name} {year}"
    return in_digits(table.language, dice.choice(shapes), dice), f"{year}-{month:02}-{day:02}"


def dates(dice: random.Random, table: Labels, expected: Expected) -> list[str]:
    """One or two dates behind labels, together or apart."""
    found: list[str] = []
    kinds = [(DateKind.UPDATED, table.updated), (DateKind.FIRST, table.first)]
    for kind, labels in dice.sample(kinds, dice.randrange(1, 3)):
        printed, day = a_day(dice, table)
        value = day
        if dice.random() < 0.5:
            hour, minute = dice.randrange(24), dice.randrange(60)
            printed += dice.choice([" ", ", ", " - "]) + in_digits(
                table.language, f"{hour:02}:{minute:02}", dice
            )
            value = f"{day}T{hour:02}:{minute:02}:00+03:00"
        found.append(f"{dice.choice(labels)}{dice.choice([': ', ' : ', ' '])}{printed}")
        expected.dates.add((kind, value))
    return found if dice.random() < 0.5 else [" | ".join(found)]


def byline(dice: random.Random, table: Labels, people: list[str], expected: Expected) -> list[str]:
    """One or two credits, each on a line of its own."""
    found: list[str] = []
    for role in dice.sample(list(table.credits), dice.randrange(1, 3)):
        label = dice.choice(table.credits[role])
        named = [people.pop() for _ in range(dice.randrange(1, 3))] if len(people) > 3 else [people.pop()]
        comma = "، " if table.language in EASTERN else ", "
        joined = dice.choice([comma, f" {table.joiners[0]} "]).join(named)
        found.append(f"{label} {joined}")
        expected.credits |= {(name, role) for name in named}
    return found


def translator(dice: random.Random, table: Labels, people: list[str], expected: Expected) -> list[str]:
    """A translator's credit in one of the language's wordings."""
    name = people.pop()
    template = dice.choice([each for each in table.translations if "{translator}" in each])
    spoken, code = dice.choice(list(table.languages.items()))
    line = template.replace("{language}", spoken).replace("{translator}", name)
    expected.translated_from = code if "{language}" in template else "und"
    expected.credits.add((name, CreditRole.TRANSLATOR))
    return [dice.choice(["", "* ", "("]) + line] if not line.endswith(")") else [line]


def keywords(dice: random.Random, table: Labels, matter: Matter, expected: Expected) -> list[str]:
    """The keywords' line."""
    expected.keywords = matter.keywords
    return [f"{dice.choice(table.keywords)}{dice.choice([': ', ' : '])}{matter.comma.join(matter.keywords)}"]


def dateline(dice: random.Random, table: Labels, matter: Matter, expected: Expected) -> list[str]:
    """The paragraphs, the first behind a dateline in one of the trade's shapes, or behind none."""
    first, *rest = matter.paragraphs
    expected.body = matter.paragraphs
    place = matter.place
    large = place.upper() if table.language != "tr" else place.replace("i", "İ").upper()
    shapes: list[tuple[str, str | None, tuple[str, ...]]] = [
        ("{p} (XYZ) - {t}", large, ("XYZ",)),
        ("{p} (AFP) – {t}", place, ("AFP",)),
        ("AA / {p}\n\n{t}", place, ("AA",)),
        ("{p} / AA\n\n{t}", place, ("AA",)),
        ("{p}. /XYZ/. {t}", large, ("XYZ",)),
        ("{p} (Reuters/AP) — {t}", large, ("Reuters", "AP")),
        ("{t}", None, ()),
    ]
    if table.language not in EASTERN:
        shapes.append(("{p} — {t}", large, ()))
    shape, shown, marks = dice.choice(shapes)
    expected.place, expected.marks = shown, marks
    return [shape.format(p=shown, t=first), *rest]
