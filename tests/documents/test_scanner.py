import io
import socketserver
import struct
import threading
from contextlib import contextmanager

import pytest

from engagement.documents.scanner import Outcome, Verdict, parse_address, scan
from tests.documents.samples import EICAR

CLEAN = Verdict(Outcome.CLEAN)


class Clamd(socketserver.BaseRequestHandler):
    """The INSTREAM command as clamd speaks it; `server.manner` says how well."""

    def handle(self):
        manner = self.server.manner
        if manner == "hangs_up":
            return
        command = self.exactly(10)
        content = b""
        while length := struct.unpack(">I", self.exactly(4))[0]:
            content += self.exactly(length)
            if manner == "dies_midway":
                return
            if manner == "limited" and len(content) > 100_000:
                self.request.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                while self.request.recv(100_000):
                    pass
                return
        self.server.received = (command, content)
        self.answer(manner, content)

    def answer(self, manner, content):
        if manner == "silent":
            self.server.release.wait(10)
        elif manner == "drips":
            while not self.server.release.wait(0.005):
                self.request.sendall(b"s")
        elif manner in REPLIES:
            self.request.sendall(REPLIES[manner])
        elif EICAR in content:
            self.request.sendall(b"stream: Win.Test.EICAR_HDB-1 FOUND\0")
        else:
            self.request.sendall(b"stream: OK\0")

    def exactly(self, length):
        data = b""
        while len(data) < length:
            piece = self.request.recv(length - len(data))
            if not piece:
                raise ConnectionError
            data += piece
        return data


REPLIES = {
    "error": b"INSTREAM: Can't allocate memory ERROR\0",
    "nonsense": b"HTTP/1.1 200 OK\r\n\r\n",
    "cut": b"stream: OK",
    "half": b"stream: O",
    "empty": b"\0",
    "not_ok": b"stream: NOT OK\0",
    "flood": b"x" * 100_000,
}


class Quiet(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass


class QuietUnix(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True


@contextmanager
def clamd(manner="well", path=None):
    server = QuietUnix(path, Clamd) if path else Quiet(("127.0.0.1", 0), Clamd)
    server.manner, server.release, server.received = manner, threading.Event(), None
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        server.url = f"unix://{path}" if path else f"tcp://127.0.0.1:{server.server_address[1]}"
        yield server
    finally:
        server.release.set()
        server.shutdown()
        server.server_close()


def test_clean_file_is_clean():
    content = bytes(range(256)) * 1000
    with clamd() as server:
        assert scan(io.BytesIO(content), server.url, timeout=10) == CLEAN

    assert server.received == (b"zINSTREAM\0", content)


def test_infected_file_is_named():
    with clamd() as server:
        verdict = scan(io.BytesIO(b"before " + EICAR), server.url, timeout=10)

    assert verdict == Verdict(Outcome.INFECTED, "Win.Test.EICAR_HDB-1")


def test_unix_socket_is_spoken_to_as_well(tmp_path):
    with clamd(path=str(tmp_path / "clamd.sock")) as server:
        assert scan(io.BytesIO(b"letter"), server.url, timeout=10) == CLEAN


def test_empty_file_is_clean():
    with clamd() as server:
        assert scan(io.BytesIO(b""), server.url, timeout=10) == CLEAN


@pytest.mark.parametrize("manner", ["hangs_up", "dies_midway", *REPLIES])
def test_anything_but_a_whole_answer_is_unavailable(manner):
    with clamd(manner) as server:
        verdict = scan(io.BytesIO(bytes(5_000_000)), server.url, timeout=10)

    assert verdict.outcome is Outcome.UNAVAILABLE


@pytest.mark.parametrize("manner", ["silent", "drips"])
def test_slow_scanner_is_given_up_after_the_whole_time(manner):
    with clamd(manner) as server:
        verdict = scan(io.BytesIO(b"letter"), server.url, timeout=0.4)

    assert verdict == Verdict(Outcome.UNAVAILABLE, "TimeoutError")


def test_file_over_the_scanners_limit_is_unavailable_and_says_why():
    with clamd("limited") as server:
        verdict = scan(io.BytesIO(bytes(200_000)), server.url, timeout=10)

    assert verdict == Verdict(Outcome.UNAVAILABLE, "INSTREAM size limit exceeded. ERROR")


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "unix:///nowhere/clamd.sock"])
def test_scanner_that_is_down_is_unavailable(address):
    assert scan(io.BytesIO(b"letter"), address, timeout=2).outcome is Outcome.UNAVAILABLE


def test_file_that_cannot_be_read_is_not_clean():
    class Torn(io.BytesIO):
        def read(self, size=-1):
            raise OSError("input/output error")

    with clamd() as server:
        verdict = scan(Torn(), server.url, timeout=2)

    assert verdict.outcome is Outcome.UNAVAILABLE


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("tcp://scanner:3310", ("scanner", 3310)),
        ("tcp://[::1]:3310", ("::1", 3310)),
        ("unix:///run/clamav/clamd.ctl", "/run/clamav/clamd.ctl"),
    ],
)
def test_address_is_read(address, place):
    assert parse_address(address) == place


@pytest.mark.parametrize(
    "address",
    [
        "",
        "scanner:3310",
        "tcp://scanner",
        "tcp://scanner:0",
        "tcp://scanner:99999",
        "unix://",
        "unix://host/path",
        "http://scanner:3310",
        "tcp://scanner:3310/path",
    ],
)
def test_address_of_another_form_is_refused(address):
    with pytest.raises(ValueError):
        parse_address(address)
