"""Statuses as bits: the "Token Status List" of the IETF, two bits an entry, packed and deflated.

Pure: entry `n` stands in byte `n // 4`, lower bits first; the bytes are compressed with zlib and
written in base64url without padding.
"""

import base64
import binascii
import zlib
from collections.abc import Iterable

VALID, ENDED, SUSPENDED = 0, 1, 2
"""Values of an entry, as the registry of that document numbers them (ENDED is its INVALID)."""
NAMES = {VALID: "valid", ENDED: "ended", SUSPENDED: "suspended"}
BITS = 2
PER_BYTE = 8 // BITS
MASK = (1 << BITS) - 1


def packed(entries: Iterable[tuple[int, int]]) -> str:
    """The list of (place, value) pairs; a place that nobody has is ENDED.

    >>> unpacked(packed([(0, VALID), (5, SUSPENDED)]))[:7]
    [0, 1, 1, 1, 1, 2, 1]
    """
    values = dict(entries)
    length = -(-(max(values, default=-1) + 1) // PER_BYTE)
    data = bytearray(length)
    for place in range(length * PER_BYTE):
        data[place // PER_BYTE] |= values.get(place, ENDED) << BITS * (place % PER_BYTE)
    return base64.urlsafe_b64encode(zlib.compress(bytes(data), 9)).rstrip(b"=").decode()


def unpacked(text: str) -> list[int]:
    """The values in their order. ValueError for a text that is no such list."""
    try:
        data = zlib.decompress(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, zlib.error) as error:
        raise ValueError("this is no list of statuses") from error
    return [byte >> BITS * place & MASK for byte in data for place in range(PER_BYTE)]
