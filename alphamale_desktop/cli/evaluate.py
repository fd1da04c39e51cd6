"""``alphamale evaluate``: how good are the models?"""

from pathlib import Path
from typing import Literal

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from alphamale_desktop.cli.launch import Launch
from alphamale_desktop.cli.localised import LocalisedCommand, Wording
from alphamale_desktop.cli.train_export import require_packages

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def evaluate_command(launch: Launch, wording: Wording) -> click.Command:
    def run(
        manifest: Path,
        nonfaces: tuple[Path, ...],
        out: Path,
        split: str,
        framing: int,
        device: Literal["auto", "cpu", "cuda"],
    ) -> None:
        require_packages("alphamale_desktop.training")
        from alphamale_desktop.training.evaluate import Evaluate, EvaluationConfig

        config = EvaluationConfig(manifest, out, nonfaces, split, framing=framing)
        with (
            launch.session(device=device, keeps_nothing=True) as session,
            Progress(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=session.err) as progress,
        ):
            task = progress.add_task("", total=None)
            evaluate = Evaluate(session.core.models.use_case(), session.core.codec)
            evaluate(config, lambda p: progress.update(task, completed=p.done, total=p.of))
            session.say(session.text("cli-evaluate-done", file=str(out / "index.html")))

    return LocalisedCommand(
        "evaluate",
        wording,
        ("alphamale evaluate survey.csv --nonfaces backgrounds/ --out report",),
        callback=run,
        help=wording("cli-evaluate"),
        params=[
            click.Argument(["manifest"], type=_FILE, metavar="MANIFEST", help=wording("cli-evaluate-manifest")),
            click.Option(["--nonfaces"], multiple=True, type=_FOLDER, help=wording("cli-evaluate-nonfaces")),
            click.Option(["--out"], required=True, type=click.Path(path_type=Path), help=wording("cli-evaluate-out")),
            click.Option(["--split"], default="val", show_default=True, help=wording("cli-evaluate-split")),
            click.Option(
                ["--framing"], type=click.IntRange(0), default=0, metavar="N", help=wording("cli-evaluate-framing")
            ),
            click.Option(
                ["--device"],
                type=click.Choice(["auto", "cpu", "cuda"]),
                default="auto",
                show_default=True,
                help=wording("cli-analyse-device"),
            ),
        ],
    )
