"""Which kind of picture file some bytes are, and how large, from the first bytes alone."""

from enum import StrEnum

from alphamale_desktop.domain.errors import NotAPictureError

_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_BMP_HEADER_SIZES = frozenset({12, 16, 40, 52, 56, 64, 108, 124})
_TIFF_STARTS = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_LONGEST_HEAD = 512


class PictureFormat(StrEnum):
    """Formats that the decoder reads; the value is the usual file ending without a dot."""

    JPEG = "jpg"
    PNG = "png"
    WEBP = "webp"
    HEIC = "heic"
    AVIF = "avif"
    BMP = "bmp"
    GIF = "gif"
    TIFF = "tif"


def format_of(data: bytes) -> PictureFormat:
    """The format by content; file names are not believed.

    Raises:
        NotAPictureError: If the bytes begin like none of the formats.
    """
    head = data[:_LONGEST_HEAD]
    if head.startswith(b"\xff\xd8\xff"):
        return PictureFormat.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PictureFormat.PNG
    if head.startswith((b"GIF87a", b"GIF89a")):
        return PictureFormat.GIF
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return PictureFormat.WEBP
    if head.startswith(_TIFF_STARTS):
        return PictureFormat.TIFF
    if head.startswith(b"BM") and int.from_bytes(head[14:18], "little") in _BMP_HEADER_SIZES:
        return PictureFormat.BMP
    if head[4:8] == b"ftyp":
        return _format_of_brands(head)
    raise NotAPictureError


def suffix_of(data: bytes) -> str:
    """The usual file ending of a picture's bytes, without a dot; raises NotAPictureError."""
    return format_of(data).value


def webp_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a WebP's canvas, None where the header is not understood.

    Its decoder allocates the canvas before it can be asked, so this must be known first. Source: RFC 9649.
    """
    if len(data) < 30:
        return None
    match data[12:16]:
        case b"VP8X":
            return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
        case b"VP8L":
            bits = int.from_bytes(data[21:25], "little")
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        case b"VP8 ":
            width, height = int.from_bytes(data[26:28], "little"), int.from_bytes(data[28:30], "little")
            return width & 0x3FFF, height & 0x3FFF
        case _:
            return None


def _format_of_brands(head: bytes) -> PictureFormat:
    length = int.from_bytes(head[:4], "big")
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, min(length, len(head)), 4))]
    for brand in brands:
        if brand in _AVIF_BRANDS:
            return PictureFormat.AVIF
        # mif1 says only "some HEIF"; a later brand may still say AVIF.
        if brand in _HEIC_BRANDS and not (brand in {b"mif1", b"msf1"} and _AVIF_BRANDS & set(brands)):
            return PictureFormat.HEIC
    raise NotAPictureError
