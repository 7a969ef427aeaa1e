"""The reader of papers finds every packed stream, however its last byte looks."""

import zlib

from tests.papers import Paper


def test_a_stream_is_read_whose_checksum_ends_like_half_an_end_of_line():
    packed = next(
        packed
        for number in range(10_000)
        if (packed := zlib.compress(b"\nBT\n%d" % number)).endswith(b"\r")
    )
    paper = Paper.__new__(Paper)
    paper.content = b"<<>>\nstream\n" + packed + b"\nendstream\n"

    assert [each.startswith(b"\nBT\n") for each in paper._page_codes()] == [True]
