"""``alphamale train saliency``: which pixels drove a result."""

from pathlib import Path

import click

from alphamale_desktop.cli.launch import Launch
from alphamale_desktop.cli.localised import LocalisedCommand, Wording
from alphamale_desktop.cli.train_export import require_packages
from alphamale_desktop.domain.analysis import UnusableReason
from alphamale_desktop.storage.picture_files import read_picture


def saliency_command(launch: Launch, wording: Wording) -> click.Command:
    def run(photo: Path, out: Path) -> int:
        require_packages("torch", "torchvision", "captum", "alphamale_desktop.training")
        from alphamale_desktop.training.saliency import explain_face

        with launch.session(keeps_nothing=True) as session:
            core = session.core
            picture = core.codec.decode(read_picture(photo))
            report = core.models.inspect(picture)
            if report.reason is not None or report.subject is None:
                reason = report.reason or UnusableReason.NO_FACE
                session.say(session.text(f"unusable-{reason.value}"))
                session.say("  " + session.text(f"unusable-{reason.value}.hint"))
                return 1
            core.save_card(explain_face(core.weights_folder, picture, report.subject), out)
            session.say(session.text("cli-train-saliency-done", file=str(out)))
            return 0

    return LocalisedCommand(
        "saliency",
        wording,
        ("alphamale train saliency portrait.jpg --out why.png",),
        callback=run,
        help=wording("cli-train-saliency"),
        params=[
            click.Argument(
                ["photo"], type=click.Path(path_type=Path), metavar="PHOTO", help=wording("cli-train-saliency-photo")
            ),
            click.Option(
                ["--out"], required=True, type=click.Path(path_type=Path), help=wording("cli-train-saliency-out")
            ),
        ],
    )
