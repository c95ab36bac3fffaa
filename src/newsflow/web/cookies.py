"""Cookies that sign people in: readable by no script, bound to this host, sent on no foreign form.

`SameSite=Lax`, not `Strict`: an editor who follows a letter's link to an approval must arrive signed in. What Lax lets
through is a link alone, and a link changes nothing here; forms ask for a token besides (`csrf.py`).
"""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response


@dataclass(frozen=True, slots=True)
class Cookie:
    """One cookie. Where the outside reaches us by https it has the `__Host-` prefix: no other host can write it."""

    name: str
    https: bool

    @property
    def full_name(self) -> str:
        """The name as the browser keeps it."""
        return f"__Host-{self.name}" if self.https else self.name

    def read(self, request: Request) -> str:
        """What the browser sent; empty when it sent none."""
        return request.cookies.get(self.full_name, "")

    def write(self, response: Response, value: str) -> None:
        """Give it to the browser, until the browser is closed: the session's own end is the server's matter."""
        response.set_cookie(self.full_name, value, path="/", secure=self.https, httponly=True, samesite="lax")

    def drop(self, response: Response) -> None:
        """Take it from the browser."""
        response.delete_cookie(self.full_name, path="/", secure=self.https, httponly=True, samesite="lax")
