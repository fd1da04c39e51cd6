"""What can go wrong with an organiser's tables, surveys and catalogs."""

from alphamale_desktop.domain.errors import AlphaMaleError, CatalogError


class CelebrityNotFoundError(CatalogError):
    """Details: who."""

    code = "celebrity_not_found"


class CelebrityAmbiguousError(CatalogError):
    """Several people bear that name. Details: who."""

    code = "celebrity_ambiguous"


class CelebrityNameTakenError(CatalogError):
    """Details: name."""

    code = "celebrity_name_taken"


class CelebrityNameError(CatalogError):
    """No name, or one that is too long. Details: limit."""

    code = "celebrity_name"


class CelebrityTypeUnknownError(CatalogError):
    """A newcomer whose type nothing says. Details: who."""

    code = "celebrity_type_unknown"


class CelebrityTypesDifferError(CatalogError):
    """The same person stands under two types. Details: who."""

    code = "celebrity_types_differ"


class CatalogChangedError(CatalogError):
    """Somebody else edited the catalog between the preview and the import."""

    code = "catalog_changed"


class CatalogSourceEmptyError(CatalogError):
    """Neither pictures nor a table. Details: source."""

    code = "catalog_source_empty"


class CatalogSourceTooLargeError(CatalogError):
    """Details: source, limit_files, limit_gb."""

    code = "catalog_source_too_large"


class ArchiveUnusableError(CatalogError):
    """No ZIP, a damaged one, or one with a password. Details: file."""

    code = "archive_unusable"


class ArchiveNameError(CatalogError):
    """A name in an archive or a table that leads out of it. Details: file."""

    code = "archive_name"


class CatalogColumnsError(CatalogError):
    """The table has no column with names. Details: file."""

    code = "catalog_columns"


class CatalogValueError(CatalogError):
    """Details: file, line, column."""

    code = "catalog_value"


class CatalogSourceBadError(CatalogError):
    """Faults that keep the whole import back. Details: count."""

    code = "catalog_source_bad"


class OriginalUrlError(CatalogError):
    """No address of a PostgreSQL database."""

    code = "original_url"


class OriginalTableMissingError(CatalogError):
    """Details: table."""

    code = "original_table_missing"


class OriginalColumnMissingError(CatalogError):
    """Details: table, column."""

    code = "original_column_missing"


class OriginalIsOursError(CatalogError):
    """The database belongs to this program."""

    code = "original_is_ours"


class Base64BrokenError(CatalogError):
    """Details: row."""

    code = "base64_broken"


class FolderNotEmptyError(AlphaMaleError):
    """Details: folder."""

    code = "folder_not_empty"


class TableError(AlphaMaleError):
    """A table file that an organiser gave cannot be read. Details: file."""


class TableTooLargeError(TableError):
    """Details: file, limit_mb."""

    code = "table_too_large"


class TableNotTextError(TableError):
    """No text in an encoding that we know: a spreadsheet, a picture. Details: file."""

    code = "table_not_text"


class TableBrokenError(TableError):
    """A quotation mark is missing. Details: file, line."""

    code = "table_broken"


class TableEmptyError(TableError):
    code = "table_empty"


class SurveyError(AlphaMaleError):
    """The survey's answers cannot be used."""


class SurveyColumnsError(SurveyError):
    """The header names no people to score. Details: file."""

    code = "survey_columns"


class SurveyColumnTwiceError(SurveyError):
    """Details: file, person."""

    code = "survey_column_twice"


class SurveyRowsBadError(SurveyError):
    """Details: file, count."""

    code = "survey_rows_bad"


class SurveyEmptyError(SurveyError):
    """No row holds a score. Details: file."""

    code = "survey_empty"


class SharesMalformedError(SurveyError):
    """Details: entered."""

    code = "shares_malformed"


class NoPhotosOfPeopleError(SurveyError):
    """No photo in the folder is of a ranked person. Details: folder."""

    code = "no_photos_of_people"


class FolderUnwritableError(AlphaMaleError):
    """Results cannot be written there. Details: folder."""

    code = "folder_unwritable"
