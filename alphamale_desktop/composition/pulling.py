"""Wires what is pulled from the organiser's bucket. boto3 and cryptography are imported where they are used."""

import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.pull_bundle import PullBundle, TryOut, Verify
from alphamale_desktop.composition.models import Models
from alphamale_desktop.composition.sync import store_of
from alphamale_desktop.domain.bundle import Bundle, BundleKind
from alphamale_desktop.domain.errors import WeightsIncompatibleError
from alphamale_desktop.settings.paths import UserPaths
from alphamale_desktop.sync.bundle_folders import BundleFolders
from alphamale_desktop.version import __version__

if TYPE_CHECKING:
    from alphamale_desktop.composition.core import Core


def pulled_weights(user: UserPaths) -> Path | None:
    """The pulled weights in use; None: the program's own are. Reads every file of the set."""
    return _shelf(user, BundleKind.WEIGHTS).current()


def pull_weights(core: "Core", cancel: Cancel) -> Bundle:
    """Pulls weights, tries them out on this computer and puts them to use for the next start.

    Raises:
        DeliveryError, ModelError, CancelledByUserError, OSError: The weights in use stay.
    """
    settings = core.settings

    def try_out(staged: Path) -> None:
        if not Models(staged, settings.models.device, core.codec, core.clock).try_out().is_right:
            raise WeightsIncompatibleError(file=str(staged))

    return _pulled(core, BundleKind.WEIGHTS, try_out, cancel)


def pull_catalog(core: "Core", cancel: Cancel) -> Bundle:
    """Pulls people and pictures, as ``alphamale catalog export`` writes them, and puts them in the catalog's place.

    Raises:
        DeliveryError, AlphaMaleError, CancelledByUserError, OSError: The catalog stays as it is.
    """

    def bring_in(staged: Path) -> None:
        from alphamale_desktop.composition.catalog import import_folder

        import_folder(core, staged, replaces=True)

    return _pulled(core, BundleKind.CATALOG, bring_in, cancel)


def roll_catalog_back(core: "Core") -> None:
    """To the set before; from the first pulled set to the catalog that ships.

    Raises:
        NoEarlierBundleError, AlphaMaleError
    """
    from alphamale_desktop.composition.catalog import import_folder

    shelf = _shelf(core.user, BundleKind.CATALOG)
    shelf.roll_back()
    before = shelf.current() or core.program.resources / "catalog" / "celebrities.csv"
    import_folder(core, before, replaces=True)


def roll_weights_back(core: "Core") -> None:
    """To the set before, or to the program's own; raises NoEarlierBundleError."""
    _shelf(core.user, BundleKind.WEIGHTS).roll_back()


def seal_bundle(folder: Path, kind: BundleKind, version: str, key_file: Path | None) -> Bundle:
    """See ``sync.signatures.seal``."""
    from alphamale_desktop.sync.signatures import seal

    return seal(folder, kind, version, key_file)


def make_key(file: Path) -> str:
    """See ``sync.signatures.new_key``."""
    from alphamale_desktop.sync.signatures import new_key

    return new_key(file)


def _pulled(core: "Core", kind: BundleKind, try_out: TryOut, cancel: Cancel) -> Bundle:
    settings = core.settings
    verify: Verify | None = None
    if settings.sync.public_key:
        from alphamale_desktop.sync.signatures import check_signature

        verify = partial(check_signature, settings.sync.public_key)
    store = store_of(settings, threading.Event().wait)
    return PullBundle(store, settings.sync.pull_prefix, verify)(kind, _shelf(core.user, kind), try_out, cancel)


def _shelf(user: UserPaths, kind: BundleKind) -> BundleFolders:
    return BundleFolders(user.data / "pulled" / kind.value, kind, __version__)
