"""Reads what the phone app sends, and nothing that is too large, too slow or something else."""

import asyncio
import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date
from time import monotonic

from aiohttp import web

from alphamale_desktop.application.answer_phone_app import PhoneQuestion
from alphamale_desktop.domain.errors import ProfileError
from alphamale_desktop.domain.profile import Mbti
from alphamale_desktop.lan.limits import LanLimits
from alphamale_desktop.lan.refusals import Refusal

_OLDEST_YEAR = 1900
_BLANKS = b" \t\r\n\f\v"
_MOST_VALUES = 1_000
"""The protocol has a dozen."""


@dataclass(eq=False)
class BodyRefusedError(Exception):
    """Attributes: status: Of the answer."""

    reason: Refusal
    status: int


async def read_body(request: web.Request, limits: LanLimits) -> bytes:
    """The whole body of a JSON request; raises BodyRefusedError."""
    if request.content_type != "application/json" or request.headers.get("Content-Encoding", "identity") != "identity":
        raise BodyRefusedError(Refusal.BODY_TYPE, 415)
    if (request.content_length or 0) > limits.body_bytes:
        raise BodyRefusedError(Refusal.BODY_TOO_LARGE, 413)
    body, begun_s = bytearray(), monotonic()
    while True:
        try:
            async with asyncio.timeout(limits.body_stall_s):
                chunk = await request.content.readany()
        except TimeoutError:
            raise BodyRefusedError(Refusal.BODY_SLOW, 408) from None
        if not chunk:
            return bytes(body)
        body += chunk
        if len(body) > limits.body_bytes:
            raise BodyRefusedError(Refusal.BODY_TOO_LARGE, 413)
        taken_s = monotonic() - begun_s
        if taken_s > limits.body_stall_s and len(body) < taken_s * limits.body_bytes_per_s:
            raise BodyRefusedError(Refusal.BODY_SLOW, 408)


def question_of(body: bytes, today: date) -> PhoneQuestion:
    """What the phone asks; raises BodyRefusedError. Takes as long as the body is large: not for the event loop."""
    match _json(body):
        case {"first_user": {"user_img": str(encoded), **user}}:
            photo = _photo(encoded)
        case _:
            raise BodyRefusedError(Refusal.BODY_WRONG, 422)
    return PhoneQuestion(photo, _mbti(user.get("mbti")), _birth_date(user.get("age"), today))


def _json(body: bytes) -> object:
    # Millions of small values would take a second in which nothing else runs, and hundreds of megabytes.
    if sum(body.count(sign) for sign in (b"[", b"{", b",")) > _MOST_VALUES:
        raise BodyRefusedError(Refusal.BODY_WRONG, 422)
    try:
        parsed: object = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BodyRefusedError(Refusal.BODY_WRONG, 422) from error
    return parsed


def _photo(encoded: str) -> bytes:
    # Some phones send a data URL, and some break lines.
    _, separator, after = encoded[:100].partition(";base64,")
    text = encoded[encoded.index(";base64,") + 8 :] if separator and after else encoded
    try:
        photo = base64.b64decode(text.encode("ascii").translate(None, _BLANKS), validate=True)
    except (binascii.Error, ValueError) as error:
        raise BodyRefusedError(Refusal.BODY_WRONG, 422) from error
    if not photo:
        raise BodyRefusedError(Refusal.BODY_WRONG, 422)
    return photo


def _mbti(entered: object) -> Mbti | None:
    try:
        return Mbti(entered.strip().upper()) if isinstance(entered, str) else None
    except (ValueError, ProfileError):
        return None


def _birth_date(entered: object, today: date) -> date | None:
    try:
        born = date.fromisoformat(entered) if isinstance(entered, str) else None
    except ValueError:
        return None
    return born if born is not None and born.year >= _OLDEST_YEAR and born <= today else None
