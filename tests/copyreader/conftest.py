"""The agency that copy is read for: the demo's, with its sections and languages."""

import pytest

from newsflow.domain.agency import Agency
from newsflow.newsroom.description.agency_file import read_agency
from newsflow.ops.demo import AGENCY_FILE


@pytest.fixture(scope="session")
def agency() -> Agency:
    """The demo agency."""
    return read_agency(AGENCY_FILE)
