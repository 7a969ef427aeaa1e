"""The child process that sets a paper: HTML on its standard input, PDF on its standard output.

    python -m engagement.printing.child TAG

It may read the fonts that `FONTCONFIG_FILE` names and what the text itself holds as `data:`;
any other address in the text is refused. Its exit status says what went wrong: see `pdf.py`.
The PDF follows PDF/UA-1: tagged, with language and title, for people who do not see it.
"""

import os
import resource
import sys
from contextlib import suppress

from engagement.printing import fonts

MEMORY = 1024 * 1024 * 1024
"""Bytes of address space. Measured: 316 MB for a page in three scripts, 354 MB for ten of them."""
SECONDS_OF_CPU = 20
MOST_BYTES = 8 * 1024 * 1024
NO_LIBRARY, TOO_DEMANDING, FAILED, NO_LETTERS = 3, 4, 5, 6


def main() -> int:
    """Set the paper within the limits; the exit status."""
    limit_resources()
    try:
        from weasyprint import HTML
    except (ImportError, OSError):  # Pango or one of its kin is not on this machine
        return NO_LIBRARY
    with open(0, "rb", closefd=False) as source:
        text = source.read().decode("utf-8")
    try:
        if fonts.uncovered(text):
            return NO_LETTERS
        paper = HTML(string=text, url_fetcher=inline_only()).write_pdf(pdf_variant="pdf/ua-1")
    except MemoryError:
        return TOO_DEMANDING
    except Exception:  # whatever a library raises on a text means the same to who waits for it
        return FAILED
    with open(1, "wb", closefd=False) as answer:
        answer.write(paper)
    return 0


def inline_only():
    """What fetches for a paper: `data:` alone."""
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols={"data"}, allow_redirects=False)


def limit_resources() -> None:
    """Memory, time, open files and output, set before the first byte is read.

    Not the number of processes: Pango looks for typefaces in a thread, which counts as one.
    """
    wanted = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: SECONDS_OF_CPU,
        resource.RLIMIT_FSIZE: MOST_BYTES,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_CORE: 0,
    }
    for what, most in wanted.items():
        _, hard = resource.getrlimit(what)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (least, least))
    os.nice(5)
    # When the machine runs out of memory, this process goes before the one that serves people.
    with suppress(OSError), open("/proc/self/oom_score_adj", "w") as score:
        score.write("1000")


if __name__ == "__main__":
    sys.exit(main())
