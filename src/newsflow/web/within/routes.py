"""The addresses that every face has: the door, proofs, one's own account."""

from starlette.routing import BaseRoute

from newsflow.web.within import me, proof, sign_in, welcome
from newsflow.web.within.face import House


def routes(house: House) -> list[BaseRoute]:
    """Signing in and out, passwords by letter, passkeys, one's own account."""
    return [*sign_in.routes(house), *welcome.routes(house), *proof.routes(house), *me.routes(house)]
