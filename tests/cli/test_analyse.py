"""``alphamale analyse`` with the models that ship, through the real entry point."""

import json
import sqlite3
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.cli.conftest import Cli

TYPES = ["alpha", "beta", "gamma", "delta", "omega"]
PARTS = ["whole", "upper", "lower"]


def stored_files(fresh_home: Path) -> list[Path]:
    return sorted(path for path in fresh_home.rglob("*") if path.is_file())


def stored_photos(fresh_home: Path) -> list[Path]:
    return stored_files(fresh_home / "data" / "photos")


def tables(fresh_home: Path, table: str) -> int:
    with sqlite3.connect(fresh_home / "data" / "alphamale.db") as connection:
        count = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    connection.close()
    assert isinstance(count, int)
    return count


def test_a_portrait_gets_a_type_as_one_json_line(cli: Cli, portrait: Path) -> None:
    ran = cli("analyse", portrait, "--json", "--device", "cpu")

    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.status == 0
    assert ran.err == ""
    assert len(lines) == 1
    line = lines[0]
    assert line["file"] == str(portrait)
    assert line["outcome"] == "accepted"
    assert line["type"] in TYPES
    assert 0 <= line["score"] <= 100
    assert list(line["probabilities"]) == TYPES
    assert sum(line["probabilities"].values()) == pytest.approx(1, abs=1e-3)
    assert [part["part"] for part in line["parts"]] == PARTS
    assert sum(part["points"] for part in line["parts"]) == pytest.approx(line["score"], abs=0.05)
    assert 0.5 < line["face_confidence"] <= 1
    assert set(line["timings_ms"]) == {"decode", "gate", "typer", "score"}
    assert [model["name"] for model in line["models"]] == ["gate", "typer"]


def test_part_boxes_lie_on_the_face_in_pixels_of_the_upright_picture(cli: Cli, portrait: Path, tmp_path: Path) -> None:
    turned = tmp_path / "turned.jpg"
    with Image.open(portrait) as picture:
        exif = picture.getexif()
        exif[0x0112] = 6
        picture.transpose(Image.Transpose.ROTATE_90).save(turned, exif=exif, quality=95)

    upright, rotated = (json.loads(cli("analyse", file, "--json").out) for file in (portrait, turned))

    for part, same in zip(upright["parts"], rotated["parts"], strict=True):
        x0, y0, x1, y1 = part["box"]
        assert 0 <= x0 < x1 <= 512
        assert 0 <= y0 < y1 <= 600
        assert part["box"] == pytest.approx(same["box"], abs=12)
    whole, upper, lower = (part["box"] for part in upright["parts"])
    assert upper[1] >= whole[1] - 10
    assert lower[3] <= whole[3] + 10
    assert (upper[1] + upper[3]) / 2 < (lower[1] + lower[3]) / 2


def test_celebrities_are_four_different_ones_of_the_type(cli: Cli, portrait: Path) -> None:
    line = json.loads(cli("analyse", portrait, "--json").out)

    assert len({person["name"] for person in line["celebrities"]}) == 4
    assert {person["type"] for person in line["celebrities"]} == {line["type"]}


def test_the_same_seed_draws_the_same_celebrities(cli: Cli, portrait: Path) -> None:
    first, second = (json.loads(cli("analyse", portrait, "--json", "--seed", 7).out) for _ in range(2))

    assert first["celebrities"] == second["celebrities"]
    assert first["score"] == second["score"]


def test_a_stored_visit_can_be_listed_with_its_entries(cli: Cli, fresh_home: Path, portrait: Path) -> None:
    ran = cli("analyse", portrait, "--json", "--mbti", "estj", "--birth", "1998-11-10", "--salary", "4200")

    analysed = json.loads(ran.out)
    listed = json.loads(cli("history", "--json").out)
    assert listed["visit"] == analysed["visit"]
    assert listed["type"] == analysed["type"]
    assert (listed["mbti"], listed["birth_date"]) == ("ESTJ", "1998-11-10")
    assert listed["salary_band"] == "3600_to_4799"
    assert (fresh_home / "data").stat().st_mode & 0o077 == 0
    assert len(stored_photos(fresh_home)) == 1


def test_a_stored_photo_has_no_metadata(cli: Cli, fresh_home: Path, portrait: Path, tmp_path: Path) -> None:
    located = tmp_path / "located.jpg"
    with Image.open(portrait) as picture:
        exif = Image.Exif()
        exif.get_ifd(0x8825)[1] = "N"
        exif[0x010F] = "A camera"
        picture.save(located, exif=exif)

    cli("analyse", located, "--json")

    (stored,) = stored_photos(fresh_home)
    with Image.open(stored) as kept:
        assert not kept.getexif()
    assert b"A camera" not in stored.read_bytes()


def test_without_storage_nothing_is_left_behind(cli: Cli, fresh_home: Path, portrait: Path) -> None:
    ran = cli("analyse", portrait, "--json", "--no-store")

    line = json.loads(ran.out)
    assert line["outcome"] == "accepted"
    assert len(line["celebrities"]) == 4
    assert line["visit"] is None
    assert stored_files(fresh_home) == []


@pytest.mark.parametrize(("agreed", "waiting"), [([], 0), (["--upload"], 3)])
def test_only_who_agrees_is_queued_for_the_bucket(
    cli: Cli, portrait: Path, monkeypatch: pytest.MonkeyPatch, agreed: list[str], waiting: int
) -> None:
    monkeypatch.setenv("ALPHAMALE_SYNC__BUCKET", "guests")

    cli("analyse", portrait, "--mbti", "ESTJ", "--birth", "1998-11-10", *agreed)

    assert json.loads(cli("sync", "status", "--json").out)["waiting"] == waiting


def test_what_is_not_kept_cannot_be_uploaded(cli: Cli, portrait: Path) -> None:
    ran = cli("analyse", portrait, "--upload", "--no-store")

    assert ran.status == 2
    assert "--store" in ran.err


def test_a_guest_under_14_leaves_nothing(cli: Cli, fresh_home: Path, portrait: Path) -> None:
    ran = cli("analyse", portrait, "--mbti", "INFP", "--birth", "2020-01-01")

    assert ran.status == 0
    assert "Not stored" in ran.out
    assert tables(fresh_home, "user_tbl") == 0
    assert stored_photos(fresh_home) == []


@pytest.mark.parametrize("suffix", [".png", ".jpg"])
def test_a_card_is_saved_in_the_wanted_format(cli: Cli, portrait: Path, tmp_path: Path, suffix: str) -> None:
    card = tmp_path / f"card{suffix}"

    ran = cli("analyse", portrait, "--json", "--no-store", "--card", card)

    with Image.open(card) as picture:
        assert picture.size == (1080, 1920)
        assert picture.format == ("PNG" if suffix == ".png" else "JPEG")
        assert not picture.getexif()
    assert json.loads(ran.out)["card"] == str(card)


def test_a_card_that_cannot_be_saved_is_said_and_nothing_is_half_written(
    cli: Cli, portrait: Path, tmp_path: Path
) -> None:
    ran = cli("analyse", portrait, "--no-store", "--card", tmp_path / "card.txt")

    assert ran.status == 1
    assert ".png or .jpg" in ran.err
    assert list(tmp_path.glob("card*")) == []


def test_a_folder_gives_a_line_for_each_picture_in_order(cli: Cli, portrait: Path, cat: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.jpg").write_bytes(portrait.read_bytes())
    (folder / "b.jpg").write_text("not a picture")
    (folder / "deep" / "c.png").write_bytes(cat.read_bytes())
    (folder / "notes.txt").write_text("not looked at")

    ran = cli("analyse", folder, "--json", "--no-store")

    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.status == 1
    assert [Path(line["file"]).name for line in lines] == ["a.jpg", "b.jpg", "c.png"]
    assert [line.get("outcome") for line in lines] == ["accepted", None, "no_face"]
    assert lines[1]["error"]["code"] == "not_a_picture"


def test_words_say_what_json_says(cli: Cli, portrait: Path) -> None:
    line = json.loads(cli("analyse", portrait, "--json", "--no-store").out)

    ran = cli("--language", "en", "analyse", portrait, "--no-store")

    assert ran.status == 0
    assert line["type"].capitalize() in ran.out
    assert f"{line['score']:.1f}" in ran.out
    assert "Just for fun" in ran.out


def test_korean_words_are_korean(cli: Cli, portrait: Path) -> None:
    ran = cli("--language", "ko", "analyse", portrait, "--no-store")

    assert ran.status == 0
    assert "얼굴 전체" in ran.out
    assert "재미로" in ran.out


def png_header(width: int, height: int) -> bytes:
    """A PNG of a few bytes that promises any size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def test_files_that_are_no_usable_picture_are_named_with_a_way_out(cli: Cli, portrait: Path, tmp_path: Path) -> None:
    cases = {
        "text.jpg": (b"hello", "not_a_picture"),
        "empty.jpg": (b"", "not_a_picture"),
        "cut.jpg": (portrait.read_bytes()[:20_000], "picture_broken"),
        "huge.png": (png_header(30_000, 30_000), "picture_too_large"),
    }
    files = []
    for name, (data, _) in cases.items():
        (tmp_path / name).write_bytes(data)
        files.append(tmp_path / name)
    Image.new("RGB", (20, 20), "white").save(tmp_path / "tiny.png")
    files += [tmp_path / "tiny.png", tmp_path / "missing.jpg"]

    ran = cli("analyse", *files, "--json", "--no-store")

    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.status == 1
    assert [line["error"]["code"] for line in lines] == [
        *(code for _, code in cases.values()),
        "picture_too_small",
        "file_missing",
    ]
    assert all(line["error"]["message"] and line["error"]["hint"] for line in lines)
    assert "Traceback" not in ran.err


def test_pictures_without_a_usable_face_are_refused_with_the_reason(
    cli: Cli, portrait: Path, cat: Path, tmp_path: Path
) -> None:
    with Image.open(portrait) as picture:
        person = picture.convert("RGB")
    group = Image.new("RGB", (1500, 620), (90, 90, 90))
    for index in range(5):
        group.paste(person.resize((290, 340)), (index * 300 + 5, 140))
    black = Image.fromarray(np.zeros((600, 512, 3), np.uint8))
    for name, drawn in {"group": group, "black": black}.items():
        drawn.save(tmp_path / f"{name}.png")
    frames = [Image.new("RGB", (320, 240), colour) for colour in ("white", "red")]
    frames[0].save(tmp_path / "moving.gif", save_all=True, append_images=frames[1:])

    ran = cli("analyse", cat, tmp_path / "group.png", tmp_path / "black.png", tmp_path / "moving.gif", "--json")

    outcomes = [json.loads(line)["outcome"] for line in ran.out.splitlines()]
    assert ran.status == 0
    assert outcomes[0] == "no_face"
    assert outcomes[1] == "several_faces"
    assert outcomes[2] in {"no_face", "too_dark"}
    assert outcomes[3] == "no_face"


def test_a_folder_without_pictures_is_said(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    ran = cli("analyse", tmp_path / "empty", "--json")

    assert ran.status == 1
    assert json.loads(ran.out)["error"]["code"] == "no_pictures"


def test_tampered_weights_are_never_used(
    cli: Cli, portrait: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alphamale_desktop.settings.paths import program_paths

    copy = tmp_path / "weights"
    copy.mkdir()
    for file in program_paths().weights.glob("*"):
        (copy / file.name).write_bytes(file.read_bytes())
    tampered = copy / "gate.safetensors"
    data = bytearray(tampered.read_bytes())
    data[-1] ^= 1
    tampered.write_bytes(data)
    monkeypatch.setenv("ALPHAMALE_MODELS__WEIGHTS_FOLDER", str(copy))

    ran = cli("analyse", portrait, "--json", "--no-store")

    assert ran.status == 1
    assert ran.out == ""
    assert "gate.safetensors" in ran.err
    assert "Install the program again" in ran.err
