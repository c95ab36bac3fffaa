"""The written dispatches as steps: `dispatches/*.toml`, one file a story, moments counted back from the clock."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path

from newsflow.domain.agency import Agency
from newsflow.domain.codes import Action, CreditRole, Form, PlaceRole, Priority, ReasonClass
from newsflow.domain.dispatch import (
    SPEED_OF_FORM,
    Credit,
    Dateline,
    Dispatch,
    Place,
    Restriction,
    Source,
    TranslatedFrom,
)
from newsflow.domain.markup import read_markup
from newsflow.newsroom.description.toml_table import Table, read_toml
from newsflow.ops.demo import DISPATCHES
from newsflow.ops.demo.plan import Change, New, Step, Turn
from newsflow.ops.demo.saying import as_said

_SPAN = re.compile(r"(-)?(?:([0-9]+)d)? ?(?:([0-9]+)h)? ?(?:([0-9]+)m)?")
_CHANGES = frozenset({Action.UPDATE, Action.CORRECT})


def written(agency: Agency, now: datetime, folder: Path = DISPATCHES) -> list[Step]:
    """Every step of every story, file by file. SetupError names the file and the key that is wrong."""
    return [step for path in sorted(folder.glob("*.toml")) for step in _Story(path, agency, now).steps()]


class _Story:
    """One file: what stands at its top holds for each of its releases that does not say otherwise."""

    def __init__(self, path: Path, agency: Agency, now: datetime) -> None:
        self.name = path.stem
        self.agency = agency
        self.now = now
        self.top = read_toml(path)
        self.languages: dict[str, str] = {}
        """The language of each key, for the changes that follow."""

    def steps(self) -> Iterable[Step]:
        top = self.top
        for key in ("slug", "section", "packages", "topics", "provider"):
            top.value(key)
        for row in top.tables("release"):
            yield self._step(row)
        top.finish()

    def _key(self, key: str) -> str:
        return f"{self.name}/{key}"

    def _step(self, row: Table) -> Step:
        action = Action(row.text_or_none("action") or "new")
        at = self.now - _span(row, "ago")
        if action is Action.NEW:
            return self._new(row, at)
        of = row.text("of")
        if of not in self.languages:
            raise row.wrong("of", f"“{of}” was not released before.", f"Use {', '.join(self.languages)}.")
        if action not in _CHANGES:
            reason = row.text_or_none("reason")
            return Turn(
                of=self._key(of), at=at, action=action, reason=None if reason is None else ReasonClass(reason)
            )
        say = self._saying(self.languages[of], at)
        return Change(
            of=self._key(of),
            at=at,
            action=action,
            headline=_said(row, "headline", say),
            whats_new=_said(row, "whats_new", say),
            correction=_said(row, "correction", say),
            swaps=tuple((say(each.text("old")), say(each.text("new"))) for each in row.tables("change")),
            appended=read_markup(_said(row, "append", say) or ""),
        )

    def _saying(self, language: str, at: datetime) -> Callable[[str], str]:
        return lambda text: as_said(text, language, at, self.agency.zoneinfo)

    def _new(self, row: Table, at: datetime) -> New:
        key, language = row.text("key"), row.text("language")
        self.languages[key] = language
        say = self._saying(language, at)
        form = Form(row.text("form"))
        priority, urgency = _speed(row, form)
        places = tuple(_places(row))
        translation = row.table("translated_from") if "translated_from" in row.values else None
        people = list(_credits(row))
        if translation is not None:
            people.append(Credit(name=translation.text("translator"), role=CreditRole.TRANSLATOR))
        content = Dispatch(
            language=language,
            form=form,
            section=row.text_or_none("section") or self.top.text("section"),
            packages=row.texts("packages") or self.top.texts("packages"),
            provider=self.top.text_or_none("provider") or self.agency.code,
            slug=row.text_or_none("slug") or self.top.text("slug"),
            headline=say(row.text("headline")),
            topics=row.texts("topics") or self.top.texts("topics"),
            deck=_said(row, "deck", say),
            credits=tuple(people),
            dateline=self._dateline(places),
            body=read_markup(say(row.text_or_none("body") or "")),
            keywords=row.texts("keywords"),
            places=places,
            priority=priority,
            urgency=urgency,
            sources=tuple(
                Source(name=each.text("name"), words=each.text("words")) for each in row.tables("sources")
            ),
            translated_from=None if translation is None else self._translated(row, translation),
            note=_said(row, "note", say),
            embargo=self.now + _span(row, "embargo") if "embargo" in row.values else None,
            restrictions=tuple(_restrictions(row)),
        )
        return New(
            key=self._key(key),
            at=at,
            content=content,
            original=None if translation is None else self._key(translation.text("key")),
            replaces=tuple(self._key(replaced) for replaced in row.texts("replaces")),
        )

    def _translated(self, row: Table, translation: Table) -> TranslatedFrom:
        key = translation.text("key")
        if key not in self.languages:
            raise row.wrong("translated_from", f"“{key}” was not released before.", "Put the original first.")
        translation.finish()
        return TranslatedFrom(language=self.languages[key], translator=translation.text("translator"))

    def _dateline(self, places: tuple[Place, ...]) -> Dateline | None:
        filed = next((place for place in places if place.role is PlaceRole.FILED_FROM), None)
        return filed and Dateline(place=filed.name, country=filed.country, marks=(self.agency.mark,))


def _speed(row: Table, form: Form) -> tuple[Priority, int]:
    """The priority and urgency that the row states, its form's otherwise."""
    usual = (Priority.SPECIAL, 6) if form is Form.FEATURE else SPEED_OF_FORM.get(form, (Priority.ROUTINE, 5))
    stated = row.text_or_none("priority")
    urgency = row.number("urgency", least=1, most=9, default=usual[1])
    return (usual[0] if stated is None else Priority(stated)), urgency


def _said(row: Table, key: str, say: Callable[[str], str]) -> str | None:
    text = row.text_or_none(key)
    return None if text is None else say(text)


def _span(row: Table, key: str) -> timedelta:
    """A span such as `2d 4h 10m`, negative with a minus before it."""
    text = row.text(key)
    match = _SPAN.fullmatch(text)
    if match is None:
        raise row.wrong(key, f"It is “{text}”.", "Write days, hours and minutes, such as 2d 4h 10m.")
    days, hours, minutes = (int(part or 0) for part in match.group(2, 3, 4))
    span = timedelta(days=days, hours=hours, minutes=minutes)
    return -span if match[1] else span


def _places(row: Table) -> Iterable[Place]:
    for each in row.tables("places"):
        yield Place(
            name=each.text("name"),
            role=PlaceRole(each.text("role")),
            country=each.text_or_none("country"),
            code=each.text_or_none("code"),
        )


def _credits(row: Table) -> Iterable[Credit]:
    for each in row.tables("credits"):
        printed = "printed" not in each.values or each.flag("printed")
        yield Credit(name=each.text("name"), role=CreditRole(each.text("role")), printed=printed)


def _restrictions(row: Table) -> Iterable[Restriction]:
    for each in row.tables("restrictions"):
        yield Restriction(
            words=each.text("words"),
            no_archive=each.flag("no_archive"),
            mandatory_credit=each.flag("mandatory_credit"),
        )
