"""A table file's bytes to cells, whichever program wrote it: Excel, Google, a Korean Windows, a Mac."""

import csv
import io
import zipfile
from dataclasses import dataclass

from alphamale_desktop.domain.organiser_errors import (
    TableBrokenError,
    TableEmptyError,
    TableNotTextError,
    TableTooLargeError,
)

LIMIT_MB = 64
_DELIMITERS = ",;\t|"
_SAMPLE_LINES = 12
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class TableRow:
    """Attributes: line: Where the row ends in the file, from 1; cells: stripped."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Attributes: rows: Without blank ones; a row may have more or fewer cells than the header."""

    header: TableRow
    rows: tuple[TableRow, ...]


def read_table(data: bytes, file: str) -> Table:
    """Reads a CSV in UTF-8, UTF-16 or CP949, separated by commas, semicolons, tabs or bars.

    A ZIP with one CSV in it, as Google Forms hands out, is opened first.

    Args:
        file: Its name, for messages.

    Raises:
        TableTooLargeError, TableNotTextError, TableBrokenError, TableEmptyError
    """
    if data.startswith(b"PK\x03\x04"):
        data = _unpacked(data, file)
    if len(data) > LIMIT_MB << 20:
        raise TableTooLargeError(file=file, limit_mb=LIMIT_MB)
    text = _text_of(data, file)
    first, _, rest = text.partition("\n")
    hinted = first.strip().lower()
    offset, delimiter = 0, ""
    if hinted.startswith("sep=") and len(hinted) <= 5:
        # Excel's own note on how the file is separated.
        text, offset, delimiter = rest, 1, hinted[4:] or "\t"
    rows = list(_rows(text, delimiter or _delimiter_of(text), offset, file))
    if not rows:
        raise TableEmptyError(file=file)
    return Table(rows[0], tuple(rows[1:]))


def _unpacked(data: bytes, file: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            tables = [each for each in archive.infolist() if each.filename.lower().endswith((".csv", ".tsv"))]
            if len(tables) != 1:
                raise TableNotTextError(file=file)
            if tables[0].file_size > LIMIT_MB << 20:
                raise TableTooLargeError(file=file, limit_mb=LIMIT_MB)
            return archive.read(tables[0])
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise TableNotTextError(file=file) from error


def _text_of(data: bytes, file: str) -> str:
    marked = next((encoding for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8", "cp949"]:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if not any(sign < " " and sign not in "\t\r\n" for sign in set(text)):
            return text
    raise TableNotTextError(file=file)


def _delimiter_of(text: str) -> str:
    sample = "\n".join(text.splitlines()[:_SAMPLE_LINES])
    return max(_DELIMITERS, key=lambda delimiter: _fit(sample, delimiter))


def _fit(sample: str, delimiter: str) -> int:
    """How many columns, counted in every row that has as many as the first."""
    try:
        widths = [len(row) for row in csv.reader(io.StringIO(sample), delimiter=delimiter) if row]
    except csv.Error:
        return 0
    return widths.count(widths[0]) * (widths[0] - 1) if widths else 0


def _rows(text: str, delimiter: str, offset: int, file: str) -> list[TableRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[TableRow] = []
    try:
        for cells in reader:
            stripped = tuple(cell.strip() for cell in cells)
            if any(stripped):
                rows.append(TableRow(reader.line_num + offset, stripped))
    except csv.Error as error:
        raise TableBrokenError(file=file, line=reader.line_num + offset) from error
    return rows
