"""Plots of the account: columns day by day, and bars by name; each is a table too, and needs no script."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

HEIGHT = 60
STEP = 10
COLUMN = 8
"""In the plot's own units: a column is so wide, the next one begins so far on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its words, its number, and how long it is, in per cent of the longest."""

    text: str
    number: int
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """A plot by name."""

    title: str
    unit: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A day: where its column stands, how high, and what it counts."""

    x: int
    y: int
    height: int
    day: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A plot day by day, days without anything too."""

    columns: tuple[Column, ...]
    most: int
    total: int
    width: int
    height: int = HEIGHT
    column: int = COLUMN


def bars(title: str, unit: str, numbers: Sequence[tuple[str, int]]) -> Bars:
    """The plot of numbers by name."""
    most = max((number for _text, number in numbers), default=0) or 1
    made = (Bar(text=text, number=number, share=round(100 * number / most)) for text, number in numbers)
    return Bars(title=title, unit=unit, bars=tuple(made))


def every_day(first: date, last: date) -> tuple[date, ...]:
    """Each day from the first to the last."""
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def days(numbers: Sequence[tuple[str, int]]) -> Days:
    """The plot of a number for each day, as the days are named; what is more than nothing is seen."""
    most = max((number for _day, number in numbers), default=0)
    columns: list[Column] = []
    for index, (day, number) in enumerate(numbers):
        height = max(1, round(HEIGHT * number / most)) if number else 0
        columns.append(Column(x=index * STEP, y=HEIGHT - height, height=height, day=day, number=number))
    total = sum(number for _day, number in numbers)
    return Days(columns=tuple(columns), most=most, total=total, width=max(1, len(numbers)) * STEP)
