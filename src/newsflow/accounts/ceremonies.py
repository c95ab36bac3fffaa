"""The ceremonies of passkeys (WebAuthn, ADR-0021): enrolled, used to sign in, and asked for a proof of one deed.

Every challenge is made of a nonce that is kept here and used once, within five minutes, by the session that asked.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

import structlog
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import parse_authentication_credential_json, parse_registration_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from newsflow.accounts.challenges import PasskeyError, Purpose, new_nonce, refused, take_nonce
from newsflow.accounts.deed import ENROL, SIGN_IN, Deed
from newsflow.accounts.hand import PASSKEY, Hand
from newsflow.accounts.passkeys import Passkey, passkeys_of
from newsflow.accounts.people import Person, by_id
from newsflow.db.query import Connection, query, row, run
from newsflow.db.refusal import told
from newsflow.domain.errors import NotSignedInError
from newsflow.domain.worded import worded

ANSWER_LIMIT_CHARACTERS = 30_000
NAME_LIMIT_CHARACTERS = 80
MOST_PASSKEYS = 20

MALFORMED = (WebAuthnException, ValueError, KeyError, TypeError, IndexError)
"""What the library raises for an answer that is none: its parser indexes and decodes what the browser sent."""

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """Who asks, in WebAuthn's words: passkeys are bound to the public host, and answers to the public origin."""

    id: str
    origin: str
    name: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the browser is asked: the nonce to send back, and the options for `navigator.credentials` as JSON."""

    nonce: str
    options: str


class NoPasskeyError(NotSignedInError):
    """Nobody signs in with this passkey."""

    slug = "no-passkey"


_PUT = query("accounts.put_passkey")
_BY_CREDENTIAL = query("accounts.passkey_by_credential", Passkey)
_USED = query("accounts.used_passkey")


def key_of(credential: bytes) -> str:
    """How a hand names a passkey."""
    return f"{PASSKEY}{hashlib.sha256(credential).hexdigest()[:16]}"


async def ask_enrol(
    db: Connection, party: RelyingParty, person: Person, session: str, now: datetime
) -> Asked:
    """What to ask a browser for a new passkey: one that is found without a name, and that verifies its user."""
    held = await passkeys_of(db, person.id)
    if len(held) >= MOST_PASSKEYS:
        raise PasskeyError(
            "There are too many passkeys.",
            worded("You have %(count)s.", count=len(held)),
            "Remove one that you do not use.",
        )
    nonce = await new_nonce(db, Purpose.ENROL, ENROL, session=session, now=now)
    options = generate_registration_options(
        rp_id=party.id,
        rp_name=party.name,
        user_id=person.id.encode(),
        user_name=person.email,
        user_display_name=person.name,
        challenge=ENROL.challenge(nonce),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=each.credential) for each in held],
    )
    return Asked(nonce.hex(), options_to_json(options))


async def enrol(
    db: Connection,
    party: RelyingParty,
    person: Person,
    session: str,
    *,
    nonce: str,
    answer: str,
    name: str,
    now: datetime,
) -> str:
    """The key of a passkey just enrolled for the person. Raises PasskeyError, or ConflictError for one that is there."""
    taken = await take_nonce(db, Purpose.ENROL, ENROL, session=session, nonce=nonce, now=now)
    try:
        found = verify_registration_response(
            credential=parse_registration_credential_json(answer[:ANSWER_LIMIT_CHARACTERS]),
            expected_challenge=ENROL.challenge(taken),
            expected_rp_id=party.id,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    except MALFORMED as error:
        raise refused("It was not enrolled.", error) from error
    key = key_of(found.credential_id)
    facts = {
        "credential": found.credential_id,
        "key": key,
        "person": person.id,
        "public_key": found.credential_public_key,
        "sign_count": found.sign_count,
        "name": name[:NAME_LIMIT_CHARACTERS] or "Passkey",
        "backed_up": found.credential_backed_up,
        "at": now,
    }
    with told("passkey", key):
        await run(db, _PUT, facts)
    return key


async def ask_sign_in(db: Connection, party: RelyingParty, now: datetime) -> Asked:
    """What to ask a browser for whoever holds a passkey of ours."""
    nonce = await new_nonce(db, Purpose.SIGN_IN, SIGN_IN, session=None, now=now)
    options = generate_authentication_options(
        rp_id=party.id,
        challenge=SIGN_IN.challenge(nonce),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return Asked(nonce.hex(), options_to_json(options))


async def person_of_passkey(
    db: Connection, party: RelyingParty, *, nonce: str, answer: str, now: datetime
) -> tuple[Person, str]:
    """Who signs in with this answer, and by which key. Raises NoPasskeyError: unknown, closed and wrong are told alike."""
    try:
        taken = await take_nonce(db, Purpose.SIGN_IN, SIGN_IN, session=None, nonce=nonce, now=now)
        passkey = await _verified(db, party, SIGN_IN.challenge(taken), answer, now)
        person = await by_id(db, passkey.person)
    except PasskeyError as error:
        raise _nobody() from error
    if person is None or not person.active:
        raise _nobody()
    return person, passkey.key


async def ask_proof(
    db: Connection, party: RelyingParty, person: Person, *, session: str, deed: Deed, now: datetime
) -> Asked:
    """What to ask the person's browser for a proof of that deed, by one of their passkeys."""
    nonce = await new_nonce(db, Purpose.PROVE, deed, session=session, now=now)
    options = generate_authentication_options(
        rp_id=party.id,
        challenge=deed.challenge(nonce),
        allow_credentials=[
            PublicKeyCredentialDescriptor(id=each.credential) for each in await passkeys_of(db, person.id)
        ],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return Asked(nonce.hex(), options_to_json(options))


async def prove(
    db: Connection,
    party: RelyingParty,
    person: Person,
    *,
    session: str,
    deed: Deed,
    nonce: str,
    answer: str,
    now: datetime,
) -> Hand:
    """The hand that proved this deed, once, in this session, by a passkey of this person. Raises PasskeyError."""
    taken = await take_nonce(db, Purpose.PROVE, deed, session=session, nonce=nonce, now=now)
    passkey = await _verified(db, party, deed.challenge(taken), answer, now)
    if passkey.person != person.id:
        raise refused("This passkey is somebody else's.", None)
    return Hand(person=person, key=passkey.key, session=session, at=now)


async def _verified(
    db: Connection, party: RelyingParty, challenge: bytes, answer: str, now: datetime
) -> Passkey:
    """The passkey that signed the challenge, its counter written on."""
    try:
        given = parse_authentication_credential_json(answer[:ANSWER_LIMIT_CHARACTERS])
    except MALFORMED as error:
        raise refused("Its answer cannot be read.", error) from error
    passkey = await row(db, _BY_CREDENTIAL, {"credential": given.raw_id})
    if passkey is None or given.response.user_handle not in {None, b"", passkey.person.encode()}:
        raise refused("It is not known here.", None)
    found = _checked(party, challenge, given, passkey)
    await run(db, _USED, {"credential": passkey.credential, "sign_count": found.new_sign_count, "at": now})
    return passkey


def _checked(
    party: RelyingParty, challenge: bytes, given: AuthenticationCredential, passkey: Passkey
) -> VerifiedAuthentication:
    try:
        return verify_authentication_response(
            credential=given,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except MALFORMED as error:
        # Its counter running back, too, is told here: someone may have copied the authenticator.
        log.warning("passkey_refused", person=passkey.person, passkey=passkey.key, why=str(error)[:200])
        raise refused("It did not sign what was asked.", error) from error


def _nobody() -> NoPasskeyError:
    return NoPasskeyError(
        "Nobody signs in with this passkey.", "", "Use another one, or your address and password."
    )
