"""The desk's door: who may come in, and who may not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.desk.room import COOKIE, PASSWORD

if TYPE_CHECKING:
    import httpx

    from tests.desk.room import DeskRoom


async def token_of(client: httpx.AsyncClient) -> str:
    """The token of the sign-in form that this browser was given."""
    page = await client.get("/desk/sign-in")
    assert page.status_code == 200, page.text
    found = re.search(r'name="csrf" value="([0-9a-f]{64})"', page.text)
    assert found is not None
    return found[1]


async def try_to_sign_in(
    client: httpx.AsyncClient, email: str, password: str = PASSWORD, **more: str
) -> httpx.Response:
    token = await token_of(client)
    return await client.post(
        "/desk/sign-in", data={"csrf": token, "email": email, "password": password, **more}
    )


async def test_a_person_signs_in_with_a_password_and_is_led_to_the_desk(desk: DeskRoom):
    person = await desk.person("editor")
    client = await desk.stranger()
    answer = await try_to_sign_in(client, person.email)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/desk/"
    cookie = next(value for value in answer.headers.get_list("set-cookie") if value.startswith(f"{COOKIE}="))
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
