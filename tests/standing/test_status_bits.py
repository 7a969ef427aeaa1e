"""The list as the document of the IETF packs it: against its own example of two bits."""

import base64
import zlib

import pytest

from engagement.standing.status_bits import ENDED, SUSPENDED, VALID, packed, unpacked


def test_the_example_of_the_document_is_unpacked():
    """Section 4.1 of the draft: twelve entries of two bits in the bytes c9 44 f9."""
    text = base64.urlsafe_b64encode(zlib.compress(b"\xc9\x44\xf9")).rstrip(b"=").decode()

    assert unpacked(text) == [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3]


@pytest.mark.parametrize("count", [0, 1, 3, 4, 5, 1000])
def test_what_is_packed_comes_out_again(count):
    values = [(VALID, ENDED, SUSPENDED)[number % 3] for number in range(count)]

    out = unpacked(packed(enumerate(values)))

    assert out[:count] == values
    assert set(out[count:]) <= {ENDED}
    assert len(out) - count < 4


def test_a_text_that_is_no_list_is_refused():
    for text in ("", "!!!", "AAAA"):
        with pytest.raises(ValueError, match="no list"):
            unpacked(text)
