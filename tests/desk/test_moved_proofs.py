"""A passkey's answer is for one text in one request, once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from newsflow.web.csrf import csrf_token
from newsflow.wire.read import head
from tests.builders import SERVER_KEY
from tests.desk.room import COOKIE
from tests.desk.test_passkeys import enrol, secret_of, shown
from tests.desk.test_release_page import flashed

if TYPE_CHECKING:
    from tests.desk.room import DeskRoom


async def test_a_passkey_s_answer_for_one_flash_approves_no_other_and_not_twice(desk: DeskRoom):
    ada = await desk.client("editor:ada")
    one, other = await flashed(desk, ada), await flashed(desk, ada, slug="quay", text="Quay closed as well")
    ben = await desk.client("chief:ben")
    desk.clock.advance(timedelta(seconds=1))  # the browser's session is to be the newer one
    page = await desk.browser("chief:ben", passkeys=True)
    await enrol(page, desk)
    answer = await shown(page, desk, "chief:ben", one.deed)
    ben.cookies.set(COOKIE, await secret_of(page))
    ben.csrf = csrf_token(SERVER_KEY, answer.session)
    proof = {"passkey": answer.answer, "passkey_nonce": answer.nonce}
    for request, digest in ((other, other.digest_hex), (other, one.digest_hex), (one, other.digest_hex)):
        moved = await ben.send_form(f"/desk/approvals/{request.id}/approve", digest=digest, **proof)
        assert moved.status_code in {400, 403, 409}, moved.text
    again = await shown(page, desk, "chief:ben", one.deed)
    proof = {"passkey": again.answer, "passkey_nonce": again.nonce}
    first = await ben.send_form(f"/desk/approvals/{one.id}/approve", digest=one.digest_hex, **proof)
    assert first.status_code == 303, first.text
    replayed = await ben.send_form(f"/desk/approvals/{one.id}/approve", digest=one.digest_hex, **proof)
    assert replayed.status_code in {400, 403, 409}
    async with desk.pool.connection() as db:
        assert (await head(db)).seq == 1
