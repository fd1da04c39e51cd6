"""An S3 bucket, Amazon's or anybody's who speaks the same protocol."""

import base64
import hashlib
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config

from alphamale_desktop.application.object_store_port import Content, KeepOn, Listed, Receipt
from alphamale_desktop.application.ports import Clock
from alphamale_desktop.domain.delivery_errors import (
    ObjectMismatchError,
    ObjectMissingError,
    TargetDeniedError,
    TargetInterceptedError,
)
from alphamale_desktop.sync.bandwidth import Bandwidth, PacedBody
from alphamale_desktop.sync.s3_errors import FAILURES, meaning_of, skew_s

if TYPE_CHECKING:
    from botocore.response import StreamingBody
    from types_boto3_s3 import S3Client

_BLOCK = 256 << 10


@dataclass(frozen=True, slots=True)
class AccessKey:
    """Credentials; hidden from ``repr``."""

    key_id: str = field(repr=False)
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class S3Target:
    """Which bucket, and how to reach it.

    Attributes:
        endpoint: Empty: Amazon's.
        region: Empty: as the standard chain of settings says.
        encryption: ``""``, ``"AES256"`` or ``"aws:kms"``.
        kms_key: With ``aws:kms``; empty: the account's own.
        access_key: None: the standard chain of credentials.
        connections: As many objects at the same time.
        answer_timeout_s: Silence for so long is no answer; shorter than half a lease.
    """

    bucket: str
    endpoint: str = ""
    region: str = ""
    has_path_style: bool = False
    encryption: str = ""
    kms_key: str = ""
    access_key: AccessKey | None = None
    connections: int = 4
    connect_timeout_s: float = 5.0
    answer_timeout_s: float = 20.0


class S3Store:
    """Satisfies ``ObjectShelf``. Any thread. Nothing connects before the first use.

    One try each, with short timeouts: who calls decides about the next.

    Args:
        new_client: Makes boto3's client for "s3" from the keywords that its sessions take; any thread.
    """

    def __init__(
        self,
        target: S3Target,
        clock: Clock,
        bandwidth: Bandwidth,
        new_client: "Callable[..., S3Client] | None" = None,
    ) -> None:
        self._new_client = new_client or _client_of_its_own
        self._target = target
        self._clock = clock
        self._bandwidth = bandwidth
        self._lock = threading.Lock()
        self._made: S3Client | None = None
        self._skew_s = 0

    @property
    def bucket(self) -> str:
        return self._target.bucket

    @property
    def skew_s(self) -> int:
        return self._skew_s

    def put(self, key: str, content: Content, keep_on: KeepOn) -> Receipt:
        """As the port says; S3 also gets the checksum beforehand, and refuses what does not match it."""
        keep_on()
        digest = hashlib.sha256(content.data).digest()
        body = PacedBody(content.data, self._bandwidth, keep_on)
        extra = self._encryption() | _expiry(content)
        with self._translated("s3:PutObject", key, body):
            answer = self._client().put_object(
                Bucket=self.bucket,
                Key=key,
                Body=body,
                ContentLength=len(content.data),
                ContentType=content.media_type,
                # What a guest erases must not live on in a cache on the way.
                CacheControl="private, no-store",
                ChecksumAlgorithm="SHA256",
                ChecksumSHA256=base64.b64encode(digest).decode(),
                **extra,
            )
        if not answer.get("ETag"):
            # A login page of the network says "200 OK" to everything.
            raise TargetInterceptedError
        if not self._matches(key, content, digest):
            raise ObjectMismatchError
        return Receipt(len(content.data), digest.hex())

    def holds(self, key: str, content: Content) -> bool:
        try:
            return self._matches(key, content, hashlib.sha256(content.data).digest())
        except (ObjectMissingError, TargetDeniedError):
            # Without the right to list a bucket, S3 answers "denied" instead of "not there".
            return False

    def get(self, key: str, limit_bytes: int) -> bytes:
        with self._translated("s3:GetObject", key):
            answer = self._client().get_object(Bucket=self.bucket, Key=key, ChecksumMode="ENABLED")
            # What is left unread would hold its connection.
            with closing(answer["Body"]) as body:
                return self._read(body, limit_bytes)

    def _read(self, body: "StreamingBody", limit_bytes: int) -> bytes:
        pieces, total = [], 0
        for piece in body.iter_chunks(_BLOCK):
            self._bandwidth.take(len(piece))
            pieces.append(piece)
            total += len(piece)
            if total > limit_bytes:
                raise ObjectMismatchError
        return b"".join(pieces)

    def delete(self, key: str, bucket: str) -> None:
        bucket = bucket or self.bucket
        with self._translated("s3:DeleteObject", key):
            answer = self._client().delete_object(Bucket=bucket, Key=key)
            if answer.get("VersionId") or answer.get("DeleteMarker"):
                self._delete_versions(bucket, key)
        try:
            with self._translated("s3:GetObject", key):
                self._client().head_object(Bucket=bucket, Key=key)
        except (ObjectMissingError, TargetDeniedError):
            return
        raise ObjectMismatchError

    def listing(self, prefix: str) -> Sequence[Listed]:
        with self._translated("s3:ListBucket", prefix):
            pages = self._client().get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix)
            return [Listed(one["Key"], one["LastModified"]) for page in pages for one in page.get("Contents", [])]

    def _encryption(self) -> dict[str, Any]:
        if not self._target.encryption:
            return {}
        key = {"SSEKMSKeyId": self._target.kms_key} if self._target.kms_key else {}
        asked = {"ServerSideEncryption": self._target.encryption}
        return asked | key if self._target.encryption == "aws:kms" else asked

    def _delete_versions(self, bucket: str, key: str) -> None:
        """A versioned bucket only hides what is deleted; an erasure must reach every version."""
        client = self._client()
        for page in client.get_paginator("list_object_versions").paginate(Bucket=bucket, Prefix=key):
            for version in [*page.get("Versions", []), *page.get("DeleteMarkers", [])]:
                if version.get("Key") == key:
                    client.delete_object(Bucket=bucket, Key=key, VersionId=version["VersionId"])

    def _matches(self, key: str, content: Content, digest: bytes) -> bool:
        """By the checksum that the target computed: SHA-256, or MD5 where it knows no other, or by reading it back."""
        with self._translated("s3:GetObject", key):
            head = self._client().head_object(Bucket=self.bucket, Key=key, ChecksumMode="ENABLED")
        if head["ContentLength"] != len(content.data):
            return False
        if checksum := head.get("ChecksumSHA256"):
            return checksum == base64.b64encode(digest).decode()
        tag = head.get("ETag", "").strip('"')
        if len(tag) == 32 and head.get("ServerSideEncryption") != "aws:kms":
            return tag == hashlib.md5(content.data, usedforsecurity=False).hexdigest()
        return self.get(key, len(content.data)) == content.data

    @contextmanager
    def _translated(self, action: str, key: str, body: PacedBody | None = None) -> Iterator[None]:
        try:
            yield
        except FAILURES as error:
            if body is not None and body.ended_by is not None:
                raise body.ended_by from None
            raise meaning_of(error, action, self.bucket, key, self._clock.now()) from error

    def _client(self) -> "S3Client":
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made

    def _make(self) -> "S3Client":
        target = self._target
        config = Config(
            connect_timeout=target.connect_timeout_s,
            read_timeout=target.answer_timeout_s,
            retries={"total_max_attempts": 1},
            max_pool_connections=target.connections,
            s3={"addressing_style": "path" if target.has_path_style else "auto"},
            signature_version="s3v4",
            tcp_keepalive=True,
        )
        key = target.access_key
        with self._translated("s3:PutObject", ""):
            client = self._new_client(
                endpoint_url=target.endpoint or None,
                region_name=target.region or None,
                aws_access_key_id=key.key_id if key else None,
                aws_secret_access_key=key.secret if key else None,
                config=config,
            )
        client.meta.events.register("before-send.s3.PutObject", _begin_sending)
        client.meta.events.register("response-received.s3", self._note_time)
        return client

    def _note_time(self, response_dict: Any = None, **_: object) -> None:
        if response_dict and (ahead_s := skew_s(response_dict.get("headers", {}), self._clock.now())) is not None:
            self._skew_s = ahead_s


def _expiry(content: Content) -> dict[str, Any]:
    """For readers, as a header of each answer; for people and their scripts, as metadata. S3 itself deletes by neither:
    that is the bucket's rules' business. No tags: they need one more permission, and some servers know none."""
    if content.expires_at is None:
        return {}
    return {"Expires": content.expires_at, "Metadata": {"expires-at": content.expires_at.isoformat()}}


def _client_of_its_own(**options: Any) -> "S3Client":
    # A session of its own: the default one of boto3 belongs to one thread.
    return boto3.session.Session().client("s3", **options)


def _begin_sending(request: Any, **_: object) -> None:
    if isinstance(request.body, PacedBody):
        request.body.begin_sending()
