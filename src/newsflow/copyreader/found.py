"""The parts found so far, gathered while a page is read."""

from dataclasses import dataclass, field
from datetime import datetime

from newsflow.copyreader.page import Part
from newsflow.domain.codes import CreditRole, Form
from newsflow.domain.dispatch import (
    Block,
    Credit,
    Dateline,
    Place,
    Source,
    SourceDate,
    TranslatedFrom,
)


@dataclass(slots=True)
class Found:
    """Parts by the domain's field names; lists grow as their lines are read."""

    section: str | None = None
    section_code: str | None = None
    headline: str | None = None
    headline_line: int | None = None
    deck: list[str] = field(default_factory=list[str])
    credits: list[Credit] = field(default_factory=list[Credit])
    dateline: Dateline | None = None
    dateline_line: int | None = None
    body: list[Block] = field(default_factory=list[Block])
    keywords: list[str] = field(default_factory=list[str])
    places: list[Place] = field(default_factory=list[Place])
    sources: list[Source] = field(default_factory=list[Source])
    translated_from: TranslatedFrom | None = None
    source_dates: list[SourceDate] = field(default_factory=list[SourceDate])
    form: Form | None = None
    slug: str | None = None
    note: list[str] = field(default_factory=list[str])
    embargo: datetime | None = None

    def credit(self, name: str, role: CreditRole, stretch: tuple[int, int], because: str) -> Part:
        """Add a credit, once. One that stands twice keeps its second words as furniture."""
        credit = Credit(name=name, role=role)
        new = credit not in self.credits
        if new:
            self.credits.append(credit)
        path = f"credits.{self.credits.index(credit)}"
        return Part(path, *stretch, name, because, held=new)
