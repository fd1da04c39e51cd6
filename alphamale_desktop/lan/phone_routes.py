"""The original phone app's protocol.

Source: the back end that it was written for, ``/api/RegisterResult``, ``/api/RegisterUserImg`` and
``/api/RegisterUserImg_sample``: every field is a string, pictures are base64, and where there is no usable face
``human`` is ``"False"`` and the rest ``"null"``.
"""

import base64
from collections.abc import Callable
from datetime import date
from functools import partial

from aiohttp import web

from alphamale_desktop.application.answer_phone_app import AnswerPhoneApp, PhoneAnswer
from alphamale_desktop.domain.errors import PhotoError, PictureTooLargeError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.lan.gate import Gate
from alphamale_desktop.lan.phone_body import BodyRefusedError, question_of, read_body
from alphamale_desktop.lan.refusals import Refusal
from alphamale_desktop.lan.worker import Worker, WorkerBusyError

_NO_FACE = {
    "human": "False",
    "male_type": "null",
    "dsc": "null",
    "img1": "null",
    "img2": "null",
    "img3": "null",
    "img4": "null",
}
_PICTURES = ("img1", "img2", "img3", "img4")


class PhoneRoutes:
    """One event loop; photos are judged one at a time on ``worker``."""

    def __init__(self, answer: AnswerPhoneApp, gate: Gate, worker: Worker, today: Callable[[], date]) -> None:
        self._answer = answer
        self._gate = gate
        self._worker = worker
        self._today = today
        self._bodies = 0

    def routes(self) -> list[web.RouteDef]:
        sample = "/api/RegisterUserImg_sample"
        return [
            web.post("/api/RegisterResult", self._result),
            web.post("/api/RegisterUserImg", self._result),
            web.post(sample, self._sample),
            web.get(sample, self._sample, allow_head=False),
        ]

    async def _result(self, request: web.Request) -> web.Response:
        if (wait_s := self._gate.phone_wait_s(request)) > 0:
            return self._gate.refused(Refusal.RATE, 429, wait_s)
        if self._bodies >= self._gate.limits.bodies:
            return self._gate.refused(Refusal.BUSY, 503, 3)
        self._bodies += 1
        try:
            body = await read_body(request, self._gate.limits)
            answer = await self._worker.run(partial(self._judged, body))
        except BodyRefusedError as refused:
            return self._gate.refused(refused.reason, refused.status)
        except WorkerBusyError:
            return self._gate.refused(Refusal.BUSY, 503, 3)
        except PictureTooLargeError:
            return self._gate.refused(Refusal.PICTURE, 413)
        except PhotoError:
            return self._gate.refused(Refusal.PICTURE, 422)
        finally:
            self._bodies -= 1
        return web.json_response(_NO_FACE if answer is None else _fields(answer, answer.face_type.name.capitalize()))

    def _judged(self, body: bytes) -> PhoneAnswer | None:
        return self._answer(question_of(body, self._today()))

    async def _sample(self, request: web.Request) -> web.Response:
        if (wait_s := self._gate.phone_wait_s(request)) > 0:
            return self._gate.refused(Refusal.RATE, 429, wait_s)
        wanted = request.query.get("Model_rst", "")
        if wanted not in {"0", "1", "2", "3", "4", "5", "6"}:
            return self._gate.refused(Refusal.BODY_WRONG, 422)
        number = int(wanted)
        # 0: no human, 6: not sure, in the original's numbers.
        if number in (0, 6):
            return web.json_response(_NO_FACE)
        try:
            answer = await self._worker.run(lambda: self._answer.sample(FaceType(number)))
        except WorkerBusyError:
            return self._gate.refused(Refusal.BUSY, 503, 3)
        return web.json_response(_fields(answer, answer.face_type.code))


def _fields(answer: PhoneAnswer, male_type: str) -> dict[str, str]:
    pictures = [base64.b64encode(portrait).decode("ascii") for portrait in answer.portraits]
    pictures += ["null"] * (len(_PICTURES) - len(pictures))
    return {
        "human": "True",
        "male_type": male_type,
        "dsc": answer.description,
        **dict(zip(_PICTURES, pictures, strict=True)),
    }
