"""The published files, where this copy of the house has them beside it; each is read once a run."""

import time
from pathlib import Path

import pytest

from engagement.screening.list_files.reading import read
from engagement.screening.list_files.refusals import Unreadable

LISTS = Path(__file__).resolve().parents[4] / "shared" / "data" / "lists"


def published(name):
    """The path of a real file; the test is left out where there is none."""
    path = LISTS / name
    if not path.exists():
        pytest.skip("the published lists are not here")
    return path


@pytest.fixture
def refused(tmp_path):
    """What is said of files with these contents: the code of the refusal."""

    def reads(source, *contents):
        paths = []
        for number, content in enumerate(contents):
            path = tmp_path / f"{number}.data"
            path.write_bytes(content.encode() if isinstance(content, str) else content)
            paths.append(path)
        with pytest.raises(Unreadable) as caught:
            read(source, paths)
        assert str(caught.value.sentence)
        return caught.value.code

    return reads


@pytest.fixture(scope="session")
def un_path():
    return published("un_consolidated_2026-02-27.xml")


@pytest.fixture(scope="session")
def un_list(un_path):
    return timed("un", [un_path])


@pytest.fixture(scope="session")
def ofac_list():
    return timed("ofac", [published(f"ofac_{part}.csv") for part in ("alt", "sdn", "add")])


def timed(source, paths):
    """The list, with the seconds of one processor that it took as `seconds`."""
    started = time.process_time()
    found = read(source, paths)
    found.seconds = time.process_time() - started
    return found
