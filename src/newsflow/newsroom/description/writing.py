"""An agency written down again: as the text that the database keeps, and as an agency.toml."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from newsflow.domain.agency import Agency, Code, HouseWords, PublicRule
from newsflow.domain.desk_rules import DeskRules, LookRule, OrderRule
from newsflow.domain.site_terms import SiteOffer, SiteTerms

Value = str | int | bool | list[str] | dict[str, "Value"] | list[dict[str, "Value"]]
Values = dict[str, Value]

Name = TypeVar("Name", bound=str)

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def as_text(agency: Agency) -> str:
    """The description as JSON: `reading.read_text` gives the same agency again."""
    return json.dumps(_values(agency), ensure_ascii=False, separators=(",", ":"))


def as_toml(agency: Agency) -> str:
    """The description as an agency.toml, which `read_agency` reads as the same agency."""
    return "\n".join(_toml(_values(agency), "")).strip() + "\n"


def places(agency: Agency) -> dict[str, str]:
    """Everything that the description says, by its place: `sections.sport.labels.tr`, for comparing two."""
    return dict(_leaves(_values(agency), ""))


def _values(agency: Agency) -> Values:
    return _said(
        {
            "code": agency.code,
            "name": agency.name,
            "mark": agency.mark,
            "zone": agency.zone,
            "default_language": agency.default_language,
            "contact": agency.contact,
            "languages": _codes(agency.languages),
            "categories": [
                {"number": each.number, "code": each.code, "labels": _texts(each.labels)}
                for each in agency.categories
            ],
            "priorities": _codes(agency.priorities),
            "types": _codes(agency.types),
            "packages": _codes(agency.packages),
            "providers": _codes(agency.providers),
            "sections": [
                _said(
                    {
                        "code": each.code,
                        "category": each.category,
                        "topic": each.topic,
                        "packages": list(each.packages),
                        "labels": _texts(each.labels),
                        "retired": each.retired,
                    }
                )
                for each in agency.sections
            ],
            "public": [_public(rule) for rule in agency.public_rules],
            "desk": _desk(agency.desk),
            "media": _said(
                {
                    "credit_line": agency.media.credit_line,
                    "copyright": agency.media.copyright,
                    "source": agency.media.source,
                    "usage_terms": agency.media.usage_terms,
                    "ai_use": agency.media.ai_use,
                }
            ),
            "site": _site(agency.site),
            "words": {code: _house(house) for code, house in agency.words.items()},
        }
    )


def _codes(codes: Iterable[Code]) -> list[Values]:
    return [
        _said(
            {
                "code": each.code,
                "number": each.number,
                "labels": _texts(each.labels),
                "retired": each.retired,
            }
        )
        for each in codes
    ]


def _public(rule: PublicRule) -> Values:
    return _said(
        {
            "packages": list(rule.packages),
            "sections": list(rule.sections),
            "languages": list(rule.languages),
            "forms": [form.value for form in rule.forms],
            "summary_share": rule.summary_share,
            "priorities": [priority.value for priority in rule.priorities],
            "summary_sentences": rule.summary_sentences,
            "summary_paragraphs": rule.summary_paragraphs,
            "delay_s": rule.delay_s,
            "pictures": rule.pictures,
            "days": rule.days or 0,
        }
    )


def _site(terms: SiteTerms) -> Values:
    return _said(
        {
            "ai_use": terms.ai_use,
            "refused_agents": list(terms.refused_agents),
            "security_contact": terms.security_contact,
            "trust": list(terms.trust),
            "trial_days": terms.trial_days,
            "trial_limit_day": terms.trial_limit_day,
            "trial_terms": _texts(terms.trial_terms),
            "contract_terms": _texts(terms.contract_terms),
            "offers": [_offer(offer) for offer in terms.offers],
        }
    )


def _offer(offer: SiteOffer) -> Values:
    return _said(
        {
            "code": offer.code,
            "packages": list(offer.packages),
            "languages": list(offer.languages),
            "sections": list(offer.sections),
            "labels": _texts(offer.labels),
            "texts": _texts(offer.texts),
            "prices": _texts(offer.prices),
        }
    )


def _desk(rules: DeskRules) -> Values:
    checks: Values = {}
    for each in rules.checks.checks:
        table = checks
        if each.form is not None:
            found = checks.setdefault(each.form.value, {})
            assert isinstance(found, dict)
            table = found
        table[each.code.value] = each.severity.value
    gauges: dict[str, Value] = {}
    for gauge in rules.checks.gauges:
        of_form = gauges.setdefault(gauge.form.value if gauge.form else "any", {})
        assert isinstance(of_form, dict)
        of_form[gauge.language or "any"] = gauge.most
    return _said(
        {
            "passkey_roles": list(rules.passkey_roles),
            "alone_after_s": rules.alone_after_s,
            "lead_after_s": rules.lead_after_s,
            "corrective_after_h": rules.corrective_after_h,
            "second_look": [_look(rule) for rule in rules.second_look],
            "orders": [_order(rule) for rule in rules.orders],
            "checks": checks,
            "gauges": gauges,
        }
    )


def _look(rule: LookRule) -> Values:
    hours = rule.hours
    return _said(
        {
            "says": rule.says,
            "forms": [form.value for form in rule.forms],
            "actions": [action.value for action in rule.actions],
            "priorities": [priority.value for priority in rule.priorities],
            "sections": list(rule.sections),
            "languages": list(rule.languages),
            "hours": f"{hours.starts:%H:%M}-{hours.ends:%H:%M}" if hours else None,
            "on_duty": rule.on_duty,
        }
    )


def _order(rule: OrderRule) -> Values:
    return _said(
        {
            "into": list(rule.into),
            "forms": [form.value for form in rule.forms],
            "sections": list(rule.sections),
            "languages": list(rule.languages),
            "within_s": rule.within_s,
        }
    )


def _house(house: HouseWords) -> Values:
    return {
        "name": house.name,
        "locale": house.locale,
        "agency_name": house.agency_name,
        "embargo_line": house.embargo_line,
        "translated_from": house.translated_from,
        "public_notice": house.public_notice,
        "contact": house.contact,
        "notice_marks": _texts(house.notice_marks),
        "notices": {
            **_texts(house.notices),
            **{kind.value: _texts(notices) for kind, notices in house.kind_notices.items()},
        },
        "reasons": _texts(house.reasons),
        "label_patterns": _texts(house.label_patterns),
        "language_names": _texts(house.language_names),
        "forms": _texts(house.forms),
    }


def _texts(pairs: Mapping[Name, str]) -> dict[str, Value]:
    return {str(name): text for name, text in pairs.items()}


def _said(values: Mapping[str, Value | None]) -> Values:
    """Without what is not set: an empty list, table or flag says what its absence says."""
    return {
        name: value
        for name, value in values.items()
        if value is not None and value is not False and value not in ([], {})
    }


def _leaves(value: Value, place: str) -> Iterable[tuple[str, str]]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _leaves(part, f"{place}.{name}" if place else name)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for index, row in enumerate(value, start=1):
            assert isinstance(row, dict)
            yield from _leaves(row, f"{place}.{row.get('code', index)}")
    else:
        yield place, ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _toml(values: Values, path: str) -> Iterable[str]:
    """A table's own keys first, then the tables in it, as TOML wants them."""
    later: list[tuple[str, Value]] = []
    for name, value in values.items():
        if path and name == "labels" and isinstance(value, dict):
            pairs = ", ".join(f"{_key(code)} = {_plain(text)}" for code, text in value.items())
            yield f"labels = {{ {pairs} }}"
        elif isinstance(value, dict) or (isinstance(value, list) and value and isinstance(value[0], dict)):
            later.append((name, value))
        else:
            yield f"{_key(name)} = {_plain(value)}"
    for name, value in later:
        inner = f"{path}.{_key(name)}" if path else _key(name)
        for row in value if isinstance(value, list) else [value]:
            assert isinstance(row, dict)
            yield ""
            yield f"[[{inner}]]" if isinstance(value, list) else f"[{inner}]"
            yield from _toml(row, inner)


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else json.dumps(name)


def _plain(value: Value) -> str:
    """JSON's strings, numbers, true and false are TOML's too, but for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
