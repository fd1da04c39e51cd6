from pathlib import Path

import pytest

from alphamale_desktop.camera.replay_spec import Fault, FaultKind, ReplaySpec, is_replay, parse_replay
from alphamale_desktop.domain.errors import ReplaySourceError


@pytest.mark.parametrize(
    ("choice", "spec"),
    [
        ("replay:faces", ReplaySpec(Path("faces"))),
        ("replay:/films/guest one.avi", ReplaySpec(Path("/films/guest one.avi"))),
        ("replay:/films/what?.avi", ReplaySpec(Path("/films/what?.avi"))),
        ("replay:faces?fps=15", ReplaySpec(Path("faces"), fps=15.0)),
        ("replay:faces?hold=0.5&fps=60", ReplaySpec(Path("faces"), fps=60.0, hold_s=0.5)),
        (
            "replay:faces?fault=freeze@3s,unplug@6.5s+2s",
            ReplaySpec(Path("faces"), faults=(Fault(FaultKind.FREEZE, 3.0, 8.0), Fault(FaultKind.UNPLUG, 6.5, 8.5))),
        ),
    ],
)
def test_a_replay_is_read_from_a_line(choice: str, spec: ReplaySpec) -> None:
    assert parse_replay(choice) == spec


@pytest.mark.parametrize(
    "choice",
    [
        "replay:",
        "replay:faces?fps=0",
        "replay:faces?fps=-5",
        "replay:faces?fps=nan",
        "replay:faces?fps=inf",
        "replay:faces?fps=fast",
        "replay:faces?hold=0",
        "replay:faces?fault=",
        "replay:faces?fault=explode@3s",
        "replay:faces?fault=freeze",
        "replay:faces?fault=freeze@3s,",
        "replay:faces?fps=30&colour=red",
    ],
)
def test_a_malformed_replay_is_refused(choice: str) -> None:
    with pytest.raises(ReplaySourceError) as caught:
        parse_replay(choice)

    assert caught.value.details == {"path": choice}


@pytest.mark.parametrize("kind", FaultKind)
def test_every_kind_of_fault_has_a_word(kind: FaultKind) -> None:
    assert parse_replay(f"replay:x?fault={kind}@1s").faults == (Fault(kind, 1.0, 6.0),)


def test_only_the_prefix_makes_a_replay() -> None:
    assert [is_replay(choice) for choice in ("replay:x", "by-id:replay:x", "", None)] == [True, False, False, False]
