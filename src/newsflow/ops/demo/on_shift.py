"""The demo's shift as it opens: an editor on duty, a right lent, a note handed on, a letter of a court's office, names and an order."""

from collections.abc import Mapping
from datetime import timedelta

from newsflow.accounts.hand import cli_hand
from newsflow.accounts.people import Act
from newsflow.db.pool import Pool, transaction
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.entry import Header
from newsflow.newsroom.duty import begin, lend
from newsflow.newsroom.duty.handover import watch
from newsflow.newsroom.legal.requests import Asker, Kind, NewRequest, open_request
from newsflow.newsroom.names_list import load_names
from newsflow.newsroom.translation.orders import Wanted, order
from newsflow.ops.demo import NAMES_FILE
from newsflow.ops.demo.cast import Desk

SHIFT = timedelta(hours=8)
CAME_AGO = timedelta(hours=20)
ANSWER_WITHIN = timedelta(days=3)
ASKED_ABOUT = "01-trabzon-storm/lead"
"""Which dispatch the letter is about."""
ORDERED_OF, ORDERED_INTO = "25-muscat-dust/lead", "fr"
WANTED_IN = timedelta(hours=2)

WATCH = "Liman başkanlığı 18.00’de yeni bir açıklama yapacak; fırtına haberi ona göre güncellenecek."
LENT_FOR = "Gece Fransızca masasında başka kimse yok."
LETTER = (
    "Haberde adım geçiyor. Olayla bir ilgim olmadığı için yalnızca baş harflerimin yazılmasını istiyorum."
)


async def open_the_shift(
    pool: Pool, clock: Clock, desk: Desk, last: Mapping[str, Header], agency: Agency
) -> None:
    """Put the editor on duty, lend the translator a right, leave a note, open a request, load names and order a language, all by the real acts."""
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
            guids=(last[ASKED_ABOUT].guid,),
        )
        await open_request(db, asked, chief, now)
        await load_names(db, NAMES_FILE.read_text(encoding="utf-8"), now)
        wanted = Wanted(language=ORDERED_INTO, original=last[ORDERED_OF].guid, deadline=now + WANTED_IN)
        await order(db, agency, wanted, editor, now)
