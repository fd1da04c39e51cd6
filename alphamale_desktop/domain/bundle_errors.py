"""What can be wrong with an event bundle."""

from alphamale_desktop.domain.errors import AlphaMaleError


class BundleError(AlphaMaleError):
    """An event bundle cannot be used; nothing was changed."""


class BundleMalformedError(BundleError):
    """Details: file, part (which entry of it is wrong)."""

    code = "bundle_malformed"


class BundleTooLargeError(BundleError):
    """Details: file, limit_mb."""

    code = "bundle_too_large"


class BundleOtherVersionError(BundleError):
    """Another version of the program made it. Details: file, found, known (versions)."""

    code = "bundle_other_version"


class AccentUnreadableError(BundleError):
    """Letters in that colour could not be read on the dark ground. Details: accent."""

    code = "accent_unreadable"
