"""Headers that every answer carries: no foreign script, style, frame or guess at a type."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; media-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
TRANSPORT = "max-age=63072000"
"""Two years; sent only where the public origin is https."""


class SecurityHeaders:
    """Middleware that adds the headers which an answer does not already have."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        """Wrap `app`; `https` says whether the outside reaches us so."""
        self.app = app
        headers = {**HEADERS, "Strict-Transport-Security": TRANSPORT} if https else HEADERS
        self.headers = [(name.lower().encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The application's answer, with the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = message.get("headers", ())
                there = {name.lower() for name, _ in given}
                message = {
                    **message,
                    "headers": [*given, *(pair for pair in self.headers if pair[0] not in there)],
                }
            await send(message)

        await self.app(scope, receive, guarded)
