"""Which words asked a guest for his consent: the version that stands beside what he agreed to."""

from dataclasses import dataclass

EDITION = "2026-11.2"
"""Of the form's sentences, all variants and languages; a change of meaning changes it. Every edition's words stand in
``docs/consent/``."""

BY_PHONE_APP = "phone-app"
"""The organiser's phone app asked, in words of its own."""

BY_COMMAND = f"{EDITION}/command"
"""Nobody was asked by this program: who typed the command said that the guest had agreed."""

_LINKED = "+linked"
FLEET_MARK = "+fleet"


@dataclass(frozen=True, slots=True)
class ConsentWording:
    """The sentences of one booth's form.

    Attributes:
        language: In which they stood on the screen, ``"ko"`` or ``"en"``.
        is_linked: The sentence on uploading says that a card opens for whoever has its link.
        is_fleet: The sentence on keeping says that results are kept on other machines of the event too.
    """

    language: str
    is_linked: bool = False
    is_fleet: bool = False

    @property
    def version(self) -> str:
        """Such as ``2026-11.2/ko+linked``."""
        return f"{EDITION}/{self.language}{_LINKED * self.is_linked}{FLEET_MARK * self.is_fleet}"


def says_fleet(version: str) -> bool:
    """Whether who was asked with those words knew that his result is kept on other machines of the event too."""
    return FLEET_MARK in version


def says_linked(version: str) -> bool:
    """Whether who was asked with those words knew that his card opens for whoever has its link."""
    return _LINKED in version
