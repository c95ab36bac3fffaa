"""rightsInfo: whose it is, on which terms, and what machines that learn may do with it."""

import msgspec

from newsflow.domain.dispatch import Restriction
from newsflow.formats.facts import ai_use
from newsflow.formats.newsmlg2.item import named, own
from newsflow.formats.sheet import Sheet, seconds
from newsflow.formats.xml import Element, add, line, put

ODRL = "http://www.w3.org/ns/odrl/2/"
"""The language of RightsML 2."""


def rights(item: Element, sheet: Sheet) -> None:
    """One element for the whole item, and one for each use term, which has its own from and until."""
    info = add(item, "rightsInfo")
    _holder(info, sheet)
    media = sheet.media
    if media is not None and media.copyright and line(media.copyright):
        put(info, "copyrightNotice", line(media.copyright), lang=sheet.content.language)
    use = ai_use(media)
    if use is not None:
        put(info, "dataMining", uri=use)
    for number, term in enumerate(sheet.content.restrictions, start=1):
        _term(item, sheet, term, number)


def _holder(info: Element, sheet: Sheet) -> None:
    holder = add(info, "copyrightHolder", literal=sheet.content.provider)
    named(holder, sheet.provider, sheet.content.language)


def _term(item: Element, sheet: Sheet, term: Restriction, number: int) -> None:
    """A use term in words, as properties, and as a policy of RightsML. Subscribers that it names stay with us."""
    info = add(
        item, "rightsInfo",
        validfrom=None if term.starts is None else seconds(term.starts),
        validto=None if term.ends is None else seconds(term.ends),
    )  # fmt: skip
    _holder(info, sheet)
    put(info, "usageTerms", line(term.words), lang=sheet.content.language)
    facts = [("territory", code) for code in term.territories] + [("medium", name) for name in term.media]
    facts += [("no-archive", "true")] * term.no_archive + [
        ("mandatory-credit", "true")
    ] * term.mandatory_credit
    for name, value in facts:
        put(info, "rightsInfoExtProperty", rel=own("term", name), value=value)
    policy = _policy(sheet, term, number)
    if policy is not None:
        said = msgspec.json.encode(policy).decode()
        put(info, "rightsExpressionData", said, langid=ODRL, enctype="application/ld+json")


def _policy(sheet: Sheet, term: Restriction, number: int) -> dict[str, object] | None:
    """Permission to distribute within the term's places and times; None where it has neither."""
    limits = [
        ("dateTime", "gteq", None if term.starts is None else seconds(term.starts)),
        ("dateTime", "lt", None if term.ends is None else seconds(term.ends)),
        ("spatial", "isAnyOf", list(term.territories) or None),
        ("media", "isAnyOf", list(term.media) or None),
    ]
    constraints = [
        {"leftOperand": left, "operator": operator, "rightOperand": right}
        for left, operator, right in limits
        if right is not None
    ]
    if not constraints:
        return None
    permission: dict[str, object] = {"action": "distribute", "constraint": constraints}
    if term.mandatory_credit:
        permission["duty"] = [{"action": "attribute"}]
    return {
        "@context": "http://www.w3.org/ns/odrl.jsonld",
        "@type": "Set",
        "uid": f"{sheet.header.guid}:{sheet.header.version}:term:{number}",
        "target": sheet.header.guid,
        "permission": [permission],
    }
