"""What can be wrong with an event bundle."""

from alphamale_desktop.domain.errors import AlphaMaleError


class EventBundleError(AlphaMaleError):
    """An event bundle cannot be used; nothing was changed."""


class EventBundleMalformedError(EventBundleError):
    """Details: file, part (which entry of it is wrong)."""

    code = "event_bundle_malformed"


class LogoUnreadableError(AlphaMaleError):
    """No picture that can be an event's logo. Details: file."""

    code = "logo_unreadable"


class EventBundleTooLargeError(EventBundleError):
    """Details: file, limit_mb."""

    code = "event_bundle_too_large"


class EventBundleOtherVersionError(EventBundleError):
    """Another version of the program made it. Details: file, found, known (versions)."""

    code = "event_bundle_other_version"


class AccentUnreadableError(EventBundleError):
    """Letters in that colour could not be read on the dark ground. Details: accent."""

    code = "accent_unreadable"
