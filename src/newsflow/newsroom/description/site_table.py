"""`[site]` of agency.toml: what the public site tells machines of its terms."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from newsflow.domain.media import AiUse
from newsflow.domain.site_terms import TRUST_NAMES, SiteOffer, SiteTerms
from newsflow.domain.worded import worded
from newsflow.newsroom.description.toml_table import Table

_AGENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._ -]{0,59}")
_CONTACT = re.compile(r"https://[^\s/]+\S*|[^\s@/:]+@[^\s@/:]+")
_TRUST = re.compile(rf"(?:{'|'.join(TRUST_NAMES)})=\S+")


OFFERS = 12
LABEL_CHARACTERS = 100
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The agency's codes that an offer may name, and the languages in which it says so."""

    packages: Collection[str]
    languages: Collection[str]
    sections: Collection[str]
    spoken: Collection[str]


def read_site(table: Table, known: Known) -> SiteTerms:
    """The site's terms; none where the table is not there."""
    found = SiteTerms(
        ai_use=ai_use(table),
        refused_agents=_lines(table, "refused_agents", _AGENT, "Write a crawler's name, such as ExampleBot."),
        security_contact=_contact(table),
        trust=_lines(table, "trust", _TRUST, f"Write name=value; the names are {', '.join(TRUST_NAMES)}."),
        trial_days=table.number("trial_days", least=1, most=92, default=14),
        trial_limit_day=table.number("trial_limit_day", least=1, most=100_000, default=100),
        trial_terms=table.pairs("trial_terms"),
        contract_terms=table.pairs("contract_terms"),
        offers=tuple(_offers(table, known)),
    )
    table.finish()
    return found


def _offers(table: Table, known: Known) -> Iterator[SiteOffer]:
    seen: set[str] = set()
    for row in table.tables("offers"):
        code = row.text("code")
        if _CODE.fullmatch(code) is None or code in seen or len(seen) == OFFERS:
            raise row.wrong(
                "code",
                worded("It is “%(given)s”.", given=code),
                worded("Use a-z, 0-9, _ and -, each once, %(most)s at most.", most=OFFERS),
            )
        seen.add(code)
        labels = row.pairs("labels")
        missing = [
            language for language in known.spoken if not 0 < len(labels.get(language, "")) <= LABEL_CHARACTERS
        ]
        if missing:
            raise row.wrong(
                "labels",
                worded("None fits in %(list)s.", list=", ".join(missing)),
                worded("Give 1 to %(most)s characters.", most=LABEL_CHARACTERS),
            )
        yield SiteOffer(
            code=code,
            packages=row.chosen("packages", known.packages),
            languages=row.chosen("languages", known.languages),
            sections=row.chosen("sections", known.sections),
            labels=labels,
            texts=row.pairs("texts"),
            prices=row.pairs("prices"),
        )


def ai_use(table: Table) -> AiUse | None:
    """What machines that learn may do, by the key `ai_use`; None where it is not set."""
    use = table.text_or_none("ai_use")
    if use is not None and use not in tuple(AiUse):
        raise table.wrong(
            "ai_use",
            worded("It is “%(given)s”.", given=use),
            worded("Use one of %(list)s.", list=", ".join(AiUse)),
        )
    return None if use is None else AiUse(use)


def _contact(table: Table) -> str | None:
    given = table.text_or_none("security_contact")
    if given is not None and _CONTACT.fullmatch(given) is None:
        raise table.wrong(
            "security_contact",
            worded("It is “%(given)s”.", given=given),
            worded("Write a mail address or a link that begins with https://."),
        )
    return given


def _lines(table: Table, key: str, pattern: re.Pattern[str], what_now: str) -> tuple[str, ...]:
    given = table.texts(key)
    for line in given:
        if pattern.fullmatch(line) is None:
            raise table.wrong(key, worded("It has “%(given)s”.", given=line[:80]), what_now)
    return given
