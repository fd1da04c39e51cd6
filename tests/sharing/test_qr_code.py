"""QR codes are read back by an independent reader."""

from io import BytesIO

import cv2
import numpy as np
import pytest
from PIL import Image

from alphamale_desktop.domain.share_link import wifi_text
from alphamale_desktop.sharing.palette import GROUND, IVORY, contrast
from alphamale_desktop.sharing.qr_code import QUIET_MODULES, qr_png

LINK = "http://192.168.100.100:8350/s/AbCdEfGhIjKlMnOpQrStUv"


def _pixels(text: str) -> np.ndarray:
    with Image.open(BytesIO(qr_png(text))) as picture:
        return np.asarray(picture.convert("RGB"))


@pytest.mark.parametrize("times", [3, 4, 7])
@pytest.mark.parametrize(
    "text", [LINK, wifi_text("Booth; guest", "p:a\\ss"), "https://cards.example.com/s/" + "x" * 22 + "/"]
)
def test_a_code_is_read_back(text: str, times: int) -> None:
    enlarged = np.kron(_pixels(text), np.ones((times, times, 1), dtype=np.uint8))

    read, _, _ = cv2.QRCodeDetector().detectAndDecode(np.ascontiguousarray(enlarged))

    assert read == text


def test_a_link_makes_a_code_that_phones_read_from_afar() -> None:
    modules = _pixels(LINK).shape[0] - 2 * QUIET_MODULES

    # Version 4 or less; every version adds four modules to the 21 of version 1.
    assert modules <= 21 + 3 * 4


def test_the_quiet_zone_is_light_all_around() -> None:
    pixels = _pixels(LINK)
    inner = pixels[QUIET_MODULES:-QUIET_MODULES, QUIET_MODULES:-QUIET_MODULES]
    light = (pixels == np.array(IVORY)).all(axis=2)

    assert light.sum() - (inner == np.array(IVORY)).all(axis=2).sum() == pixels.shape[0] ** 2 - inner.shape[0] ** 2
    assert (inner[0, 0] == GROUND).all()


def test_the_code_has_far_more_contrast_than_readers_need() -> None:
    assert contrast(GROUND, IVORY) > 12


def test_a_network_without_a_password_is_open_and_signs_are_escaped() -> None:
    assert wifi_text("Booth", "") == "WIFI:T:nopass;S:Booth;;"
    assert wifi_text('a;b,c:d"e\\f', "p;w") == 'WIFI:T:WPA;S:a\\;b\\,c\\:d\\"e\\\\f;P:p\\;w;;'


def test_a_text_that_fits_no_code_is_refused() -> None:
    with pytest.raises(ValueError, match="Data too large"):
        qr_png("x" * 5_000)
