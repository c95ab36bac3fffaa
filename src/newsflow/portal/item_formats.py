"""The standards in which an item can be had."""

from dataclasses import dataclass

from newsflow.domain.codes import ItemType
from newsflow.domain.dispatch import Dispatch
from newsflow.formats.names import ABOUT, FEEDS, Format
from newsflow.formats.writers import WRITERS
from newsflow.portal.lines import item_address
from newsflow.portal.visit import Visit
from newsflow.web.say import noop as _
from newsflow.web.say import tongue

_OURS = {Format.TEXT: _("Plain agency copy"), Format.MAIL: _("Text of an e-mail")}
"""The formats that no standard names."""
_OF_TEXTS = frozenset({Format.TEXT, Format.MAIL, Format.IPTC_7901})


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatLink:
    """The item in a format."""

    name: str
    address: str


def applies(form: Format, content: Dispatch) -> bool:
    """Whether the content can be had so: feeds are lists and stand elsewhere, and some formats are of texts alone."""
    return form in WRITERS and form not in FEEDS and (content.type is ItemType.TEXT or form not in _OF_TEXTS)


def format_name(visit: Visit, form: Format) -> str:
    """What the format is called."""
    return tongue(visit.language).say(_OURS.get(form, ABOUT[form].standard))


def formats_of(visit: Visit, guid: str, content: Dispatch | None) -> tuple[FormatLink, ...]:
    """The item in each."""
    if content is None:
        return ()
    return tuple(
        FormatLink(name=format_name(visit, form), address=item_address(guid, "as", form.value))
        for form in WRITERS
        if applies(form, content)
    )
