"""Expected failures on the way to the organiser's bucket and back; see ``errors``."""

from alphamale_desktop.domain.errors import AlphaMaleError


class DeliveryError(AlphaMaleError):
    """The organiser's bucket did not take, give or delete an object."""


class DeliveryOffError(DeliveryError):
    """No bucket is set."""

    code = "delivery_off"


class TargetUnreachableError(DeliveryError):
    """No answer; the network is away, or too slow."""

    code = "target_unreachable"


class TargetInterceptedError(DeliveryError):
    """Something else answers in the bucket's place, such as a Wi-Fi's login page."""

    code = "target_intercepted"


class TargetBusyError(DeliveryError):
    """The target asks to try again later."""

    code = "target_busy"


class ClockSkewedError(DeliveryError):
    """The target refuses because of this computer's clock. Details: minutes (ahead; negative: behind)."""

    code = "clock_skewed"


class TargetRefusedError(DeliveryError):
    """The target refuses, and will until a person changes something. Details: reason (the target's own code)."""

    code = "target_refused"


class TargetDeniedError(TargetRefusedError):
    """The credentials are good, but may not do this. Details: action, bucket."""

    code = "target_denied"


class BucketMissingError(TargetRefusedError):
    """Details: bucket."""

    code = "bucket_missing"


class WrongRegionError(TargetRefusedError):
    """Details: bucket."""

    code = "wrong_region"


class CredentialsMissingError(TargetRefusedError):
    code = "credentials_missing"


class CredentialsRefusedError(TargetRefusedError):
    code = "credentials_refused"


class ObjectRefusedError(DeliveryError):
    """The target refuses this one object. Details: reason (the target's own code)."""

    code = "object_refused"


class ObjectMismatchError(DeliveryError):
    """What the target holds is not what was sent."""

    code = "object_mismatch"


class ObjectMissingError(DeliveryError):
    """Details: object (its key)."""

    code = "object_missing"


class ContentUnknownError(DeliveryError):
    """A parcel of a kind that this program cannot make. Details: kind."""

    code = "content_unknown"


class BucketKeyringError(DeliveryError):
    """This computer has no keyring that is open."""

    code = "bucket_keyring"


class BundleMalformedError(DeliveryError):
    """The list of a bundle's files cannot be understood, or leads out of its folder. Details: file."""

    code = "bundle_malformed"


class BundleSignatureError(DeliveryError):
    """Nobody whom the settings trust has signed the bundle. Details: file."""

    code = "bundle_signature"


class BundleDamagedError(DeliveryError):
    """A file is not the one that the bundle's list promises. Details: file."""

    code = "bundle_damaged"


class NoEarlierBundleError(DeliveryError):
    """There is nothing to go back to."""

    code = "no_earlier_bundle"
