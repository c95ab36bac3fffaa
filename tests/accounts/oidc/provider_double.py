"""A small OpenID Connect provider on loopback that signs with real keys. A test says who is signed in there, and how it misbehaves."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import format_datetime
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from joserfc import jws
from joserfc.jwk import ECKey, RSAKey

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from datetime import datetime

    from joserfc.jwk import Key

CLIENT, SECRET = "newsflow-at-gazette", "s3cret:/+ with-signs".replace(" ", "")


@cache
def rsa(kid: str = "one") -> RSAKey:
    """A key pair, made once in a run: making one takes a tenth of a second."""
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig"})


@cache
def ec(kid: str = "ec") -> ECKey:
    """Another kind of key pair."""
    return ECKey.generate_key("P-256", {"kid": kid, "use": "sig"})


@dataclass
class ProviderDouble:
    """What the provider is, and what was asked of it."""

    clock: Callable[[], datetime]
    issuer: str = ""
    keys: list[Key] = field(default_factory=lambda: [rsa()])
    signs_with: Key = field(default_factory=rsa)
    alg: str = "RS256"
    person: dict[str, Any] = field(
        default_factory=lambda: {"sub": "248289", "email": "editor@gazette.example", "email_verified": True}
    )
    claims: dict[str, Any] = field(default_factory=dict[str, Any])
    """What its next tokens say otherwise; None leaves a claim out."""
    describes: dict[str, Any] = field(default_factory=dict[str, Any])
    userinfo: dict[str, Any] | None = None
    token: str | None = None
    """A token that it gives whatever was asked."""
    status: dict[str, int] = field(default_factory=dict[str, int])
    """What a path answers instead."""
    asked: list[str] = field(default_factory=list[str])
    headers: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    codes: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])

    def description(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": [self.alg],
            "code_challenge_methods_supported": ["S256"],
            **self.describes,
        }

    def authorized(self, asked: dict[str, str]) -> str:
        """Where the browser goes back to: whoever is signed in there is known at once."""
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def exchanged(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        kind, _, pair = authorization.partition(" ")
        name, _, secret = base64.b64decode(pair).decode().partition(":") if kind == "Basic" else ("", "", "")
        given = (
            (unquote(name), unquote(secret)) if name else (form.get("client_id"), form.get("client_secret"))
        )
        if given != (CLIENT, SECRET):
            return 401, {"error": "invalid_client"}
        asked = self.codes.pop(form["code"], None)
        if asked is None or asked["redirect_uri"] != form["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest())
        if challenge.rstrip(b"=").decode() != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        return 200, {
            "id_token": self.token or self.signed(asked),
            "access_token": "at",
            "token_type": "Bearer",
        }

    def signed(self, asked: dict[str, str]) -> str:
        at = int(self.clock().timestamp())
        said = {"iss": self.issuer, "aud": CLIENT, "iat": at, "exp": at + 300, "nonce": asked["nonce"]}
        if "max_age" in asked:
            said["auth_time"] = at
        told = {
            name: value for name, value in {**said, **self.person, **self.claims}.items() if value is not None
        }
        header = {"alg": self.alg, "kid": self.signs_with.kid}
        return jws.serialize_compact(header, json.dumps(told), self.signs_with, algorithms=[self.alg])


@contextmanager
def provider_double(clock: Callable[[], datetime]) -> Generator[ProviderDouble]:
    """A provider that listens on a free port of loopback until the test ends."""
    double = ProviderDouble(clock)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, asked = urlsplit(self.path).path, self._asked(urlsplit(self.path).query)
            if path == "/authorize":
                self._answer(302, {}, location=double.authorized(asked))
            elif path == "/keys":
                self._answer(200, {"keys": [key.as_dict(private=False) for key in double.keys]})
            elif path == "/userinfo":
                self._answer(200, double.userinfo or {})
            else:
                self._answer(200, double.description())

        def do_POST(self) -> None:
            form = self._asked(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self._answer(*double.exchanged(form, self.headers.get("Authorization", "")))

        def _asked(self, text: str) -> dict[str, str]:
            double.asked.append(urlsplit(self.path).path)
            double.headers.append(dict(self.headers))
            return {name: values[0] for name, values in parse_qs(text).items()}

        def _answer(self, status: int, said: dict[str, Any], location: str = "") -> None:
            body = json.dumps(said).encode()
            self.send_response_only(double.status.get(urlsplit(self.path).path, status))
            self.send_header("Date", format_datetime(double.clock(), usegmt=True))
            self.send_header("Content-Length", str(len(body)))
            if location:
                self.send_header("Location", location)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
            """Nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    double.issuer = f"http://127.0.0.1:{server.server_port}"
    try:
        yield double
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
