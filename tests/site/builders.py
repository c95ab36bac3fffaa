"""A small newsroom for the site's tests: it puts dispatches on a real wire through the real door."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from psycopg.rows import class_row

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action, CreditRole, Form, ReasonClass
from newsflow.domain.dispatch import Credit, Dateline, Dispatch, paragraph
from newsflow.domain.entry import STOPS, Approval
from newsflow.domain.guid import Guid, PersonId
from newsflow.domain.notice import Event, lifted, reinstated, stopped
from newsflow.newsroom.editions import catch_up
from newsflow.wire.append import ToAppend, append, seal

if TYPE_CHECKING:
    from datetime import datetime

    from newsflow.db.pool import Pool
    from newsflow.domain.agency import Agency
    from newsflow.domain.entry import Header
    from tests.harness import SettableClock

EDITOR = PersonId("p-editor")

FRENCH = (
    "Une péniche transformée en bibliothèque a accosté lundi dans le Vieux-Port, où elle restera jusqu’à la fin du mois. Elle abrite douze mille ouvrages en neuf langues.",
    "Les livres s’empruntent sans carte ni caution : il suffit de laisser un prénom dans un grand cahier, selon l’association qui gère le bateau. Chaque après-midi, des lecteurs proposent des contes aux enfants du quartier.",
    "La ville prend en charge l’amarrage et l’électricité. Le reste du budget provient de dons et de la vente de cartes postales, a précisé la fondatrice, qui espère repartir vers le nord au printemps prochain.",
)
ARABIC = (
    "رست يوم الاثنين في الميناء القديم مركبة نهرية تحولت إلى مكتبة، وستبقى هناك حتى نهاية الشهر. وتضم المركبة اثني عشر ألف كتاب بتسع لغات.",
    "وتُعار الكتب من دون بطاقة أو تأمين، إذ يكفي أن يكتب القارئ اسمه الأول في دفتر كبير. ويقدم قراء متطوعون بعد ظهر كل يوم حكايات لأطفال الحي.",
    "وتتكفل المدينة برسوم الرسو والكهرباء، أما بقية الميزانية فتأتي من التبرعات ومن بيع البطاقات البريدية طوال العام.",
)


def a_dispatch(**facts: Any) -> Dispatch:
    """A French story on a library boat, public by the demo agency's rules, but for the facts given."""
    plain = Dispatch(
        language="fr",
        form=Form.STORY,
        section="culture",
        packages=("general",),
        provider="nf",
        slug="library-boat",
        story="st_library",
        headline="Une péniche-bibliothèque jette l’ancre dans le Vieux-Port",
        deck="Douze mille livres, prêtés sans carte",
        credits=(
            Credit(name="Maëlle Tardivel", role=CreditRole.WRITER),
            Credit(name="Corentin Astruc", role=CreditRole.EDITOR, printed=False),
        ),
        dateline=Dateline(place="Marseille", country="France", marks=("Fil",)),
        body=tuple(paragraph(text) for text in FRENCH),
        note="Note de service : ne pas publier.",
    )
    return replace(plain, **facts)


@dataclass(slots=True)
class Newsroom:
    """Puts items on the wire and remembers where each stands."""

    pool: Pool
    agency: Agency
    clock: SettableClock
    number: int = 0
    versions: dict[Guid, list[Dispatch]] = field(default_factory=dict[Guid, list[Dispatch]])
    first: dict[Guid, datetime] = field(default_factory=dict[Guid, "datetime"])

    async def release(self, version: Dispatch | None = None, **facts: Any) -> Guid:
        """The guid of a new item; with an `embargo`, for accounts with advance copy only."""
        version = version or a_dispatch(**facts)
        self.number += 1
        guid = Guid(f"nf:text:20260302:{self.number}")
        self.versions[guid] = []
        self.first[guid] = self.clock()
        await self.put(guid, Action.NEW, version)
        return guid

    async def change(self, guid: Guid, action: Action, **facts: Any) -> Header:
        """The header of the item's next version: an update, a correction, a lift, a stop …"""
        live = [version for version in self.versions[guid] if not version.headline.startswith("\0")]
        current = live[-1]
        if action in STOPS:
            event = Event(
                guid=guid,
                version=len(self.versions[guid]) + 1,
                action=action,
                first_at=self.first[guid],
                reason_class=ReasonClass.CHECKING,
            )
            return await self.put(guid, action, stopped(current, event, self.agency), keep=False)
        if action is Action.LIFT:
            return await self.put(guid, action, lifted(current))
        if action is Action.REINSTATE:
            return await self.put(guid, action, reinstated(current))
        return await self.put(guid, action, replace(current, **facts))

    async def put(self, guid: Guid, action: Action, version: Dispatch, *, keep: bool = True) -> Header:
        """The header of an entry of just this content."""
        sealed = seal(version)
        entry = ToAppend(
            guid=guid,
            version=len(self.versions[guid]) + 1,
            action=action,
            content=sealed,
            approvals=(Approval(by=EDITOR, act="released", key="test", content_digest=sealed.digest.hex()),),
            not_before=version.embargo,
        )
        async with transaction(self.pool) as db:
            (header,) = await append(db, self.clock, [entry])
        self.versions[guid].append(version if keep else replace(version, headline="\0"))
        return header

    async def publish(self) -> int:
        """The number of entries that the site's reader has read now."""
        return await catch_up(self.pool, self.agency, self.clock)


@dataclass(frozen=True, slots=True)
class Stored:
    """A line of the log as it lies in the table."""

    act: str
    because: str
    headline: str | None
    summary: list[str] | None
    editor: str | None


async def lines(pool: Pool) -> list[Stored]:
    """The whole log."""
    async with transaction(pool) as db, db.cursor(row_factory=class_row(Stored)) as cursor:
        await cursor.execute("SELECT act, because, headline, summary, editor FROM edition_log ORDER BY seq")
        return await cursor.fetchall()


async def acts(pool: Pool) -> list[tuple[str, str]]:
    """What each of its lines does, and why."""
    return [(line.act, line.because) for line in await lines(pool)]
