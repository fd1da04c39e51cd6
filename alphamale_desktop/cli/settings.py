"""``alphamale settings``: the settings around an update, for the script that goes back to an older version."""

import click

from alphamale_desktop.cli.launch import Launch
from alphamale_desktop.cli.localised import LocalisedCommand, LocalisedGroup, Wording


def settings_group(launch: Launch, wording: Wording) -> click.Group:
    def back() -> None:
        done = launch.settings_around_update().go_back()
        click.echo(wording("cli-settings-back-done" if done else "cli-settings-nothing"))

    def forward() -> None:
        done = launch.settings_around_update().come_forward()
        click.echo(wording("cli-settings-forward-done" if done else "cli-settings-nothing"))

    group = LocalisedGroup("settings", wording, help=wording("cli-settings"), no_args_is_help=True)
    group.add_command(LocalisedCommand("back", wording, callback=back, help=wording("cli-settings-back")))
    group.add_command(LocalisedCommand("forward", wording, callback=forward, help=wording("cli-settings-forward")))
    return group
