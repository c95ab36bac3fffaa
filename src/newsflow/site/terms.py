"""What the site tells machines of its terms: robots.txt, tdmrep.json and its policy, trust.txt, security.txt."""

from datetime import UTC, datetime, timedelta

import msgspec
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from newsflow.domain.media import AiUse
from newsflow.site import address
from newsflow.site.edition import Site
from newsflow.web.pages import revalidated

HOLDS = timedelta(days=180)
"""How long security.txt says that it holds; it is counted from the month's first day, so that it seldom changes."""

_TRAINING = {AiUse.NO_GENERATIVE_TRAINING, AiUse.NO_TRAINING, AiUse.PROHIBITED}
_CLOSED = ("/items/", "/desk/", "/abone/")
"""What machines have no use for: it leads elsewhere, or asks who they are."""


async def robots(site: Site, request: Request) -> Response:
    """Who may fetch what, what machines that learn may do with it, and where all pages stand."""
    lines = ["User-agent: *", *_ai_use(site), *(f"Disallow: {path}" for path in _CLOSED)]
    agents = site.agency.site.refused_agents
    if agents:
        lines += ["", *(f"User-agent: {agent}" for agent in agents), "Disallow: /"]
    if site.agency.site.reserves:
        lines += ["", f"# Mining of text and data: {site.origin}{address.TDM_POLICY}"]
    lines += ["", f"Sitemap: {site.origin}/sitemap.xml", f"Sitemap: {site.origin}/news-sitemap.xml"]
    return revalidated(request, PlainTextResponse("\n".join(lines) + "\n"))


def _ai_use(site: Site) -> list[str]:
    """The terms in both spellings that are about: Content-Signal, and the IETF's Content-Usage."""
    use = site.agency.site.ai_use
    if use is None or use is AiUse.UNSPECIFIED:
        return []
    training = "no" if use in _TRAINING else "yes"
    answering = "no" if use is AiUse.PROHIBITED else "yes"
    return [
        f"Content-Signal: search=yes, ai-input={answering}, ai-train={training}",
        f"Content-Usage: train-ai={training[0]}",
    ]


async def tdmrep(site: Site, request: Request) -> Response:
    """Whether mining of text and data is reserved, for all pages (W3C TDM Reservation Protocol)."""
    rule: dict[str, object] = {"location": "/", "tdm-reservation": int(site.agency.site.reserves)}
    if site.agency.site.reserves:
        rule["tdm-policy"] = f"{site.origin}{address.TDM_POLICY}"
    return _json(request, [rule])


async def tdm_policy(site: Site, request: Request) -> Response:
    """Who gives leave to mine the pages, and that it takes consent (an ODRL offer, as the protocol has it)."""
    leave = {"target": site.origin, "action": "tdm:mine", "duty": [{"action": "obtainConsent"}]}
    policy = {
        "@context": ["http://www.w3.org/ns/odrl.jsonld", {"tdm": "http://www.w3.org/ns/tdmrep#"}],
        "@type": "Offer",
        "profile": "http://www.w3.org/ns/tdmrep",
        "uid": f"{site.origin}{address.TDM_POLICY}",
        "assigner": {"uid": site.origin, "vcard:fn": site.agency.name, **_vcard(site)},
        "permission": [leave] if site.agency.site.reserves else [{**leave, "duty": []}],
    }
    return _json(request, policy)


def _vcard(site: Site) -> dict[str, str]:
    where = _reached(site.agency.contact)
    return {"vcard:hasURL" if where.startswith("https:") else "vcard:hasEmail": where}


async def trust(site: Site, request: Request) -> Response:
    """Whom the agency belongs to and what is its own (JournalList's trust.txt)."""
    lines = list(site.agency.site.trust)
    names = {line.partition("=")[0] for line in lines}
    if "contact" not in names:
        default = site.agency.default_language
        lines.append(f"contact={site.origin}{address.contact(default)}")
    if "datatrainingallowed" not in names and site.agency.site.ai_use not in {None, AiUse.UNSPECIFIED}:
        lines.append(f"datatrainingallowed={'no' if site.agency.site.reserves else 'yes'}")
    return revalidated(request, PlainTextResponse("\n".join(lines) + "\n"))


async def security(site: Site, request: Request) -> Response:
    """Whom to tell of a fault (RFC 9116)."""
    now = site.clock().astimezone(UTC)
    until = datetime(now.year, now.month, 1, tzinfo=UTC) + HOLDS
    lines = (
        f"Contact: {_reached(site.agency.site.security_contact or site.agency.contact)}",
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(site.editions)}",
        f"Canonical: {site.origin}/.well-known/security.txt",
    )
    return revalidated(request, PlainTextResponse("\n".join(lines) + "\n"))


def _reached(contact: str) -> str:
    return contact if contact.startswith("https://") else f"mailto:{contact}"


def _json(request: Request, value: object) -> Response:
    body = msgspec.json.format(msgspec.json.encode(value))
    return revalidated(request, Response(body, media_type="application/json"))
