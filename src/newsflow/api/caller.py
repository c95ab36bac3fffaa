"""Who asks: the login that a request names, by Basic or as a bearer."""

from dataclasses import dataclass

from starlette.types import Scope

from newsflow.api.reader import WhoIs
from newsflow.domain.clock import Clock
from newsflow.domain.errors import NotSignedInError
from newsflow.subscribers.api_users import Account
from newsflow.subscribers.known import Accounts
from newsflow.subscribers.scopes import Scope as Use
from newsflow.subscribers.scopes import check_scope
from newsflow.web.authorization import basic, bearer
from newsflow.web.client import Proxies, client_address
from newsflow.web.headed import HeadedError
from newsflow.web.headers import header

CHALLENGES = (
    ("WWW-Authenticate", 'Basic realm="Newsflow", charset="UTF-8"'),
    ("WWW-Authenticate", 'Bearer realm="Newsflow"'),
)


class LoginError(HeadedError, NotSignedInError):
    """No login, or one that is not right."""

    status = 401
    slug = "not-signed-in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks, from where; `who` asks again later, for what takes its time."""

    account: Account
    address: str
    who: WhoIs


@dataclass(frozen=True, slots=True)
class Callers:
    """Says who asks. Unknown names and wrong secrets take the same steps."""

    accounts: Accounts
    proxies: Proxies
    clock: Clock

    async def of(self, scope: Scope) -> Caller:
        """The caller. Raises LoginError, and NotAllowedError for a login that may not be used from there."""
        said = header(scope, b"authorization")
        login = basic(said)
        username, secret = (None, bearer(said)) if login is None else (login.username, login.secret)
        address = client_address(scope, self.proxies)

        async def who() -> Account:
            account = None
            if secret is not None:
                account = await self.accounts.sign_in(
                    username=username, secret=secret, now=self.clock(), address=address
                )
            if account is None:
                raise LoginError(
                    "The login is not right.",
                    "Missing, unknown, closed or wrong." if said else "The request names none.",
                    "Send username and secret of an API user by HTTP Basic, or the secret as a bearer.",
                    headers=CHALLENGES,
                )
            return account

        return Caller(account=await who(), address=address, who=who)


def checked(who: WhoIs, use: Use) -> WhoIs:
    """The same question, refused also when the login lost the scope meanwhile."""

    async def again() -> Account:
        account = await who()
        check_scope(account.scopes, use)
        return account

    return again
