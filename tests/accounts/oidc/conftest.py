"""A portal whose gazette has a provider of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.accounts.oidc.provider_double import provider_double
from tests.accounts.oidc.sso import Sso
from tests.portal.conftest import cheap_hashes, portal
from tests.portal.room import EDITOR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.accounts.oidc.provider_double import ProviderDouble
    from tests.harness import SettableClock
    from tests.portal.room import PortalRoom

__all__ = ["cheap_hashes", "portal"]


@pytest.fixture
def double(clock: SettableClock) -> Iterator[ProviderDouble]:
    with provider_double(clock) as found:
        yield found


@pytest.fixture
async def sso(portal: PortalRoom, double: ProviderDouble) -> Sso:
    """The gazette's provider is set, and it has an editor."""
    found = Sso(portal, double, await portal.stranger())
    await found.set()
    await portal.person(EDITOR)
    return found
