"""The demo's shift as it opens: an editor on duty, a right lent, a note handed on, and a letter of a court's office."""

from datetime import timedelta

from newsflow.accounts.hand import cli_hand
from newsflow.accounts.people import Act
from newsflow.db.pool import Pool, transaction
from newsflow.domain.clock import Clock
from newsflow.newsroom.duty import begin, lend
from newsflow.newsroom.duty.handover import watch
from newsflow.newsroom.legal.requests import Asker, Kind, NewRequest, open_request
from newsflow.ops.demo.cast import Desk

SHIFT = timedelta(hours=8)
CAME_AGO = timedelta(hours=20)
ANSWER_WITHIN = timedelta(days=3)
ASKED_ABOUT = "01-trabzon-storm/lead"
"""Which dispatch the letter is about."""

WATCH = "Liman başkanlığı 18.00’de yeni bir açıklama yapacak; fırtına haberi ona göre güncellenecek."
LENT_FOR = "Gece Fransızca masasında başka kimse yok."
LETTER = (
    "Haberde adım geçiyor. Olayla bir ilgim olmadığı için yalnızca baş harflerimin yazılmasını istiyorum."
)


async def open_the_shift(pool: Pool, clock: Clock, desk: Desk, about: str) -> None:
    """Put the editor on duty, lend the translator a right, leave a note, and open a request on an item, all by the real acts."""
    now = clock()
    editor, chief = cli_hand(desk.editor, now), cli_hand(desk.chief, now)
    async with transaction(pool) as db:
        await begin(db, editor, now, until=now + SHIFT)
        await lend(db, desk.translator, Act.RELEASE, chief, now, until=now + SHIFT, reason=LENT_FOR)
        await watch(db, editor, now, words=WATCH)
        asked = NewRequest(
            kind=Kind.ANONYMISE,
            asked_by="İlgili kişi",
            law="KVKK m. 11",
            file_number="2026/14",
            came_at=now - CAME_AGO,
            due_at=now + ANSWER_WITHIN,
            asker=Asker(name="Tunç Örnekoğlu", letter=LETTER),
            guids=(about,),
        )
        await open_request(db, asked, chief, now)
