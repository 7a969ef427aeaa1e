"""The child process that opens documents: one task on one file, then it ends.

    python -m engagement.documents.preview_child facts KIND
    python -m engagement.documents.preview_child page KIND NUMBER WIDTH
    python -m engagement.documents.preview_child text KIND

The file is its standard input, open for reading; it is given no name and no path. The answer on
standard output is one line of JSON (what was found, or `{"refused": code}`), then for `page` the
picture, for `text` UTF-8. `limited_child` starts it, with everything here thought of as already
taken over by the file it reads.
"""

import json
import os
import resource
import sys
import zipfile
from contextlib import suppress
from importlib import import_module
from types import ModuleType
from typing import BinaryIO

from engagement.documents import limits
from engagement.documents.limits import Refused

CONTENT = {
    "pdf": "pdf_content",
    "jpeg": "picture_content",
    "png": "picture_content",
    "webp": "picture_content",
    "tiff": "picture_content",
    "docx": "office_content",
    "xlsx": "office_content",
    "odt": "office_content",
    "ods": "office_content",
    "text": "plain_text_content",
}
OFFICE = {"docx", "xlsx", "odt", "ods"}


def main(task: str, kind: str, *numbers: str) -> None:
    """Do the task within the limits and write the answer."""
    limit_resources()
    content = import_module(f"engagement.documents.{CONTENT[kind]}")
    with open(0, "rb", closefd=False) as file:
        file.seek(0)
        try:
            found, body = do(task, content, file, kind, [int(number) for number in numbers])
        except Refused as refused:
            found, body = {"refused": refused.code}, b""
        except MemoryError:
            found, body = {"refused": "too_demanding"}, b""
        except Exception:
            # The libraries raise nearly anything on hostile content; all of it means the same.
            found, body = {"refused": "damaged"}, b""
    with open(1, "wb", closefd=False) as answer:
        answer.write(json.dumps(found).encode() + b"\n" + body)


def do(
    task: str, content: ModuleType, file: BinaryIO, kind: str, numbers: list[int]
) -> tuple[dict, bytes]:
    """What was found, and the bytes asked for. Raises `Refused` and what the libraries raise."""
    if task == "page":
        return {}, content.page(file, kind, *numbers)
    if task == "text":
        return {}, cleaned(content.text(file, kind)).encode("utf-8", "ignore")
    if kind not in OFFICE:
        refuse_second_nature(file, kind)
    return content.facts(file, kind), b""


def limit_resources() -> None:
    """Memory, time, open files and output, set before the first byte of the file is read."""
    wanted = {
        resource.RLIMIT_AS: limits.MEMORY,
        resource.RLIMIT_CPU: limits.SECONDS_OF_CPU,
        resource.RLIMIT_FSIZE: limits.MAX_ANSWER,
        resource.RLIMIT_NOFILE: 32,
        resource.RLIMIT_NPROC: 0,
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


def refuse_second_nature(file: BinaryIO, kind: str) -> None:
    """Refuse a file that also opens as an archive, or a picture that also opens as a PDF."""
    if kind != "pdf" and b"%PDF-" in file.read(1024):
        raise Refused("polyglot")
    try:
        zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        file.seek(0)
        return
    raise Refused("polyglot")


def cleaned(text: str) -> str:
    """Lines end in a line feed, pages in a form feed; other control characters are gone."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in "\n\t\f" or (c >= " " and not "\x7f" <= c <= "\x9f"))


if __name__ == "__main__":
    main(*sys.argv[1:])
