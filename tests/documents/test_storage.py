import errno
import hashlib
import io
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from engagement.documents.storage import Damaged, Missing, Store, Stored, StoreFull, TooLarge

CONTENT = b"letter " * 50_000
SHA256 = hashlib.sha256(CONTENT).hexdigest()
LIMIT = 10_000_000


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


def put(store, content=CONTENT):
    return store.put(io.BytesIO(content), limit_bytes=LIMIT)


def place(store, sha256=SHA256):
    return store.root / sha256[:2] / sha256


def everything_in(store):
    found = (path for path in store.root.rglob("*") if path.is_file() or path.is_symlink())
    return sorted(str(path.relative_to(store.root)) for path in found if path.name != ".lock")


def make_old(path, days=2):
    then = datetime.now(UTC).timestamp() - days * 86_400
    os.utime(path, (then, then))


def a_day_ago():
    return datetime.now(UTC) - timedelta(days=1)


def test_content_comes_back_as_it_was(store):
    stored = put(store)

    with store.open(stored.sha256) as file:
        assert file.read() == CONTENT
    assert stored == Stored(SHA256, len(CONTENT))


def test_same_content_twice_is_one_file(store):
    put(store)
    put(store)

    assert everything_in(store) == [f"{SHA256[:2]}/{SHA256}"]


def test_same_content_at_once_is_one_whole_file(store):
    with ThreadPoolExecutor(8) as pool:
        stored = list(pool.map(lambda _: put(store), range(24)))

    assert set(stored) == {Stored(SHA256, len(CONTENT))}
    assert everything_in(store) == [f"{SHA256[:2]}/{SHA256}"]
    store.open(SHA256).close()


def test_only_the_owner_may_read_what_is_stored(store):
    put(store)

    modes = [place(store), place(store).parent, store.root, store.root / "incoming"]
    assert [stat.S_IMODE(path.stat().st_mode) for path in modes] == [0o600, 0o700, 0o700, 0o700]


def test_content_of_exactly_the_limit_is_kept(store):
    assert store.put(io.BytesIO(CONTENT), limit_bytes=len(CONTENT)).size == len(CONTENT)


def test_content_over_the_limit_is_refused_and_leaves_nothing(store):
    with pytest.raises(TooLarge):
        store.put(io.BytesIO(CONTENT), limit_bytes=len(CONTENT) - 1)

    assert everything_in(store) == []


class Torn(io.BytesIO):
    """A connection that is cut at half of its content."""

    def read(self, size=-1):
        if self.tell() > len(CONTENT) // 2:
            raise ConnectionResetError
        return super().read(size)


def test_cut_stream_leaves_nothing(store):
    with pytest.raises(ConnectionResetError):
        store.put(Torn(CONTENT), limit_bytes=LIMIT)

    assert everything_in(store) == []


def test_stream_is_read_in_small_pieces(store):
    asked = []

    class Watched(io.BytesIO):
        def read(self, size=-1):
            asked.append(size)
            return super().read(size)

    store.put(Watched(CONTENT), limit_bytes=LIMIT)

    assert set(asked) == {64 * 1024}


def test_full_disk_is_said_and_leaves_nothing(tmp_path):
    # A limit on the size of files is what a full disk is to a process: writing fails half-way.
    script = (
        "import io, resource, sys\n"
        "from engagement.documents.storage import Store, StoreFull\n"
        "store = Store(sys.argv[1])\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
        "try:\n"
        "    store.put(io.BytesIO(bytes(1_000_000)), limit_bytes=10**9)\n"
        "except StoreFull:\n"
        "    print('full')\n"
        "print(store.put(io.BytesIO(b'small'), limit_bytes=10**9).size)\n"
    )

    ran = subprocess.run(
        [sys.executable, "-c", script, tmp_path / "store"], capture_output=True, text=True
    )

    assert (ran.stdout, ran.stderr) == ("full\n5\n", "")
    assert everything_in(Store(tmp_path / "store")) == [
        f"{hashlib.sha256(b'small').hexdigest()[:2]}/{hashlib.sha256(b'small').hexdigest()}"
    ]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_no_room_for_a_folder_is_a_full_store(store, monkeypatch, number):
    def refuse(*arguments, **named):
        raise OSError(number, "no room")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(StoreFull):
        put(store)

    assert everything_in(store) == []


def test_room_kept_for_others_is_not_used(tmp_path):
    store = Store(tmp_path, keep_free=2**60)

    with pytest.raises(StoreFull):
        put(store)
    assert 0 < store.free_bytes() < 2**60


def test_one_flipped_byte_is_found_before_anything_is_served(store):
    put(store)
    with place(store).open("r+b") as file:
        file.seek(200_000)
        file.write(b"X")

    with pytest.raises(Damaged):
        store.open(SHA256)


def test_cut_file_is_found(store):
    put(store)
    os.truncate(place(store), 1000)

    with pytest.raises(Damaged):
        store.open(SHA256)


def test_damaged_file_is_mended_when_its_content_comes_again(store):
    put(store)
    os.truncate(place(store), 1000)

    put(store)

    with store.open(SHA256) as file:
        assert file.read() == CONTENT


@pytest.mark.parametrize(
    "sha256", ["0" * 64, "", "../../etc/passwd", SHA256.upper(), SHA256 + "\n", "/" + SHA256[1:]]
)
def test_what_is_not_there_is_missing(store, sha256):
    put(store)

    with pytest.raises(Missing):
        store.open(sha256)
    assert store.remove(sha256) is False


def test_link_in_place_of_a_file_is_refused_though_its_content_is_right(store, tmp_path):
    (tmp_path / "outside").write_bytes(CONTENT)
    put(store)
    place(store).unlink()
    place(store).symlink_to(tmp_path / "outside")

    with pytest.raises(Damaged):
        store.open(SHA256)
    assert list(store.hashes()) == []


def test_link_in_place_of_a_folder_is_refused(store, tmp_path):
    put(store)
    place(store).parent.rename(tmp_path / "elsewhere")
    place(store).parent.symlink_to(tmp_path / "elsewhere")

    with pytest.raises(Damaged):
        store.open(SHA256)
    with pytest.raises(Damaged):
        put(store)
    with pytest.raises(Damaged):
        store.remove(SHA256)
    assert list(store.hashes()) == []


def test_link_is_replaced_and_not_written_through(store, tmp_path):
    (tmp_path / "outside").write_bytes(b"mine")
    put(store)
    place(store).unlink()
    place(store).symlink_to(tmp_path / "outside")

    put(store)

    assert (tmp_path / "outside").read_bytes() == b"mine"
    store.open(SHA256).close()


def test_pipe_in_place_of_a_file_is_refused_without_waiting(store):
    put(store)
    place(store).unlink()
    os.mkfifo(place(store))

    with pytest.raises(Damaged):
        store.open(SHA256)


def test_removed_file_is_gone(store):
    put(store)

    assert [store.remove(SHA256), store.remove(SHA256)] == [True, False]
    with pytest.raises(Missing):
        store.open(SHA256)


def test_hashes_are_those_of_the_files(store):
    expected = sorted(put(store, b"%d" % number).sha256 for number in range(20))
    (store.root / expected[0][:2] / "note.txt").write_text("not of the store")
    (store.root / "readme").write_text("not of the store")
    (store.root / expected[0][:2] / ("f" * 64)).write_text("in a folder of another hash")

    assert list(store.hashes()) == expected


def test_sweep_removes_old_files_without_a_row_and_nothing_else(store):
    known, forgotten, young = (put(store, name).sha256 for name in (b"known", b"old", b"young"))
    make_old(place(store, known))
    make_old(place(store, forgotten))

    assert store.sweep([known], older_than=a_day_ago()) == [forgotten]
    assert list(store.hashes()) == sorted([known, young])


def test_sweep_removes_uploads_that_were_never_finished(store):
    put(store)
    for name, days in (("a" * 32, 2), ("b" * 32, 0)):
        (store.root / "incoming" / name).write_bytes(b"half")
        make_old(store.root / "incoming" / name, days)

    assert store.sweep([SHA256], older_than=a_day_ago()) == ["a" * 32]


def test_sweep_leaves_a_file_that_has_just_come_again(store):
    put(store)
    make_old(place(store))
    put(store)

    assert store.sweep([], older_than=a_day_ago()) == []


def test_sweep_of_an_empty_store_removes_nothing(store):
    assert store.sweep([], older_than=a_day_ago()) == []
