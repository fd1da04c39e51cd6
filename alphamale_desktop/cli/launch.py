"""Opens the program for a command, with settings, language and folders."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from alphamale_desktop.settings.around_update import SettingsAroundUpdate
from alphamale_desktop.settings.load import load_settings
from alphamale_desktop.settings.paths import ProgramPaths, UserPaths
from alphamale_desktop.texts.fluent_texts import FluentTexts
from alphamale_desktop.version import __version__

if TYPE_CHECKING:
    from alphamale_desktop.cli.session import Session


@dataclass(frozen=True, slots=True)
class Launch:
    """What is known before a command is chosen."""

    program: ProgramPaths
    user: UserPaths
    environment: Mapping[str, str]
    texts: FluentTexts
    language: str

    def settings_around_update(self) -> SettingsAroundUpdate:
        return SettingsAroundUpdate(self.user.settings_file, __version__)

    @contextmanager
    def session(
        self, *, device: Literal["auto", "cpu", "cuda"] | None = None, keeps_nothing: bool = False
    ) -> "Iterator[Session]":
        """A session that is closed at the end.

        Raises:
            SettingsMalformedError: If the settings file is broken.
        """
        # The database's library alone takes half a second and 30 MB.
        from alphamale_desktop.cli.session import Session
        from alphamale_desktop.composition.core import Core

        settings = load_settings(self.user.settings_file, self.environment)
        if device is not None:
            models = settings.models.model_copy(update={"device": device})
            settings = settings.model_copy(update={"models": models})
        core = Core(settings, self.program, self.user, self.texts, keeps_nothing=keeps_nothing)
        try:
            yield Session(core, self.language, self.texts)
        finally:
            core.close()
