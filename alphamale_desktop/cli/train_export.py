"""``alphamale train export``: the models' structure for ONNX Runtime."""

import importlib.util
from pathlib import Path

import click

from alphamale_desktop.cli.launch import Launch
from alphamale_desktop.cli.localised import LocalisedCommand, Wording
from alphamale_desktop.domain.engine_errors import PackageMissingError


def export_command(launch: Launch, wording: Wording) -> click.Command:
    def run(weights: Path) -> None:
        require_packages("torch", "torchvision", "onnx", "alphamale_desktop.training")
        from alphamale_desktop.training.graph_export import export_graphs

        with launch.session(keeps_nothing=True) as session:
            written = export_graphs(weights)
            files = ", ".join(path.name for path in written)
            session.say(session.text("cli-train-export-done", manifest=str(weights / "manifest.json"), files=files))

    return LocalisedCommand(
        "export",
        wording,
        ("alphamale train export runs/typer",),
        callback=run,
        help=wording("cli-train-export"),
        params=[
            click.Argument(
                ["weights"],
                type=click.Path(exists=True, file_okay=False, path_type=Path),
                metavar="WEIGHTS",
                help=wording("cli-train-export-weights"),
            )
        ],
    )


def require_packages(*names: str) -> None:
    """Raises PackageMissingError for the first that is not installed: not every build has them."""
    for name in names:
        if importlib.util.find_spec(name) is None:
            raise PackageMissingError(package=name)
