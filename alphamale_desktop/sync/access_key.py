"""The bucket's access key in the operating system's keyring."""

from alphamale_desktop.domain.delivery_errors import BucketKeyringError
from alphamale_desktop.sync.s3_store import AccessKey

_SERVICE = "alphamale-bucket"
_KEY_ID, _SECRET = "key-id", "secret"


class KeyringAccessKey:
    """Any thread; both raise BucketKeyringError where there is no keyring, as on a Linux without a desktop."""

    def load(self) -> AccessKey | None:
        """None: nobody stored one."""
        import keyring
        from keyring.errors import KeyringError

        try:
            key_id, secret = (keyring.get_password(_SERVICE, name) for name in (_KEY_ID, _SECRET))
        except KeyringError as error:
            raise BucketKeyringError from error
        return AccessKey(key_id, secret) if key_id and secret else None

    def save(self, key: AccessKey) -> None:
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.set_password(_SERVICE, _KEY_ID, key.key_id)
            keyring.set_password(_SERVICE, _SECRET, key.secret)
        except KeyringError as error:
            raise BucketKeyringError from error
