"""A reading as JSON: the keys of a dispatch, plus where each guess came from and what was no copy."""

from typing import cast

import msgspec

from newsflow.copyreader.reading import Defaults, Reading
from newsflow.domain.agency import Agency
from newsflow.domain.content import Json, as_json


def reading_as_json(reading: Reading, agency: Agency, defaults: Defaults | None = None) -> dict[str, Json]:
    """The draft as JSON values (docs/formats/draft.md).

    `section` is the label as printed and `section_code` the agency's code; `defaults` names the fields that the
    copy does not give and that were filled in.
    """
    draft = as_json(reading.dispatch(agency, defaults))
    draft["section_code"] = reading.section_code
    draft["section"] = reading.section
    draft["language"] = reading.language
    draft["defaults"] = list(reading.missing())
    for key, values in (("guesses", reading.guesses), ("furniture", reading.furniture)):
        draft[key] = [_fields(value) for value in values]
    return draft


def _fields(value: object) -> dict[str, Json]:
    return cast("dict[str, Json]", msgspec.to_builtins(value, enc_hook=str))  # what is worded is a text here
