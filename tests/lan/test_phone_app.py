"""The original phone app works against a kiosk."""

import base64
import json
import struct
import threading
import zlib
from collections.abc import Callable
from datetime import date

import pytest

from alphamale_desktop.domain.consent import ConsentPurpose
from alphamale_desktop.domain.errors import PictureBrokenError, PictureTooLargeError, WeightsMissingError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.profile import Mbti
from alphamale_desktop.lan.limits import LanLimits
from alphamale_desktop.vision.codec import CodecLimits, PictureCodec
from tests.fakes.log_watch import LogWatch
from tests.fakes.results import accepted_analysis, refused_analysis
from tests.lan.served import PATIENCE_S, Served

Serve = Callable[..., Served]
RESULT = "/api/RegisterResult"
SAMPLE = "/api/RegisterUserImg_sample"
FIELDS = ["human", "male_type", "dsc", "img1", "img2", "img3", "img4"]


def question(photo: bytes = b"a photo", user: dict[str, object] | None = None) -> dict[str, object]:
    """As the phone app sends it."""
    empty = dict.fromkeys(FIELDS, "null") | {"human": "False"}
    encoded = base64.b64encode(photo).decode()
    return {"first_user": {"user_img": encoded, "age": "1998-11-10", "mbti": "ESTJ"} | (user or {}), "result": empty}


@pytest.mark.parametrize("face_type", FaceType)
def test_a_photo_gets_its_type_a_description_and_four_pictures(served: Served, face_type: FaceType) -> None:
    served.judge.answer = accepted_analysis(face_type)

    reply = served.post_json(RESULT, question())
    answer = json.loads(reply.body)

    assert reply.status == 200
    assert reply.headers["content-type"].startswith("application/json")
    assert list(answer) == FIELDS
    assert (answer["human"], answer["male_type"]) == ("True", face_type.name.capitalize())
    assert answer["dsc"] == f"title of {face_type.code}\none\ntwo\nthree"
    pictures = [base64.b64decode(answer[f"img{n}"]).decode() for n in range(1, 5)]
    assert len(set(pictures)) == 4
    assert all(picture.startswith(face_type.code) for picture in pictures)
    assert served.judge.judged == [b"a photo"]


def test_without_a_usable_face_every_field_is_null(served: Served) -> None:
    served.judge.answer = refused_analysis()

    reply = served.post_json(RESULT, question())

    assert json.loads(reply.body) == dict.fromkeys(FIELDS, "null") | {"human": "False"}


def test_the_older_address_answers_alike(served: Served) -> None:
    assert json.loads(served.post_json("/api/RegisterUserImg", question()).body)["human"] == "True"


@pytest.mark.parametrize("beginning", ["data:image/jpeg;base64,", "", "\n  "])
def test_photos_come_bare_as_a_data_url_or_in_lines(served: Served, beginning: str) -> None:
    lines = base64.encodebytes(b"p" * 300).decode()

    reply = served.post_json(RESULT, question(user={"user_img": beginning + lines}))

    assert reply.status == 200
    assert served.judge.judged == [b"p" * 300]


@pytest.mark.parametrize("number", range(1, 6))
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_sample_shows_people_of_a_type(served: Served, number: int, method: str) -> None:
    answer = json.loads(served.ask(method, f"{SAMPLE}?Model_rst={number}").body)

    code = FaceType(number).code
    assert (answer["human"], answer["male_type"]) == ("True", code)
    assert base64.b64decode(answer["img1"]).decode().startswith(code)


@pytest.mark.parametrize("number", [0, 6])
def test_a_sample_of_no_face_is_null(served: Served, number: int) -> None:
    assert json.loads(served.get(f"{SAMPLE}?Model_rst={number}").body)["human"] == "False"


@pytest.mark.parametrize("wanted", ["", "7", "-1", "1e9", "１", "a" * 500])
def test_a_sample_of_no_type_is_refused(served: Served, wanted: str) -> None:
    assert served.get(f"{SAMPLE}?Model_rst={wanted}").status in {400, 422}


def test_nothing_is_stored_unless_it_is_configured(served: Served) -> None:
    served.post_json(RESULT, question())

    assert served.kept == []
    assert served.storage.commits == 0


def test_where_it_is_configured_a_grown_ups_visit_is_kept(serve: Serve) -> None:
    served = serve(keeps=True)

    served.post_json(RESULT, question())

    (kept,) = served.kept
    assert kept.profile is not None
    assert (kept.profile.mbti, kept.profile.birth_date) == (Mbti.ESTJ, date(1998, 11, 10))
    assert kept.consent.purposes == {ConsentPurpose.ANALYSIS, ConsentPurpose.STORAGE}


@pytest.mark.parametrize(
    "user", [{"age": "2020-01-01"}, {"age": "2999-01-01"}, {"age": "soon"}, {"age": 7}, {"mbti": "?"}]
)
def test_a_visit_of_a_child_or_of_nobody_knows_whom_allows_no_storage(serve: Serve, user: dict[str, object]) -> None:
    served = serve(keeps=True)

    reply = served.post_json(RESULT, question(user=user))

    assert reply.status == 200
    assert [kept for kept in served.kept if kept.consent.allows(ConsentPurpose.STORAGE)] == []


@pytest.mark.parametrize(
    ("error", "status"), [(PictureBrokenError(), 422), (PictureTooLargeError(width_px=1, height_px=1), 413)]
)
def test_a_picture_that_cannot_be_read_is_refused(served: Served, error: Exception, status: int) -> None:
    served.judge.answer = error  # type: ignore[assignment]  # an AlphaMaleError

    assert served.post_json(RESULT, question()).status == status


def test_a_program_without_models_says_that_it_cannot(served: Served, log_watch: LogWatch) -> None:
    log_watch.expect("weights_missing")
    served.judge.answer = WeightsMissingError(file="gate.safetensors")

    assert served.post_json(RESULT, question()).status == 503


def test_more_photos_than_can_wait_are_turned_away_and_guests_pages_still_come(serve: Serve) -> None:
    served = serve(limits=LanLimits(analyses=0))
    link = served.guest()
    served.judge.hold()
    first = threading.Thread(target=served.post_json, args=(RESULT, question()))
    first.start()
    served.judge.is_judging.wait(PATIENCE_S)

    busy = served.post_json(RESULT, question())
    page = served.get(f"/s/{link.token.text}")
    served.judge.release()
    first.join()

    assert busy.status == 503
    assert int(busy.headers["retry-after"]) >= 1
    assert page.status == 200


def test_a_phone_that_sends_too_many_photos_has_to_wait(serve: Serve) -> None:
    served = serve(limits=LanLimits(phone_burst=2, phone_per_s=0.001))

    statuses = [served.post_json(RESULT, question()).status for _ in range(4)]

    assert statuses == [200, 200, 429, 429]


def test_a_picture_of_terrible_size_is_refused_before_it_is_unpacked(serve: Serve) -> None:
    codec = PictureCodec(CodecLimits(most_pixels=50_000_000))

    def judge(data: bytes) -> object:
        codec.decode(data)
        return accepted_analysis()

    served = serve(judges_with=judge)

    reply = served.post_json(RESULT, question(_bomb(60_000)))

    assert reply.status == 413


def _bomb(side_px: int) -> bytes:
    """A small PNG that says it is huge, and is: rows of zeros."""
    rows = zlib.compress(b"\0" * 1_000_000, 9)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side_px, side_px, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
