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
    from alphamale_desktop.composition.engines import Engines

_TRIAL_SIDE_PX = 640
_TRIAL_GREY = (128, 128, 128)


@dataclass(frozen=True, slots=True)
class Trial:
    """How a picture whose answer is known went.

    Attributes:
        is_right: The models answered as they must: there is no face on an evenly grey picture.
        duration_ms: With the models loaded.
        device: ``"cpu"`` or ``"cuda"``.
        engine: What ran them, for people: name and version.
    """

    gate: ModelVersion
    typer: ModelVersion
    is_right: bool
    duration_ms: float
    device: str
    engine: str


@dataclass(frozen=True, slots=True)
class _Made:
    engines: "Engines"
    analyse: AnalysePhoto[UprightImage]


class Models:
    """Model 1 and the type model. Any thread; making one costs nothing, the first use loads what runs them.

    Args:
        weights_folder: Holds ``manifest.json`` and the weights that it names.
        device: ``auto``, ``cpu`` or ``cuda``.
        graphs_folder: Holds the program's own graphs for ONNX Runtime, if ``weights_folder`` has none.
    """

    def __init__(
        self,
        weights_folder: Path,
        device: str,
        codec: PictureCodec,
        clock: Clock,
        graphs_folder: Path | None = None,
    ) -> None:
        self._folder = weights_folder
        self._graphs_folder = graphs_folder or weights_folder
        self._device = device
        self._codec = codec
        self._clock = clock
        self._lock = threading.Lock()
        self._parts: _Made | None = None

    def load(self) -> None:
        """Checks and loads both models and what runs them, warms them up; later calls do nothing.

        Raises:
            ModelError: If weights or device cannot be used.
        """
        engines = self._made().engines
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
        """Model 1 alone; raises ModelError."""
        return self._made().engines.gate.inspect(picture)

    def glance(self, picture: UprightImage) -> GateReport:
        """Model 1 alone, for the live preview: without the slow look for far faces; raises ModelError."""
        return self._made().engines.gate.glance(picture)

    def survey_manifest(self, read: Callable[[Path], bytes]) -> MakeSurveyManifest[UprightImage]:
        """Makes a manifest for training, with the loaded models; raises ModelError.

        Args:
            read: The bytes of a picture file; raises PhotoError.
        """
        self.load()
        engines = self._made().engines
        return MakeSurveyManifest(self._codec, engines.gate, engines.typer, read)

    def type_face(self, picture: UprightImage, face: FaceSighting) -> TypedFace:
        """The type model alone, on a face that somebody else found; raises ModelError."""
        return self._made().engines.typer.type_face(picture, face)

    def try_out(self) -> Trial:
        """Judges an evenly grey picture; raises ModelError."""
        self.load()
        made = self._made()
        encoded = BytesIO()
        Image.new("RGB", (_TRIAL_SIDE_PX, _TRIAL_SIDE_PX), _TRIAL_GREY).save(encoded, "PNG")
        begun_s = self._clock.monotonic_s()
        analysis = made.analyse(encoded.getvalue())
        duration_ms = 1000 * (self._clock.monotonic_s() - begun_s)
        is_right = analysis.outcome_code == UnusableReason.NO_FACE
        gate, typer = made.engines.gate, made.engines.typer
        # One engine a model where a graph is broken.
        engine = " + ".join(dict.fromkeys((gate.engine, typer.engine)))
        return Trial(gate.version, typer.version, is_right, duration_ms, made.engines.device, engine)

    def _made(self) -> _Made:
        with self._lock:
            if self._parts is None:
                self._parts = self._make()
            return self._parts

    def _make(self) -> _Made:
        # What runs the models takes long to import: help, catalog and history must not wait for it.
        from alphamale_desktop.composition.engines import Engines

        engines = Engines(self._folder, self._graphs_folder, self._device)
        return _Made(engines, AnalysePhoto(self._codec, engines.gate, engines.typer, self._clock))
