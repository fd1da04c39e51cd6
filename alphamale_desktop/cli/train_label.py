"""``alphamale train label``, ``coco-export`` and ``coco-import``: from an organiser's photos to a manifest."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from alphamale_desktop.cli.launch import Launch
from alphamale_desktop.cli.localised import LocalisedCommand, Wording
from alphamale_desktop.cli.session import Session
from alphamale_desktop.cli.train_export import require_packages
from alphamale_desktop.domain.analysis import UnusableReason
from alphamale_desktop.domain.errors import NothingLabelledError

if TYPE_CHECKING:
    from alphamale_desktop.training.label_folder import Refused

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NAMED = 10


def label_command(launch: Launch, wording: Wording) -> click.Command:
    def run(folder: Path, out: Path, scores: Path | None, device: Literal["auto", "cpu", "cuda"]) -> None:
        require_packages("alphamale_desktop.training")
        from alphamale_desktop.training.label_folder import LabelFolder, read_ratings
        from alphamale_desktop.training.label_writing import write_labels, write_previews
        from alphamale_desktop.training.rating_data import read_manifest

        with (
            launch.session(device=device, keeps_nothing=True) as session,
            Progress(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=session.err) as progress,
        ):
            ratings = read_ratings(scores, folder) if scores is not None else {}
            task = progress.add_task("", total=None)
            labelled = LabelFolder(session.core.models, session.core.codec)(
                folder, ratings, lambda done, of: progress.update(task, completed=done, total=of)
            )
            say = sentences(session)
            manifest = write_labels(labelled, folder, out, say)
            confidences = [one.confidence for one in labelled.proposals]
            sheets = write_previews(
                read_manifest(manifest), confidences, labelled.refused, out, session.core.codec, say
            )
            progress.stop()
            name_refused(session, labelled.refused, say)
            if not labelled.proposals:
                raise NothingLabelledError(folder=str(folder), files=len(labelled.refused))
            counts = {"faces": len(labelled.proposals), "refused": len(labelled.refused), "sheets": len(sheets)}
            session.say(session.text("cli-label-done", manifest=str(manifest), page=str(out / "index.html"), **counts))

    return LocalisedCommand(
        "label",
        wording,
        (
            "alphamale train label photos/ --out labelled",
            "alphamale train label photos/ --scores survey.csv --out labelled",
        ),
        callback=run,
        help=wording("cli-label"),
        params=[
            click.Argument(["folder"], type=_FOLDER, metavar="FOLDER", help=wording("cli-label-folder")),
            click.Option(["--out"], required=True, type=click.Path(path_type=Path), help=wording("cli-label-out")),
            click.Option(["--scores"], type=_FILE, help=wording("cli-label-scores")),
            click.Option(
                ["--device"],
                type=click.Choice(["auto", "cpu", "cuda"]),
                default="auto",
                show_default=True,
                help=wording("cli-analyse-device"),
            ),
        ],
    )


def coco_export_command(launch: Launch, wording: Wording) -> click.Command:
    def run(manifest: Path, target: Path) -> None:
        require_packages("alphamale_desktop.training")
        from alphamale_desktop.training.coco import export_coco

        with launch.session(keeps_nothing=True) as session:
            converted = export_coco(manifest, target, session.core.codec)
            name_refused(session, converted.refused, sentences(session))
            session.say(session.text("cli-coco-done", file=str(target), faces=converted.faces))

    return LocalisedCommand(
        "coco-export",
        wording,
        ("alphamale train coco-export labelled/manifest.csv boxes.json",),
        callback=run,
        help=wording("cli-coco-export"),
        params=[
            click.Argument(["manifest"], type=_FILE, metavar="MANIFEST", help=wording("cli-train-manifest")),
            click.Argument(
                ["target"], type=click.Path(path_type=Path), metavar="JSON", help=wording("cli-coco-json-out")
            ),
        ],
    )


def coco_import_command(launch: Launch, wording: Wording) -> click.Command:
    def run(source: Path, manifest: Path, pictures: Path | None) -> None:
        require_packages("alphamale_desktop.training")
        from alphamale_desktop.training.coco import import_coco

        with launch.session(keeps_nothing=True) as session:
            converted = import_coco(source, manifest, pictures)
            name_refused(session, converted.refused, sentences(session))
            session.say(session.text("cli-coco-done", file=str(manifest), faces=converted.faces))

    return LocalisedCommand(
        "coco-import",
        wording,
        ("alphamale train coco-import boxes.json corrected.csv --pictures photos/",),
        callback=run,
        help=wording("cli-coco-import"),
        params=[
            click.Argument(["source"], type=_FILE, metavar="JSON", help=wording("cli-coco-json")),
            click.Argument(
                ["manifest"], type=click.Path(path_type=Path), metavar="MANIFEST", help=wording("cli-coco-manifest-out")
            ),
            click.Option(["--pictures"], type=_FOLDER, help=wording("cli-coco-pictures")),
        ],
    )


def sentences(session: Session) -> Callable[[str], str]:
    """The sentence for the code of a refusal."""

    def say(code: str) -> str:
        if code in set(UnusableReason):
            return session.text(f"unusable-{code}")
        return session.text("refused-" + code.replace("_", "-"))

    return say


def name_refused(session: Session, refused: "Sequence[Refused]", say: Callable[[str], str]) -> None:
    """The first of them on stderr; the whole list stands in a file."""
    for one in refused[:_NAMED]:
        session.err.print(f"{one.name}: {say(one.reason)}", markup=False)
    if len(refused) > _NAMED:
        session.err.print(session.text("cli-label-more", count=len(refused) - _NAMED), markup=False)
