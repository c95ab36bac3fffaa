"""Reminds the agency of the days of contracts: one letter with all that came nearer, each day of a contract told once."""

import structlog

from newsflow.db.pool import Pool, transaction
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.mail import send
from newsflow.subscribers.reports.due import to_be_reminded
from newsflow.web.contract_reminders import reminder

log = structlog.stdlib.get_logger(__name__)


async def remind(pool: Pool, clock: Clock, agency: Agency, origin: str) -> int:
    """How many days of contracts the agency's contact was written of."""
    now = clock()
    async with transaction(pool) as db:
        found = await to_be_reminded(db, now, agency.zoneinfo)
        letter = reminder(agency, origin, found) if found else None
        if letter is not None:
            await send(db, letter, now)
    if found:
        log.info("contracts_fall_due", days=len(found))
    return len(found)
