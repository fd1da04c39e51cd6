"""A kiosk that is killed at random moments loses nothing and sends nothing twice; ``tests/bench`` has the long run."""

import shutil
from pathlib import Path
from random import Random

import pytest

from tests.sync.bucket_server import BucketServer
from tests.sync.killing import Killing

KILLS = 4


@pytest.mark.slow
def test_a_kiosk_killed_at_random_moments_delivers_every_consented_photo_once(
    upgraded_sqlite: Path, tmp_path: Path, server: BucketServer, bucket: str
) -> None:
    shutil.copy(upgraded_sqlite, tmp_path / "alphamale.db")
    killing = Killing(tmp_path, server, bucket, Random(20261132))

    for _ in range(KILLS):
        killing.kill_once(visits=4, longest_s=0.5)
    killing.finish()

    killing.check()
    assert killing.kills == KILLS
    assert killing.kills_while_sending > KILLS / 3
    assert killing.confirmed["upload"]
