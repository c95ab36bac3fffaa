"""An nginx that gives files: the limit of whatever gives the same bytes."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.harness import a_free_port

if TYPE_CHECKING:
    from collections.abc import Generator


@contextlib.contextmanager
def nginx(files: dict[str, bytes]) -> Generator[int]:
    """The port of an nginx with one worker, which gives these files."""
    program = shutil.which("nginx")
    assert program is not None
    with a_free_port() as found:
        port = int(found.getsockname()[1])
    with tempfile.TemporaryDirectory(prefix="newsflow-nginx-") as folder:
        Path(folder).chmod(0o755)
        for name, body in files.items():
            (Path(folder) / name).write_bytes(body)
        config = Path(folder) / "nginx.conf"
        config.write_text(
            f"daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/errors; events {{}}\n"
            f"http {{ client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;\n"
            f"uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi; access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; default_type application/json;\n"
            f"server {{ listen 127.0.0.1:{port}; root {folder}; }} }}\n"
        )
        process = subprocess.Popen([program, "-c", str(config), "-e", f"{folder}/errors"])
        try:
            await_listener(port)
            yield port
        finally:
            process.terminate()
            process.wait()


def await_listener(port: int) -> None:
    """Return once something listens."""
    for _ in range(600):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise TimeoutError(port)
