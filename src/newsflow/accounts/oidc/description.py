"""What a provider says of itself (OpenID Connect Discovery 1.0), as far as a sign-in needs it. No I/O."""

from urllib.parse import urlsplit

import msgspec

from newsflow.accounts.oidc.faults import Fault, ProviderError
from newsflow.accounts.oidc.id_token import ALGORITHMS
from newsflow.accounts.oidc.terms import is_address

WELL_KNOWN = "/.well-known/openid-configuration"
BASIC, POST = "client_secret_basic", "client_secret_post"


class Description(msgspec.Struct, frozen=True):
    """The description's fields by their names in the standard; what it leaves out has the standard's defaults."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str = ""
    response_types_supported: tuple[str, ...] = ("code",)
    id_token_signing_alg_values_supported: tuple[str, ...] = ("RS256",)
    token_endpoint_auth_methods_supported: tuple[str, ...] = (BASIC,)
    code_challenge_methods_supported: tuple[str, ...] | None = None
    authorization_response_iss_parameter_supported: bool = False

    @property
    def client_is_posted(self) -> bool:
        """Whether the client's secret goes in the form, where the provider does not take it in the header."""
        return BASIC not in self.token_endpoint_auth_methods_supported


def well_known(issuer: str) -> str:
    """Where the description lies."""
    return issuer.rstrip("/") + WELL_KNOWN


def description_of(document: bytes, issuer: str) -> Description:
    """The description, which is that issuer's own. Raises ProviderError with what is wrong."""
    try:
        found = msgspec.json.decode(document, type=Description)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ProviderError(Fault.MISSET, "description-unreadable") from error
    if found.issuer != issuer:
        raise ProviderError(Fault.MISSET, "issuer-differs")
    plain = urlsplit(issuer).scheme == "http"
    needed = [found.authorization_endpoint, found.token_endpoint, found.jwks_uri]
    named = [*needed, *([found.userinfo_endpoint] if found.userinfo_endpoint else ())]
    if not all(is_address(each, plain=plain) for each in named):
        raise ProviderError(Fault.MISSET, "description-addresses")
    return found


def lacks(found: Description) -> str:
    """What of a sign-in the provider cannot do, as a word; "" where nothing is missing."""
    if "code" not in found.response_types_supported:
        return "no-code"
    if not set(ALGORITHMS) & set(found.id_token_signing_alg_values_supported):
        return "no-algorithm"
    if not {BASIC, POST} & set(found.token_endpoint_auth_methods_supported):
        return "no-secret"
    challenges = found.code_challenge_methods_supported
    if challenges is not None and "S256" not in challenges:
        return "no-pkce"
    return ""
