"""What is forgotten of signing in: where from, by which browser, by which link. The audit trail is not."""

import asyncio

import structlog

from newsflow.accounts.erasing import forget_names
from newsflow.accounts.oidc.starts import forget_starts
from newsflow.accounts.organisation.rules import forget_person_takings
from newsflow.accounts.sessions import forget_sessions
from newsflow.accounts.sign_in import WITHIN, forget_tries
from newsflow.accounts.tokens import forget_tokens
from newsflow.db.pool import Pool, transaction
from newsflow.domain.clock import Clock
from newsflow.domain.retention import Retention
from newsflow.mail import forget_letters

log = structlog.stdlib.get_logger(__name__)


async def forget_sign_ins(pool: Pool, clock: Clock, kept: Retention, stop: asyncio.Event) -> None:
    """Delete sessions, tries and links that ended long enough ago, letters that went then, what people took by day, and names of those who were erased.

    Tries stay for as long as they are counted, whatever the setting says.
    """
    if stop.is_set():
        return
    now, sign_ins = clock(), kept.sign_ins
    async with transaction(pool) as db:
        sessions = await forget_sessions(db, now - sign_ins)
        tries = await forget_tries(db, now - max(sign_ins, WITHIN))
        links = await forget_tokens(db, now - sign_ins)
        await forget_starts(db, now)
        gone = await forget_letters(db, now - kept.letters)
        names = await forget_names(db, now - kept.desk_names)
        takings = await forget_person_takings(db, (now - kept.use_by_person).date())
    if sessions or tries or links or gone or takings or names:
        log.info(
            "sign_ins_aged",
            sessions=sessions,
            tries=tries,
            links=links,
            letters=gone,
            takings_by_person=takings,
            names=names,
        )
