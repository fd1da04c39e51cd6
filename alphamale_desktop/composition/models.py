"""The two models behind one use case, loaded when first needed."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from alphamale_desktop.application.analyse_photo import AnalysePhoto
from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.ports import Clock
from alphamale_desktop.application.survey_manifest import MakeSurveyManifest
from alphamale_desktop.domain.analysis import Analysis, GateReport, ModelVersion, UnusableReason
from alphamale_desktop.domain.detection import FaceSighting, TypedFace
from alphamale_desktop.vision.codec import PictureCodec
from alphamale_desktop.vision.image import UprightImage

if TYPE_CHECKING:
    from alphamale_desktop.vision.engine import TorchGate, TorchTyper

_THREADS = 1
"""The house rule, not measured again: a second thread gains little and, beside a busy process, costs much."""

_TRIAL_SIDE_PX = 640
_TRIAL_GREY = (128, 128, 128)


@dataclass(frozen=True, slots=True)
class Trial:
    """How a picture whose answer is known went.

    Attributes:
        is_right: The models answered as they must: there is no face on an evenly grey picture.
        duration_ms: With the models loaded.
        device: ``"cpu"`` or ``"cuda"``.
    """

    gate: ModelVersion
    typer: ModelVersion
    is_right: bool
    duration_ms: float
    device: str


@dataclass(frozen=True, slots=True)
class _Engines:
    gate: "TorchGate"
    typer: "TorchTyper"
    analyse: AnalysePhoto[UprightImage]
    device: str


class Models:
    """Model 1 and the type model. Any thread; making one costs nothing, the first use imports torch (seconds).

    Args:
        weights_folder: Holds ``manifest.json`` and the weights that it names.
        device: ``auto``, ``cpu`` or ``cuda``.
    """

    def __init__(self, weights_folder: Path, device: str, codec: PictureCodec, clock: Clock) -> None:
        self._folder = weights_folder
        self._device = device
        self._codec = codec
        self._clock = clock
        self._lock = threading.Lock()
        self._engines: _Engines | None = None

    def load(self) -> None:
        """Imports torch, checks and loads both models, warms them up; later calls do nothing.

        Raises:
            ModelError: If weights or device cannot be used.
        """
        engines = self._made()
        engines.gate.load()
        engines.typer.load()

    def analyse(
        self, data: bytes, cancel: Cancel | None = None, on_step: Callable[[str], None] | None = None
    ) -> Analysis:
        """Judges one encoded photo; see ``AnalysePhoto``.

        Raises:
            PhotoError, ModelError, CancelledByUserError
        """
        return self.use_case()(data, cancel, on_step)

    def use_case(self) -> AnalysePhoto[UprightImage]:
        """The use case itself, loaded; raises ModelError."""
        self.load()
        return self._made().analyse

    def inspect(self, picture: UprightImage) -> GateReport:
        """Model 1 alone, for the live preview; raises ModelError."""
        return self._made().gate.inspect(picture)

    def survey_manifest(self, read: Callable[[Path], bytes]) -> MakeSurveyManifest[UprightImage]:
        """Makes a manifest for training, with the loaded models; raises ModelError.

        Args:
            read: The bytes of a picture file; raises PhotoError.
        """
        self.load()
        engines = self._made()
        return MakeSurveyManifest(self._codec, engines.gate, engines.typer, read)

    def type_face(self, picture: UprightImage, face: FaceSighting) -> TypedFace:
        """The type model alone, on a face that somebody else found; raises ModelError."""
        return self._made().typer.type_face(picture, face)

    def try_out(self) -> Trial:
        """Judges an evenly grey picture; raises ModelError."""
        self.load()
        engines = self._made()
        encoded = BytesIO()
        Image.new("RGB", (_TRIAL_SIDE_PX, _TRIAL_SIDE_PX), _TRIAL_GREY).save(encoded, "PNG")
        begun_s = self._clock.monotonic_s()
        analysis = engines.analyse(encoded.getvalue())
        duration_ms = 1000 * (self._clock.monotonic_s() - begun_s)
        is_right = analysis.outcome_code == UnusableReason.NO_FACE
        return Trial(engines.gate.version, engines.typer.version, is_right, duration_ms, engines.device)

    def _made(self) -> _Engines:
        with self._lock:
            if self._engines is None:
                self._engines = self._make()
            return self._engines

    def _make(self) -> _Engines:
        # Importing torch takes seconds: help, catalog and history must not wait for it.
        from alphamale_desktop.vision.device import device_for
        from alphamale_desktop.vision.engine import EngineConfig, TorchGate, TorchTyper
        from alphamale_desktop.vision.weights import WeightsFolder

        weights = WeightsFolder(self._folder)
        device = str(device_for(self._device))
        config = EngineConfig(device=device, threads=_THREADS)
        gate, typer = TorchGate(weights, config), TorchTyper(weights, config)
        return _Engines(gate, typer, AnalysePhoto(self._codec, gate, typer, self._clock), device)
