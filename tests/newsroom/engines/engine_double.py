"""A double of a translation service on loopback: it speaks the service's protocol and knows a few sentences. No engine."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Generator

ARABIC = {
    "Ferry returns to the old harbour": "العبارة تعود إلى الميناء القديم",
    "The ferry came back on Monday, its bell ringing.": "عادت العبارة الاثنين وجرسها يقرع.",
    "Hundreds came to see it.": "جاء المئات لرؤيتها.",
}


@dataclass
class EngineDouble:
    """What was asked of the double, and how it is to behave."""

    address: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    headers: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    paths: list[str] = field(default_factory=list[str])
    answers: bytes | None = None
    status: int = 200
    location: str | None = None

    def answer(self, path: str, body: dict[str, Any]) -> bytes:
        """The bytes of the answer to a request."""
        if self.answers is not None:
            return self.answers
        if path.endswith("/translate"):
            found = [ARABIC.get(text, f"<{text}>") for text in body["q"]]
            return json.dumps({"translatedText": found}).encode()
        texts = json.loads(body["messages"][1]["content"])["texts"]
        found = json.dumps({"texts": [ARABIC.get(text, f"<{text}>") for text in texts]})
        return json.dumps({"choices": [{"message": {"content": found}}]}).encode()


@contextmanager
def engine_double() -> Generator[EngineDouble]:
    """A double that listens on a free port of loopback until the test ends."""
    double = EngineDouble()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            double.asked.append(body)
            double.paths.append(self.path)
            double.headers.append(dict(self.headers))
            sent = double.answer(self.path, body)
            self.send_response(double.status)
            if double.location:
                self.send_header("Location", double.location)
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 — the base class names it so
            """Nothing: the test says what happened."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    double.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield double
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
