"""What NewsML 1 calls an item: its URN, and whose it is."""

from urllib.parse import quote

from newsflow.domain.agency import Agency
from newsflow.domain.guid import parse_guid


def provider_id(agency: Agency) -> str:
    """The agency's domain, as its contact names it; its code where that names none."""
    contact = agency.contact.removeprefix("https://").removeprefix("http://").partition("/")[0]
    domain = contact.rpartition("@")[2].lower()
    return domain if "." in domain and domain.isascii() else agency.code


def urn(agency: Agency, guid: str, version: int | None = None) -> str:
    """The item's NewsML URN; without a version, of whatever is its latest."""
    revision = "" if version is None else f":{version}"
    return f"urn:newsml:{provider_id(agency)}:{parse_guid(guid).day}:{quote(guid, safe='')}{revision}"
