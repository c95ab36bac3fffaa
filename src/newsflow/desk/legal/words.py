"""The words of the legal pages, by the codes that the newsroom keeps."""

from newsflow.newsroom.legal.plans import Verdict
from newsflow.newsroom.legal.requests import Kind
from newsflow.web.say import noop as _

KINDS = {
    Kind.TAKE_DOWN: _("Take it down"),
    Kind.ANONYMISE: _("Replace a name"),
    Kind.REDACT: _("Take out a passage"),
    Kind.UPDATE: _("Bring it up to date"),
    Kind.REPLY: _("Print a reply"),
    Kind.COURT_TEXT: _("Print a court’s text"),
}
VERDICTS = {
    Verdict.TAKE_DOWN: _("Take down"),
    Verdict.ANONYMISE: _("Anonymise"),
    Verdict.REDACT: _("Redact"),
    Verdict.UPDATE: _("Update"),
    Verdict.REFUSE: _("Refuse"),
}
DOES = {
    Verdict.TAKE_DOWN: _(
        "Each item is killed for legal reasons, whoever took it is told, and all its versions and files are erased."
    ),
    Verdict.ANONYMISE: _(
        "Each item goes out once more with initials for the name, and its older versions are erased."
    ),
    Verdict.REDACT: _("Each item goes out once more without the passage, and its older versions are erased."),
    Verdict.UPDATE: _("A draft of each item’s next version is begun. Nothing is erased."),
    Verdict.REFUSE: _("Nothing is touched. The reason stays in the file."),
}
STATES = {"open": _("Open"), "decided": _("Waits for a second person"), "closed": _("Closed")}
ENDED = {"waiting": _("waits"), "done": _("done"), "taken_back": _("taken back")}
FIELDS = {
    "headline": _("Headline"),
    "deck": _("Deck"),
    "body": _("Paragraph"),
    "slug": _("Slug"),
    "keywords": _("Keywords"),
    "credits": _("Credits"),
    "places": _("Places"),
    "sources": _("Sources"),
    "note": _("Note to desks"),
    "dateline": _("Dateline"),
}
OTHER_FIELD = _("Another field")
ERASED = _("Erased by order")
