"""What an uploaded file may cost, and the refusal that says it costs too much or is something else.

Imports nothing: the limited child reads it at every start.
"""

PIECE = 64 * 1024
"""Bytes read and written at a time, so that memory does not grow with the file."""

MAX_PAGES = 500
MAX_PIXELS = {
    "jpeg": 120_000_000,
    "png": 40_000_000,
    "tiff": 40_000_000,
    "webp": 16_000_000,
}
"""By what decoding takes: 4 bytes a pixel, 16 for WebP; JPEG is made smaller while it is read."""

SMALL_PICTURE = 800
"""Pixels of the longer side below which the letters of a photographed page can hardly be read."""

MAX_MEMBERS = 2_000
MAX_UNPACKED = 150 * 1024 * 1024
MAX_RATIO = 100
RATIO_COUNTS_FROM = 10 * 1024 * 1024
"""Office files of a few pages compress well; the ratio tells a bomb only when there is much."""

MAX_PLAIN_TEXT = 2 * 1024 * 1024
MAX_TEXT = 200_000
"""Characters of text taken out of a document to stand beside it."""

MIN_WIDTH = 64
MAX_WIDTH = 2_000
MAX_HEIGHT = 8_000

MEMORY = 512 * 1024 * 1024
"""Bytes of address space of the child. Measured at their limits of pixels: 282 MB for WebP, 353 MB
for a progressive JPEG, 377 MB for a transparent PNG, 458 MB for TIFF of 16 bits; 58 MB for a
small PDF, 78 MB for a page scanned at 600 dpi."""
SECONDS_OF_CPU = 10
MAX_ANSWER = 8 * 1024 * 1024


class Refused(Exception):
    """A file we do not take; `code` is a key of `file_types.REASONS` and never changes."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
