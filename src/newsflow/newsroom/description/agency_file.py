"""agency.toml read and checked: everything that makes an installation one agency's (docs/agency.md).

The database keeps a description that the desk changed as JSON of the same tables; it is read and checked by the same code.
"""

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsflow.domain.agency import Agency, Category, Code, MediaRights, PublicRule, Section
from newsflow.domain.codes import Form, ItemType, Priority
from newsflow.domain.errors import SetupError
from newsflow.domain.worded import worded
from newsflow.newsroom.description.desk_table import read_desk
from newsflow.newsroom.description.house_words import read_words
from newsflow.newsroom.description.labels import LANGUAGE, check_labels, read_labels
from newsflow.newsroom.description.site_table import Known, ai_use, read_site
from newsflow.newsroom.description.toml_table import Table, read_toml

TYPE_CODES = (ItemType.TEXT, ItemType.PICTURE, ItemType.VIDEO, ItemType.FILE, ItemType.GRAPH)
_AGENCY_CODE = re.compile(r"[a-z][a-z0-9]{1,7}")
_CODE = re.compile(r"[a-z][a-z0-9-]{1,23}")
_CATEGORY = re.compile(r"[A-Z]{3}")
_TOPIC = re.compile(r"medtop:[0-9]{8}")
_CONTACT = re.compile(r"https://[^\s/]+\S*|[^\s@/:]+@[^\s@/:]+")
_CODE_HINT = worded("Use two to eight small letters and digits, a letter first, such as nf.")


def read_agency(path: Path, *, code: str | None = None) -> Agency:
    """The agency that the file describes. SetupError names the key that is wrong, missing or unknown.

    `code` takes the place of the file's own (a demo under another agency's code): ids and our provider bear
    it, and datelines print it in capitals, as clients that split on `(AA)` expect.
    """
    agency = _whole(read_toml(path))
    return agency if code is None or code == agency.code else _renamed(agency, code)


def read_text(text: str) -> Agency:
    """The agency that a kept description says (`writing.as_text`). SetupError names the place that is wrong."""
    return _whole(Table(file="The description", path="", values=json.loads(text)))


def _whole(top: Table) -> Agency:
    agency = _agency(top)
    top.finish()
    return agency


def _agency(top: Table) -> Agency:
    code = _matching(top, "code", _AGENCY_CODE, _CODE_HINT)
    languages = _codes(top, "languages", pattern=LANGUAGE)
    spoken = tuple(language.code for language in languages if not language.retired)
    default = top.text("default_language")
    if default not in spoken:
        raise top.wrong(
            "default_language",
            worded("It is “%(given)s”.", given=default),
            worded("Use one of %(list)s.", list=", ".join(spoken)),
        )
    categories = tuple(_categories(top, spoken))
    packages = _codes(top, "packages", languages=spoken)
    sections = tuple(_sections(top, spoken, {category.number for category in categories}, packages))
    providers = _codes(top, "providers", languages=spoken)
    if code not in {provider.code for provider in providers}:
        raise top.wrong(
            "providers",
            worded("None has the code “%(code)s”.", code=code),
            worded("One provider is the agency itself."),
        )
    for table in languages:
        check_labels(top, "languages", table.labels, spoken)
    return Agency(
        code=code,
        name=top.text("name"),
        mark=_matching(top, "mark", re.compile(r"[^\s()][^()\n]*"), "Write it without its parentheses."),
        zone=_zone(top),
        default_language=default,
        contact=_matching(
            top, "contact", _CONTACT, "Write a mail address or a link that begins with https://."
        ),
        sections=sections,
        categories=categories,
        packages=packages,
        providers=providers,
        priorities=_closed(top, "priorities", tuple(Priority), spoken),
        types=_closed(top, "types", TYPE_CODES, spoken),
        languages=languages,
        words=read_words(top.table("words"), spoken),
        public_rules=tuple(_public(top, packages, sections, spoken)),
        media=_media(top.table("media")),
        site=read_site(
            top.table("site"),
            Known(packages=_all(packages), languages=_all(languages), sections=_all(sections), spoken=spoken),
        ),
        desk=read_desk(top.table("desk"), sections=[section.code for section in sections], languages=spoken),
    )


def _all(rows: Iterable[Code | Section]) -> list[str]:
    return [row.code for row in rows]


def _renamed(agency: Agency, code: str) -> Agency:
    if _AGENCY_CODE.fullmatch(code) is None:
        raise SetupError("This cannot be an agency's code.", f"“{code}”.", _CODE_HINT)
    if code in {provider.code for provider in agency.providers}:
        raise SetupError(
            "This code is taken.",
            worded("“%(code)s” is a provider in agency.toml.", code=code),
            "Use another for the agency.",
        )
    return replace(
        agency,
        code=code,
        mark=code.upper(),
        providers=tuple(
            replace(provider, code=code) if provider.code == agency.code else provider
            for provider in agency.providers
        ),
    )


def _matching(table: Table, key: str, pattern: re.Pattern[str], what_now: str) -> str:
    value = table.text(key)
    if pattern.fullmatch(value) is None:
        raise table.wrong(key, worded("It is “%(given)s”.", given=value), what_now)
    return value


def _zone(top: Table) -> str:
    name = top.text("zone")
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise top.wrong(
            "zone",
            worded("“%(given)s” is unknown.", given=name),
            worded("Use a name such as Europe/Istanbul."),
        ) from error
    return name


def _unique(table: Table, key: str, values: Iterable[object]) -> None:
    seen: set[object] = set()
    for value in values:
        if value in seen:
            raise table.wrong(
                key,
                worded("“%(given)s” stands twice.", given=value),
                worded("Each code and number stands once, for ever."),
            )
        seen.add(value)


def _codes(
    top: Table, key: str, *, languages: Iterable[str] = (), pattern: re.Pattern[str] = _CODE
) -> tuple[Code, ...]:
    codes = tuple(
        Code(
            code=_matching(row, "code", pattern, "Use small letters, digits and hyphens, a letter first."),
            number=row.number("number", least=1, most=9999),
            labels=read_labels(row, languages),
            retired=row.flag("retired"),
        )
        for row in top.tables(key)
    )
    if not any(not code.retired for code in codes):
        raise SetupError(
            worded("%(file)s lacks a table.", file=top.file),
            worded("%(key)s has no row.", key=key),
            worded("Write at least one [[%(key)s]].", key=key),
        )
    _unique(top, key, (code.code for code in codes))
    _unique(top, key, (code.number for code in codes))
    return codes


def _closed(top: Table, key: str, wanted: Collection[str], languages: Iterable[str]) -> tuple[Code, ...]:
    codes = _codes(top, key, languages=languages)
    if {code.code for code in codes} != set(wanted):
        raise top.wrong(
            key,
            worded("Its codes are %(list)s.", list=", ".join(code.code for code in codes)),
            worded("They are %(list)s.", list=", ".join(wanted)),
        )
    return codes


def _categories(top: Table, languages: Iterable[str]) -> Iterable[Category]:
    categories = [
        Category(
            number=row.number("number", least=1, most=7),
            code=_matching(row, "code", _CATEGORY, "Use three capitals, such as SPO."),
            labels=read_labels(row, languages),
        )
        for row in top.tables("categories")
    ]
    if 1 not in {category.number for category in categories}:
        raise top.wrong(
            "categories", worded("None has the number 1."), worded("Number 1 is general news, in HAS too.")
        )
    _unique(top, "categories", (category.code for category in categories))
    _unique(top, "categories", (category.number for category in categories))
    return categories


def _sections(
    top: Table, languages: Iterable[str], categories: Collection[int], packages: Iterable[Code]
) -> Iterable[Section]:
    sections: list[Section] = []
    known = [package.code for package in packages]
    for row in top.tables("sections"):
        category = row.number("category", least=1, most=7)
        if category not in categories:
            raise row.wrong(
                "category",
                worded("%(category)s is no category's number.", category=category),
                worded("Add it to [[categories]]."),
            )
        topic = row.text_or_none("topic")
        if topic is not None and _TOPIC.fullmatch(topic) is None:
            raise row.wrong(
                "topic",
                worded("It is “%(given)s”.", given=topic),
                worded("Use a media topic, such as medtop:15000000."),
            )
        code = _matching(row, "code", _CODE, "Use small letters, digits and hyphens, a letter first.")
        labels = read_labels(row, languages)
        sections.append(
            Section(
                code=code,
                category=category,
                labels=labels,
                topic=topic,
                packages=_known(row, "packages", known),
                retired=row.flag("retired"),
            )
        )
    if not sections:
        raise SetupError(
            worded("%(file)s lacks a table.", file=top.file),
            worded("sections has no row."),
            "Write at least one [[sections]].",
        )
    _unique(top, "sections", (section.code for section in sections))
    return sections


def _public(
    top: Table, packages: Iterable[Code], sections: Iterable[Section], languages: Collection[str]
) -> Iterable[PublicRule]:
    known_packages = [package.code for package in packages]
    known_sections = [section.code for section in sections]
    for row in top.tables("public"):
        forms = _known(row, "forms", [form.value for form in Form if form is not Form.ADVISORY])
        yield PublicRule(
            packages=_known(row, "packages", known_packages),
            sections=_known(row, "sections", known_sections),
            languages=_known(row, "languages", languages),
            forms=tuple(Form(form) for form in forms),
            priorities=tuple(Priority(code) for code in _known(row, "priorities", tuple(Priority))),
            summary_share=row.number("summary_share", least=1, most=100, default=40),
            summary_sentences=row.number("summary_sentences", least=1, most=20, default=4),
            summary_paragraphs=row.number("summary_paragraphs", least=1, most=20, default=20),
            pictures=row.number("pictures", least=0, most=10, default=0),
            delay_s=row.number("delay_s", least=0, most=86_400, default=0),
            days=row.number("days", least=0, most=36_500, default=0) or None,
        )


def _media(table: Table) -> MediaRights:
    found = MediaRights(
        credit_line=table.text_or_none("credit_line"),
        copyright=table.text_or_none("copyright"),
        source=table.text_or_none("source"),
        usage_terms=table.text_or_none("usage_terms"),
        ai_use=ai_use(table),
    )
    table.finish()
    return found


def _known(row: Table, key: str, known: Collection[str]) -> tuple[str, ...]:
    values = row.texts(key)
    for value in values:
        if value not in known:
            raise row.wrong(
                key,
                worded("“%(given)s” is unknown.", given=value),
                worded("Use %(list)s.", list=", ".join(known)),
            )
    return values
