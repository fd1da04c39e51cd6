"""A stand-in for a bucket that costs next to nothing: it computes checksums and remembers them, no more.

Run as a program it prints its port. Keys and checksums only; a benchmark of the sender must not measure the receiver.
"""

import base64
import hashlib
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_HELD: dict[str, tuple[int, str, str]] = {}


class Bucket(BaseHTTPRequestHandler):
    """PUT, HEAD and DELETE of objects, as far as the delivery uses them."""

    protocol_version = "HTTP/1.1"

    def do_PUT(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        digest = base64.b64encode(hashlib.sha256(data).digest()).decode()
        if digest != self.headers["x-amz-checksum-sha256"]:
            self._answer(400)
            return
        tag = f'"{hashlib.md5(data, usedforsecurity=False).hexdigest()}"'
        _HELD[self.path] = (len(data), digest, tag)
        self._answer(200, ETag=tag)

    def do_HEAD(self) -> None:
        held = _HELD.get(self.path)
        if held is None:
            self._answer(404)
            return
        self._answer(200, length=held[0], ETag=held[2], x_amz_checksum_sha256=held[1])

    def do_DELETE(self) -> None:
        _HELD.pop(self.path, None)
        self._answer(204)

    def do_GET(self) -> None:
        """How many objects there are: for the benchmark alone."""
        body = str(len(_HELD)).encode()
        self._answer(200, length=len(body))
        self.wfile.write(body)

    def _answer(self, status: int, length: int = 0, **headers: str) -> None:
        self.send_response(status)
        self.send_header("x-amz-request-id", "1")
        self.send_header("Content-Length", str(length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the class has
        """Nothing."""


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Bucket)
    server.daemon_threads = True
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()
