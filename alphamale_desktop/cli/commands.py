"""Every command by its name. A command's module, and all that it imports, is loaded when the command is used: the
parent of a kiosk lives for days and should be small."""

from collections.abc import Callable, Mapping

import click

from alphamale_desktop.cli.launch import Launch
from alphamale_desktop.cli.localised import Wording


def commands(launch: Launch, wording: Wording) -> Mapping[str, Callable[[], click.Command]]:
    """What makes each command."""

    def analyse() -> click.Command:
        from alphamale_desktop.cli.analyse import analyse_command

        return analyse_command(launch, wording)

    def catalog() -> click.Command:
        from alphamale_desktop.cli.catalog import catalog_group

        return catalog_group(launch, wording)

    def database() -> click.Command:
        from alphamale_desktop.cli.database import database_group

        return database_group(launch, wording)

    def doctor() -> click.Command:
        from alphamale_desktop.cli.doctor import doctor_command

        return doctor_command(launch, wording)

    def look_around() -> click.Command:
        from alphamale_desktop.cli.doctor import look_around_command

        return look_around_command(wording)

    def evaluate() -> click.Command:
        from alphamale_desktop.cli.evaluate import evaluate_command

        return evaluate_command(launch, wording)

    def event() -> click.Command:
        from alphamale_desktop.cli.event import event_group

        return event_group(launch, wording)

    def fleet() -> click.Command:
        from alphamale_desktop.cli.fleet import fleet_group

        return fleet_group(launch, wording)

    def numbers() -> click.Command:
        from alphamale_desktop.cli.numbers import numbers_command

        return numbers_command(launch, wording)

    def history() -> click.Command:
        from alphamale_desktop.cli.history import history_command

        return history_command(launch, wording)

    def open_photo() -> click.Command:
        from alphamale_desktop.cli.open_photo import open_command

        return open_command(launch, wording)

    def screenshots() -> click.Command:
        from alphamale_desktop.cli.screenshots import screenshots_command

        return screenshots_command(launch, wording)

    def settings() -> click.Command:
        from alphamale_desktop.cli.settings import settings_group

        return settings_group(launch, wording)

    def survey() -> click.Command:
        from alphamale_desktop.cli.survey import survey_group

        return survey_group(launch, wording)

    def support() -> click.Command:
        from alphamale_desktop.cli.support import support_command

        return support_command(launch, wording)

    def train() -> click.Command:
        from alphamale_desktop.cli.train import train_group

        return train_group(launch, wording)

    def sync() -> click.Command:
        from alphamale_desktop.cli.sync import sync_group

        return sync_group(launch, wording)

    def privacy() -> click.Command:
        from alphamale_desktop.cli.privacy import privacy_group

        return privacy_group(launch, wording)

    return {
        "analyse": analyse,
        "catalog": catalog,
        "db": database,
        "doctor": doctor,
        "evaluate": evaluate,
        "event": event,
        "fleet": fleet,
        "history": history,
        "look-around": look_around,
        "numbers": numbers,
        "open": open_photo,
        "privacy": privacy,
        "screenshots": screenshots,
        "settings": settings,
        "support": support,
        "survey": survey,
        "sync": sync,
        "train": train,
    }
