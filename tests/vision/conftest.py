"""Untrained models, written once a run."""

from pathlib import Path

import pytest

from alphamale_desktop.vision.weights import WeightsFolder
from tests.vision.random_weights import write_random_weights


@pytest.fixture(scope="session")
def random_weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Read-only by agreement: copy before changing."""
    folder = tmp_path_factory.mktemp("weights")
    write_random_weights(folder)
    return folder


@pytest.fixture
def weights_folder(random_weights: Path) -> WeightsFolder:
    return WeightsFolder(random_weights)
