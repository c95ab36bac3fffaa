"""A passkey's answer is for one text in one request, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsflow.wire.read import head
from tests.desk.test_passkeys import keyed_in_software
from tests.desk.test_release_page import flashed

if TYPE_CHECKING:
    from tests.desk.room import DeskRoom


async def test_a_passkey_s_answer_for_one_flash_approves_no_other_and_not_twice(desk: DeskRoom):
    ada = await desk.client("editor:ada")
    one, other = await flashed(desk, ada), await flashed(desk, ada, slug="quay", text="Quay closed as well")
    held = await keyed_in_software(desk, "chief:ben")
    ben, answer = held.client, await held.shown(desk, one.deed)
    proof = {"passkey": answer.answer, "passkey_nonce": answer.nonce}
    for request, digest in ((other, other.digest_hex), (other, one.digest_hex), (one, other.digest_hex)):
        moved = await ben.send_form(f"/desk/approvals/{request.id}/approve", digest=digest, **proof)
        assert moved.status_code in {400, 403, 409}, moved.text
    again = await held.shown(desk, one.deed)
    proof = {"passkey": again.answer, "passkey_nonce": again.nonce}
    first = await ben.send_form(f"/desk/approvals/{one.id}/approve", digest=one.digest_hex, **proof)
    assert first.status_code == 303, first.text
    replayed = await ben.send_form(f"/desk/approvals/{one.id}/approve", digest=one.digest_hex, **proof)
    assert replayed.status_code in {400, 403, 409}
    async with desk.pool.connection() as db:
        assert (await head(db)).seq == 1
