"""What S3's and botocore's failures mean."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConfigParseError,
    CredentialRetrievalError,
    FlexibleChecksumError,
    HTTPClientError,
    IncompleteReadError,
    InvalidConfigError,
    NoCredentialsError,
    PartialCredentialsError,
    ProfileNotFound,
    TokenRetrievalError,
    UnauthorizedSSOTokenError,
)
from botocore.exceptions import (
    ConnectionError as NoConnectionError,
)
from botocore.parsers import ResponseParserError

from alphamale_desktop.domain.delivery_errors import (
    BucketMissingError,
    ClockSkewedError,
    CredentialsMissingError,
    CredentialsRefusedError,
    DeliveryError,
    ObjectMismatchError,
    ObjectMissingError,
    ObjectRefusedError,
    TargetBusyError,
    TargetDeniedError,
    TargetInterceptedError,
    TargetRefusedError,
    TargetUnreachableError,
    WrongRegionError,
)

_SKEW = frozenset({"RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture"})
_SKEW_S = 15 * 60
"""S3 refuses requests that are so far from its own time."""

_CREDENTIALS = frozenset(
    {
        "InvalidAccessKeyId",
        "SignatureDoesNotMatch",
        "InvalidToken",
        "ExpiredToken",
        "TokenRefreshRequired",
        "InvalidSecurity",
        "InvalidClientTokenId",
        "NotSignedUp",
    }
)
_REGION = frozenset(
    {
        "PermanentRedirect",
        "AuthorizationHeaderMalformed",
        "IllegalLocationConstraintException",
        "IncorrectEndpoint",
        "InvalidLocationConstraint",
    }
)
_DENIED = frozenset({"AccessDenied", "AllAccessDisabled", "AccountProblem", "Forbidden", "UnauthorizedAccess"})
_BUSY = frozenset(
    {
        "SlowDown",
        "Throttling",
        "ThrottlingException",
        "RequestTimeout",
        "InternalError",
        "ServiceUnavailable",
        "OperationAborted",
        "RequestLimitExceeded",
        "TooManyRequests",
        "Busy",
    }
)
_DAMAGED = frozenset({"BadDigest", "IncompleteBody", "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch"})
_OF_THE_OBJECT = frozenset({"EntityTooLarge", "EntityTooSmall", "KeyTooLongError", "MetadataTooLarge", "InvalidURI"})
_NO_CREDENTIALS = (
    NoCredentialsError,
    PartialCredentialsError,
    CredentialRetrievalError,
    ProfileNotFound,
    ConfigParseError,
    InvalidConfigError,
    UnauthorizedSSOTokenError,
    TokenRetrievalError,
)

FAILURES = (BotoCoreError, ClientError, ResponseParserError)
"""Everything that ``meaning_of`` understands."""


def meaning_of(error: Exception, action: str, bucket: str, key: str, now: datetime) -> DeliveryError:
    """Args: action: The S3 permission that was needed, such as ``s3:PutObject``; now: by our clock, aware."""
    match error:
        case ClientError():
            return _meaning_of_answer(error.response, action, bucket, key, now)
        case HTTPClientError() | NoConnectionError() | IncompleteReadError():
            return TargetUnreachableError()
        case FlexibleChecksumError():
            return ObjectMismatchError()
        case ResponseParserError():
            return TargetInterceptedError()
        case _ if isinstance(error, _NO_CREDENTIALS):
            return CredentialsMissingError()
    return TargetRefusedError(reason=type(error).__name__)


def skew_s(headers: Mapping[str, str], now: datetime) -> int | None:
    """By how much our clock is ahead of the answer's ``Date``; None where it has none."""
    try:
        theirs = parsedate_to_datetime(headers["date"])
    except (KeyError, ValueError, TypeError):
        return None
    return round((now - (theirs if theirs.tzinfo else theirs.replace(tzinfo=UTC))).total_seconds())


def _meaning_of_answer(response: Any, action: str, bucket: str, key: str, now: datetime) -> DeliveryError:
    code = str(response.get("Error", {}).get("Code", ""))
    metadata = response.get("ResponseMetadata", {})
    status = int(metadata.get("HTTPStatusCode", 0))
    headers: Mapping[str, str] = metadata.get("HTTPHeaders", {})
    ahead_s = skew_s(headers, now) or 0
    if code in _SKEW or (status == 403 and abs(ahead_s) > _SKEW_S):
        return ClockSkewedError(minutes=round(ahead_s / 60))
    if code in _CREDENTIALS:
        return CredentialsRefusedError()
    if code in _REGION or status == 301:
        return WrongRegionError(bucket=bucket)
    if code in _DAMAGED:
        return ObjectMismatchError()
    if code in _OF_THE_OBJECT:
        return ObjectRefusedError(reason=code)
    if code in _BUSY or status >= 500 or status == 429:
        return TargetBusyError()
    if code in ("NoSuchBucket", "InvalidBucketName"):
        return BucketMissingError(bucket=bucket)
    if code in ("NoSuchKey", "NoSuchVersion"):
        return ObjectMissingError(object=key)
    # HEAD has no body, hence no code: only the header tells S3 from a stranger who answers in its place.
    is_s3 = "x-amz-request-id" in headers or (code != "" and not code.isdigit())
    if not is_s3 and status != 404:
        return TargetInterceptedError()
    if code in _DENIED or status in (401, 403):
        return TargetDeniedError(action=action, bucket=bucket)
    if status == 404:
        return ObjectMissingError(object=key)
    return TargetRefusedError(reason=code)
