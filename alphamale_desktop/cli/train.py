"""``alphamale train``: the models, from an organiser's own photos."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from alphamale_desktop.cli.launch import Launch
from alphamale_desktop.cli.localised import LocalisedCommand, LocalisedGroup, Wording
from alphamale_desktop.cli.session import Session
from alphamale_desktop.cli.train_export import export_command, require_packages
from alphamale_desktop.cli.train_label import coco_export_command, coco_import_command, label_command
from alphamale_desktop.cli.train_saliency import saliency_command

Advance = Callable[[str, int, int, float], None]
"""Shows a stage's name, its step, how many it has, and the present loss."""

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def train_group(launch: Launch, wording: Wording) -> click.Group:
    group = LocalisedGroup("train", wording, help=wording("cli-train"), no_args_is_help=True)
    group.add_command(_gate_command(launch, wording))
    group.add_command(_typer_command(launch, wording))
    group.add_command(label_command(launch, wording))
    group.add_command(coco_export_command(launch, wording))
    group.add_command(coco_import_command(launch, wording))
    group.add_command(export_command(launch, wording))
    group.add_command(saliency_command(launch, wording))
    return group


def _gate_command(launch: Launch, wording: Wording) -> click.Command:
    def run(
        faces: tuple[Path, ...],
        nonfaces: tuple[Path, ...],
        out: Path,
        trunk: Path | None,
        steps: int,
        seed: int,
        version: str,
        device: str,
        resume: bool,
    ) -> None:
        require_packages("torch", "torchvision", "alphamale_desktop.training")
        from alphamale_desktop.training.gate_pipeline import run_gate_training
        from alphamale_desktop.training.gate_training import GateTrainingConfig
        from alphamale_desktop.vision.device import device_for

        config = GateTrainingConfig(
            faces, nonfaces, out, trunk, steps, seed=seed, device=str(device_for(device)), resume=resume
        )
        with launch.session(keeps_nothing=True) as session, _bar(session) as advance:
            written = run_gate_training(
                config, version, lambda p: advance("gate", p.step, p.steps, p.losses.get("total", 0.0))
            )
            session.say(session.text("cli-train-done", file=str(written.weights), log=str(written.log)))

    return LocalisedCommand(
        "gate",
        wording,
        ("alphamale train gate --faces faces.csv --nonfaces backgrounds/ --out runs/gate",),
        callback=run,
        help=wording("cli-train-gate"),
        params=[
            click.Option(["--faces"], multiple=True, required=True, type=_FILE, help=wording("cli-train-faces")),
            click.Option(
                ["--nonfaces"], multiple=True, required=True, type=_FOLDER, help=wording("cli-train-nonfaces")
            ),
            *_shared_options(wording),
            click.Option(
                ["--steps"],
                type=click.IntRange(1),
                default=4000,
                show_default=True,
                help=wording("cli-train-steps"),
            ),
        ],
    )


def _typer_command(launch: Launch, wording: Wording) -> click.Command:
    def run(
        manifest: Path,
        nonfaces: tuple[Path, ...],
        out: Path,
        trunk: Path | None,
        init: Path | None,
        seed: int,
        version: str,
        device: str,
        resume: bool,
    ) -> None:
        if trunk is not None and init is not None:
            raise click.UsageError(wording("cli-train-init-and-trunk"))
        require_packages("torch", "torchvision", "alphamale_desktop.training")
        from alphamale_desktop.training.typer_pipeline import train_typer
        from alphamale_desktop.training.typer_training import TyperTrainingConfig
        from alphamale_desktop.vision.device import device_for

        config = TyperTrainingConfig(
            manifest,
            out,
            nonfaces,
            trunk,
            init,
            seed=seed,
            version=version,
            device=str(device_for(device)),
            resume=resume,
        )
        with launch.session(keeps_nothing=True) as session, _bar(session) as advance:
            outcome = train_typer(
                config,
                lambda p: advance(
                    p.stage.value, p.progress.step, p.progress.steps, p.progress.losses.get("total", 0.0)
                ),
            )
            session.say(session.text("cli-train-done", file=str(outcome.weights), log=str(outcome.ratings.log)))

    return LocalisedCommand(
        "typer",
        wording,
        (
            "alphamale train typer --manifest labelled/manifest.csv --init weights/typer.safetensors --out runs/typer",
            "alphamale train typer --manifest survey.csv --nonfaces walls/ --trunk face.safetensors --out runs/typer",
        ),
        callback=run,
        help=wording("cli-train-typer"),
        params=[
            click.Option(["--manifest"], required=True, type=_FILE, help=wording("cli-train-manifest")),
            click.Option(["--nonfaces"], multiple=True, type=_FOLDER, help=wording("cli-train-nonfaces")),
            click.Option(["--init"], type=_FILE, help=wording("cli-train-init")),
            *_shared_options(wording),
        ],
    )


def _shared_options(wording: Wording) -> tuple[click.Option, ...]:
    return (
        click.Option(["--out"], required=True, type=click.Path(path_type=Path), help=wording("cli-train-out")),
        click.Option(["--trunk"], type=_FILE, help=wording("cli-train-trunk")),
        click.Option(["--seed"], type=int, default=1, show_default=True, help=wording("cli-train-seed")),
        click.Option(["--version", "version"], default="1.0.0", show_default=True, help=wording("cli-train-version")),
        click.Option(
            ["--device"],
            type=click.Choice(["auto", "cpu", "cuda"]),
            default="auto",
            show_default=True,
            help=wording("cli-analyse-device"),
        ),
        click.Option(["--resume"], is_flag=True, help=wording("cli-train-resume")),
    )


@contextmanager
def _bar(session: Session) -> Iterator[Advance]:
    """A bar on stderr; one a stage."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[loss]}"),
    )
    with Progress(*columns, console=session.err) as progress:
        tasks: dict[str, TaskID] = {}

        def advance(stage: str, step: int, steps: int, loss: float) -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(stage, total=steps, loss="")
            shown = session.text("cli-train-loss", loss=f"{loss:.4f}")
            progress.update(tasks[stage], completed=step, total=steps, loss=shown)

        yield advance
