"""The rounds: whatever is due in the outbox is carried out, one letter a transaction."""

import asyncio

import structlog

from newsflow.db.pool import Pool, transaction
from newsflow.domain.clock import Clock
from newsflow.mail.outbox import failed_letter, next_letter, sent_letter
from newsflow.mail.postman import Postman, PostmanError

EVERY_S = 1.0

log = structlog.stdlib.get_logger(__name__)


async def run_mail(pool: Pool, clock: Clock, postman: Postman, stop: asyncio.Event) -> None:
    """Carry letters out until `stop` is set. Any number of workers may do so side by side."""
    while not stop.is_set():
        while not stop.is_set() and await carry_next(pool, clock, postman):
            pass
        try:
            await asyncio.wait_for(stop.wait(), EVERY_S)
        except TimeoutError:
            continue


async def carry_next(pool: Pool, clock: Clock, postman: Postman) -> bool:
    """Whether a letter was due. The row is held while it goes: killed between the two, it goes again."""
    async with transaction(pool) as db:
        letter = await next_letter(db, clock())
        if letter is None:
            return False
        try:
            await asyncio.to_thread(postman.carry, letter)
        except PostmanError as error:
            if await failed_letter(db, letter, str(error), clock()):
                log.warning("letter_delayed", letter=letter.id, tries=letter.tries + 1, why=str(error)[:200])
            else:
                log.exception(
                    "letter_given_up", letter=letter.id, tries=letter.tries + 1, why=str(error)[:200]
                )
        else:
            await sent_letter(db, letter, clock())
            log.info("letter_sent", letter=letter.id)
        return True
