"""An S3 server on loopback, in this process, that fails when told to.

moto's server answers; a layer before it does what moto leaves out (it refuses bodies that do not match their checksum,
and computes the checksum itself) and what networks and servers do on bad days.
"""

import base64
import hashlib
import logging
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import boto3
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from tests.sync.keys import KEY_ID, SECRET

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client

Environ = dict[str, Any]
StartResponse = Callable[..., Any]


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]

    @property
    def is_put(self) -> bool:
        return self.method == "PUT"


@dataclass(frozen=True)
class Fault:
    """What happens to a request instead of, or around, its being served.

    Attributes:
        cut_after_bytes: The connection breaks when so much of the body was read.
        cut_after_serving: The request is carried out, and its answer is lost.
        status: With ``code``: S3's own refusal; with ``page``: somebody else's answer.
        date: The answer's ``Date`` header.
        spoils: The body is changed before it is stored.
        hides: Headers of the answer that are left out.
        waits: The answer comes when this is set, or after 10 s.
    """

    cut_after_bytes: int | None = None
    cut_after_serving: bool = False
    status: int = 0
    code: str = ""
    page: str = ""
    date: datetime | None = None
    spoils: bool = False
    hides: tuple[str, ...] = ()
    waits: threading.Event | None = None


Plan = Callable[[Asked], Fault | None]
CUT_AT_ONCE = Fault(cut_after_bytes=0)


@dataclass
class BucketServer:
    """Attributes:
    plan: Decides about each request; any thread.
    asked: Every request, in the order in which they were decided about.
    """

    url: str = ""
    plan: Plan = lambda asked: None
    asked: list[Asked] = field(default_factory=list)

    def client(self) -> "S3Client":
        """Past all faults as long as ``plan`` does not meddle with its requests."""
        return boto3.client(
            "s3",
            endpoint_url=self.url,
            region_name="us-east-1",
            aws_access_key_id=KEY_ID,
            aws_secret_access_key=SECRET,
        )

    def new_bucket(self, name: str, *, is_versioned: bool = False) -> None:
        client = self.client()
        client.create_bucket(Bucket=name)
        if is_versioned:
            client.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})

    def objects(self, bucket: str) -> dict[str, bytes]:
        """Everything in the bucket, by key."""
        plan, self.plan = self.plan, lambda asked: None
        client = self.client()
        pages = client.get_paginator("list_objects_v2").paginate(Bucket=bucket)
        keys = [each["Key"] for page in pages for each in page.get("Contents", [])]
        found = {key: client.get_object(Bucket=bucket, Key=key)["Body"].read() for key in keys}
        self.plan = plan
        return found

    def puts(self) -> list[str]:
        """Keys of all objects that somebody tried to put, in order."""
        return [asked.path.split("/", 2)[2] for asked in self.asked if asked.is_put and asked.path.count("/") > 1]


class _FaultyApp:
    def __init__(self, server: BucketServer) -> None:
        self._server = server
        self._moto = DomainDispatcherApplication(create_backend_app)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        headers = {name[5:].replace("_", "-").lower(): value for name, value in environ.items() if name[:5] == "HTTP_"}
        path = unquote(str(environ.get("RAW_URI", environ["PATH_INFO"])).split("?")[0])
        asked = Asked(environ["REQUEST_METHOD"], path, headers)
        self._server.asked.append(asked)
        fault = self._server.plan(asked) or Fault()
        if fault.cut_after_bytes is not None:
            environ["wsgi.input"].read(min(fault.cut_after_bytes, int(environ.get("CONTENT_LENGTH") or 0)))
            _cut(environ)
        if fault.waits is not None:
            fault.waits.wait(10)
        if fault.status:
            return _refuse(environ, start_response, fault)
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        promised = environ.pop("HTTP_X_AMZ_CHECKSUM_SHA256", None)
        if fault.spoils:
            body = bytes([body[0] ^ 1]) + body[1:]
        elif promised and promised != base64.b64encode(hashlib.sha256(body).digest()).decode():
            return _refuse(environ, start_response, Fault(status=400, code="BadDigest"))
        environ["wsgi.input"] = BytesIO(body)

        def start(status: str, answered: list[tuple[str, str]], *rest: Any) -> Any:
            kept = [(name, value) for name, value in answered if name.lower() not in (*fault.hides, "date")]
            if fault.date is not None:
                kept.append(("Date", format_datetime(fault.date, usegmt=True)))
            return start_response(status, kept, *rest)

        answer = list(self._moto(environ, start))
        if fault.cut_after_serving:
            _cut(environ)
        return answer


def _cut(environ: Environ) -> None:
    environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
    raise ConnectionResetError


def _refuse(environ: Environ, start_response: StartResponse, fault: Fault) -> Iterable[bytes]:
    # Read, or the client sees a broken connection instead of the answer.
    environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    headers = [("Content-Type", "text/html" if fault.page else "application/xml")]
    if fault.code:
        headers.append(("x-amz-request-id", "4442587FB7D0A2F9"))
    if fault.date is not None:
        headers.append(("Date", format_datetime(fault.date, usegmt=True)))
    start_response(f"{fault.status} Fault", headers)
    if environ["REQUEST_METHOD"] == "HEAD":
        return []
    if fault.page:
        return [fault.page.encode()]
    return [f'<?xml version="1.0"?><Error><Code>{fault.code}</Code><Message>no</Message></Error>'.encode()]


class _Handler(WSGIRequestHandler):
    def send_response(self, code: int, message: str | None = None) -> None:
        """Without the date that http.server adds: tests tell the server's time."""
        self.send_response_only(code, message)


@contextmanager
def serving() -> Iterator[BucketServer]:
    """Runs a server until the block is left; it keeps quiet about the connections that it cuts."""
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    state = BucketServer()
    server: BaseWSGIServer = make_server("127.0.0.1", 0, _FaultyApp(state), threaded=True, request_handler=_Handler)
    # Clients keep their connections open for longer than a test runs.
    server.block_on_close = False  # type: ignore[attr-defined]  # of the threaded server
    state.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, name="bucket-server", daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
