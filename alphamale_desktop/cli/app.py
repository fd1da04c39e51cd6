"""The ``alphamale`` command: builds the commands in the person's language, runs one, and turns failures into
sentences and exit statuses."""

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from alphamale_desktop.cli.commands import commands
from alphamale_desktop.cli.launch import Launch
from alphamale_desktop.cli.localised import LocalisedGroup, Wording
from alphamale_desktop.composition.build_info import build_info, version_lines
from alphamale_desktop.composition.language import language_of
from alphamale_desktop.composition.log_file import writing_log
from alphamale_desktop.composition.supervisor import HEARTBEAT_VARIABLE
from alphamale_desktop.domain.bundle_errors import AccentUnreadableError
from alphamale_desktop.domain.errors import AlphaMaleError, ProfileError
from alphamale_desktop.domain.organiser_errors import SharesMalformedError
from alphamale_desktop.settings.load import load_last_good
from alphamale_desktop.settings.paths import program_paths, user_paths
from alphamale_desktop.settings.schema import Language
from alphamale_desktop.texts.error_sentence import sentence_of
from alphamale_desktop.texts.fluent_texts import LANGUAGES, FluentTexts

EXIT_FINE, EXIT_FAILED, EXIT_WRONG_USE, EXIT_INTERRUPTED = 0, 1, 2, 130
HOME_VARIABLE = "ALPHAMALE_HOME"
"""Puts settings, database, photos and logs below one folder: for portable use."""

_OPTIONS_WITH_VALUES = ("--camera", "--language")

logger = logging.getLogger(__name__)


def run(arguments: Sequence[str]) -> int:
    """Runs one command.

    Returns:
        0 when all went well, 1 when something failed, 2 for wrong use, 130 when interrupted.
    """
    launch = _launch(arguments)
    health = load_last_good(launch.user.settings_file)[0].health
    with writing_log(launch.user.logs, _log_name(arguments), health.log_file_mb, health.log_files):
        return _run(launch, arguments)


def _run(launch: Launch, arguments: Sequence[str]) -> int:
    wording = Wording(launch.texts, launch.language)
    try:
        status = build(launch).main(list(arguments), prog_name="alphamale", standalone_mode=False)
        return status if isinstance(status, int) else EXIT_FINE
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx is not None else "alphamale"
        _print_error(wording("cli-error", message=wording.complaint(error)), wording("cli-usage-hint", command=command))
        return EXIT_WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        _print_error(wording("cli-aborted"))
        return EXIT_INTERRUPTED
    except AlphaMaleError as error:
        sentence = sentence_of(error, launch.texts, launch.language)
        _print_error(wording("cli-error", message=sentence.message), "  " + sentence.hint)
        return EXIT_WRONG_USE if _is_wrong_use(error) else EXIT_FAILED
    except BrokenPipeError:
        # Whoever read our output has gone, as `head` does; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_FAILED
    except Exception:
        logger.exception("unexpected failure")
        _print_error(wording("error-unexpected"), "  " + wording("error-unexpected.hint"))
        return EXIT_FAILED


def build(launch: Launch) -> click.Group:
    """The commands, described in the launch's language."""
    wording = Wording(launch.texts, launch.language)

    def open_window(context: click.Context, kiosk: bool, camera: str | None, language: str | None) -> int | None:
        # The option itself was read before the commands were built; click only needs to accept it.
        del language
        if context.invoked_subcommand is not None:
            return None
        from alphamale_desktop.cli.window import open_program

        return open_program(launch, kiosk=kiosk, camera=camera)

    return LocalisedGroup(
        "alphamale",
        wording,
        ("alphamale", "alphamale --kiosk", "alphamale analyse portrait.jpg"),
        later=commands(launch, wording),
        callback=click.pass_context(open_window),
        invoke_without_command=True,
        help=wording("cli-about"),
        params=[
            click.Option(["--kiosk"], is_flag=True, help=wording("cli-kiosk")),
            click.Option(["--camera"], metavar="NAME", help=wording("cli-camera")),
            click.Option(["--language"], type=click.Choice(LANGUAGES), help=wording("cli-language")),
            click.Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=lambda context, _, wanted: _print_version(context, launch, wanted),
                help=wording("cli-version"),
            ),
        ],
    )


def _launch(arguments: Sequence[str]) -> Launch:
    program = program_paths()
    home = os.environ.get(HOME_VARIABLE)
    user = user_paths(Path(home) if home else None)
    # A broken settings file must not keep the help from being shown; commands that need it complain.
    settings, _ = load_last_good(user.settings_file)
    chosen = _language_option(arguments) or settings.general.language
    texts = FluentTexts(program.resources / "i18n", user.event)
    return Launch(program, user, os.environ, texts, language_of(chosen, os.environ))


def _language_option(arguments: Sequence[str]) -> Language | None:
    """Help texts are made in a language before click has read the options, so this one is read ahead."""
    for position, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--language":
            wanted = value or (arguments[position + 1] if position + 1 < len(arguments) else "")
            return "ko" if wanted == "ko" else "en" if wanted == "en" else None
    return None


def _log_name(arguments: Sequence[str]) -> str:
    """The window, the parent that keeps a kiosk alive, and commands beside them each write a log of their own."""
    plain = [a for a, before in zip(arguments, ("", *arguments), strict=False) if before not in _OPTIONS_WITH_VALUES]
    if any(not argument.startswith("-") for argument in plain):
        return "command"
    return "supervisor" if "--kiosk" in arguments and HEARTBEAT_VARIABLE not in os.environ else "window"


def _is_wrong_use(error: AlphaMaleError) -> bool:
    return isinstance(error, AccentUnreadableError | ProfileError | SharesMalformedError)


def _print_version(context: click.Context, launch: Launch, wanted: bool) -> None:
    if wanted:
        for line in version_lines(build_info(launch.program.root)):
            click.echo(line)
        context.exit()


def _print_error(*lines: str) -> None:
    for line in lines:
        click.echo(line, err=True)
