"""`[site]` of agency.toml: what the public site tells machines of its terms."""

import re

from newsflow.domain.media import AiUse
from newsflow.domain.site_terms import TRUST_NAMES, SiteTerms
from newsflow.domain.worded import worded
from newsflow.newsroom.description.toml_table import Table

_AGENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._ -]{0,59}")
_CONTACT = re.compile(r"https://[^\s/]+\S*|[^\s@/:]+@[^\s@/:]+")
_TRUST = re.compile(rf"(?:{'|'.join(TRUST_NAMES)})=\S+")


def read_site(table: Table) -> SiteTerms:
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
    )
    table.finish()
    return found


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
