"""A proof with a form: the page shows `proof_field`, and takes the form by `proved`, both for the same deed."""

import json
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from newsflow.accounts.ceremonies import Asked, RelyingParty, ask_proof, prove
from newsflow.accounts.deed import Deed
from newsflow.accounts.hand import PASSWORD, Hand
from newsflow.accounts.proving import Proof, ProofMissingError, check_shown, proof_in, shown_anew
from newsflow.accounts.sign_in import WrongLoginError, confirmed_password
from newsflow.db.pool import reading, transaction
from newsflow.domain.worded import worded
from newsflow.web.within.face import Face, House
from newsflow.web.within.visit import Visit, asked_address, safe_next, signed_in


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofField:
    """What the form asks for: `components/passkey.html`, `proof(field)`."""

    kind: str
    """`passkey`, `password`, or `provider`: a fresh sign-in by the organisation's own."""
    ask: str
    origin: str
    deed: str
    """The deed's words as JSON, for the browser to ask with."""
    anew: str = ""
    """Where the provider asks the person anew, and leads back; "" where it just has."""


def sign_in_address(face: Face, subscriber: str, path: str = "") -> str:
    """Where that organisation's people sign in by its provider."""
    return f"{face.sign_in}/with/{quote(subscriber, safe='')}{path}"


def party_of(house: House) -> RelyingParty:
    """The agency as passkeys know it."""
    return RelyingParty(id=house.host, origin=house.origin, name=house.agency.name)


async def proof_field(visit: Visit, deed: Deed, *, first_passkey: bool = False) -> ProofField:
    """What this person is asked for before the deed; `first_passkey` where it leads to the first one."""
    kind = await _wanted(visit, first_passkey=first_passkey)
    return ProofField(
        kind=kind.value,
        ask=f"{visit.house.face.prefix}/proof",
        origin=visit.house.origin,
        deed=json.dumps(deed.words),
        anew="" if kind is not Proof.PROVIDER or shown_anew(visit.session, visit.now) else _anew(visit),
    )


def _anew(visit: Visit) -> str:
    path = sign_in_address(visit.house.face, visit.person.subscriber or "", "/go")
    here = safe_next(visit.house.face, asked_address(visit.request))
    return f"{path}?{urlencode({'anew': '1', 'next': here})}"


async def _wanted(visit: Visit, *, first_passkey: bool) -> Proof:
    roles = visit.house.agency.desk.passkey_roles
    async with reading(visit.house.pool) as db:
        return await proof_in(db, visit.person, visit.session, roles, first_passkey=first_passkey)


async def proved(visit: Visit, deed: Deed, *, first_passkey: bool = False) -> Hand:
    """The hand that the form proved for this very deed. Raises when the proof is missing or wrong.

    To be called before the deed's own transaction: the proof is used up by it, whatever becomes of the deed.
    """
    hand = await shown(visit, deed)
    check_shown(hand, await _wanted(visit, first_passkey=first_passkey))
    return hand


async def shown(visit: Visit, deed: Deed) -> Hand:
    """As `proved`, but nothing need be shown: the hand then says `session`."""
    answer, password = visit.form.text("passkey"), visit.form.text("proof_password")
    if answer:
        async with transaction(visit.house.pool) as db:
            return await prove(
                db,
                party_of(visit.house),
                visit.person,
                session=visit.session.id,
                deed=deed,
                nonce=visit.form.line("passkey_nonce"),
                answer=answer,
                now=visit.now,
            )
    if password:
        await _confirm(visit, password)
        return Hand(person=visit.person, key=PASSWORD, session=visit.session.id, at=visit.now)
    if shown_anew(visit.session, visit.now):
        return Hand(person=visit.person, key=visit.session.key, session=visit.session.id, at=visit.now)
    return visit.hand


async def _confirm(visit: Visit, password: str) -> None:
    """Nothing where the password is theirs. Who is signed in hears of the form, not of signing in."""
    address = visit.house.address_of(visit.request)
    try:
        await confirmed_password(
            visit.house.pool, visit.person, password=password, address=address, now=visit.now
        )
    except WrongLoginError as error:
        raise ProofMissingError(
            "This is not your password.", worded("Nothing was done."), "Enter it again."
        ) from error


async def ask(visit: Visit) -> Response:
    """The options for a passkey's answer to the deed that the form names."""
    deed = Deed.of(*visit.form.texts("deed"))
    async with transaction(visit.house.pool) as db:
        asked = await ask_proof(
            db, party_of(visit.house), visit.person, session=visit.session.id, deed=deed, now=visit.now
        )
    return asked_answer(asked)


def asked_answer(asked: Asked) -> Response:
    """What the passkey element reads."""
    return JSONResponse({"nonce": asked.nonce, "options": json.loads(asked.options)})


def routes(house: House) -> list[BaseRoute]:
    """Where the passkey element asks."""
    return [Route("/proof", signed_in(house, ask), methods=["POST"])]
