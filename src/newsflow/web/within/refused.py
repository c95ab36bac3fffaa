"""What a form's page says when the form was refused."""

from dataclasses import dataclass

from newsflow.accounts.proving import ProofMissingError
from newsflow.domain.errors import BadInputError, ConflictError, NewsflowError, NotAllowedError
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.codes import naming
from newsflow.web.within.frame import times
from newsflow.web.within.telling import Told, told
from newsflow.web.within.visit import Visit

_TITLES: dict[type[NewsflowError], str] = {
    ProofMissingError: _("This could not be taken as it is."),
    BadInputError: _("This could not be taken as it is."),
    ConflictError: _("This is no longer possible."),
    NotAllowedError: _("This is not yours to do."),
}
REFUSALS = (BadInputError, ConflictError, NotAllowedError)
"""What a form's page shows again with the reason, rather than as a page of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why a form was refused."""

    title: str
    told: Told


def refused(visit: Visit, error: NewsflowError) -> Refused:
    """The refusal, for a banner above the form."""
    kind = next(kind for kind in _TITLES if isinstance(error, kind))
    speaks = tongue(visit.language)
    named = naming(visit.house.agency, visit.language)
    return Refused(title=speaks.say(_TITLES[kind]), told=told(speaks, error, times(visit), named=named))
