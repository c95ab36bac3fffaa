"""What is forgotten, of everything that names or betrays a person, once it was kept for as long as the settings say."""

import asyncio

from newsflow.accounts.ageing import forget_sign_ins
from newsflow.db.pool import Pool
from newsflow.domain.clock import Clock
from newsflow.domain.retention import Retention
from newsflow.newsroom.legal.requests import forget_closed
from newsflow.portal.ageing import forget_reading
from newsflow.subscribers.ageing import age_out
from newsflow.subscribers.books.terms import forget_parties
from newsflow.subscribers.enquiries.enquiries import forget
from newsflow.subscribers.requests.requests import forget_words


async def age(pool: Pool, clock: Clock, kept: Retention, stop: asyncio.Event) -> None:
    """Nothing; what is older than it may be is gone. A worker does it every hour, `newsflow retention --now` at once."""
    await age_out(pool, clock, kept, stop)
    await forget_sign_ins(pool, clock, kept, stop)
    await forget_closed(pool, clock, kept.legal_askers)
    await forget(pool, clock)
    await forget_reading(pool, clock, kept.reading)
    await forget_words(pool, clock, kept.requests)
    await forget_parties(pool, clock)
