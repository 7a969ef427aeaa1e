"""Lists are fetched from configured public addresses alone, whole, within limits (R-33)."""

import datetime
import ipaddress
import socket
import ssl
import threading
import time

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from engagement.core.config_values import LISTS, SettingsError, list_urls
from engagement.screening.commands.fetched import fetch_list
from engagement.screening.fetching import NotFetched, addresses_of, fetch, is_public
from engagement.screening.models import CheckOutcome, Source, VersionState
from engagement.screening.queries import lists as queries
from tests.screening.made_lists import un_list

HOST, PUBLIC = "lists.example.org", "93.184.215.14"
URL = f"https://{HOST}/consolidated.xml?lang=en"
LIMITS = {"most_bytes": 200_000, "seconds": 5}


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A key with a certificate for the host, signed by itself: path and the client's trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    begins = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + datetime.timedelta(days=3))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "host.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path


@pytest.fixture
def host(certificate):
    """`host(*pieces)` answers one request with these bytes; gives what `fetch` needs of a network.

    A number among the pieces is a wait in seconds.
    """
    opened = []

    def serve(*pieces):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        listening = socket.create_server(("127.0.0.1", 0))
        opened.append(listening)
        asked = []

        def answer():
            try:
                plain, _ = listening.accept()
                with plain, context.wrap_socket(plain, server_side=True) as secure:
                    asked.append(secure.recv(4096))
                    for piece in pieces:
                        if isinstance(piece, bytes):
                            secure.sendall(piece)
                        else:
                            time.sleep(piece)
            except OSError:
                return

        threading.Thread(target=answer, daemon=True).start()
        connected = []

        def connect(address, timeout):
            connected.append(address)
            return socket.create_connection(listening.getsockname(), timeout)

        trust = ssl.create_default_context(cafile=str(certificate))
        network = {"resolve": lambda host, port: [PUBLIC], "connect": connect, "context": trust}
        return network, connected, asked

    yield serve
    for each in opened:
        each.close()


def ok(body, *more):
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n%s\r\n" % (len(body), b"".join(more)) + body


def why(network, url=URL, **limits):
    with pytest.raises(NotFetched) as refused:
        fetch(url, **LIMITS | limits, **network)
    return refused.value.code


def test_a_whole_file_comes_from_the_address_that_was_looked_at(host):
    network, connected, asked = host(ok(b"<a/>"))

    name, content = fetch(URL, **LIMITS, **network)

    assert (name, content.read()) == ("consolidated.xml", b"<a/>")
    assert connected == [(PUBLIC, 443)]
    assert asked[0].startswith(b"GET /consolidated.xml?lang=en HTTP/1.1\r\nHost: lists.example.org")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "::1", "169.254.169.254", "10.1.2.3", "192.168.0.1", "172.16.0.1",
        "100.64.0.1", "0.0.0.0", "224.0.0.1", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::", "255.255.255.255", "nonsense",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_never_connected_to(address):
    def connect(address, timeout):
        raise AssertionError("connected")

    for found in ([address], [PUBLIC, address]):
        network = {"resolve": lambda host, port, found=found: found, "connect": connect}
        assert why(network) == "not_public"
    assert not is_public(address)


def test_a_name_that_means_another_machine_a_moment_later_is_asked_once(host):
    network, connected, _asked = host(ok(b"<a/>"))
    answers = [[PUBLIC], ["127.0.0.1"]]
    network["resolve"] = lambda host, port: answers.pop(0)

    fetch(URL, **LIMITS, **network)

    assert connected == [(PUBLIC, 443)] and answers == [["127.0.0.1"]]


@pytest.mark.parametrize(
    "url",
    [
        "http://lists.example.org/a", "file:///etc/passwd", "https://", "ftp://lists.example.org/",
        "https://lists.example.org\\@127.0.0.1/", "https://a@lists.example.org/",
        "https://lists.example.org:99999/", "https://lists.example.org/\na",
    ],
)  # fmt: skip
def test_what_is_no_plain_https_address_is_not_even_looked_up(url):
    assert why({"resolve": None, "connect": None}, url) == "address"


@pytest.mark.parametrize("host_name", ["0x7f.1", "127.1", "localhost", "2130706433"])
def test_odd_spellings_of_this_machine_are_not_public(host_name):
    with pytest.raises(NotFetched):
        if not all(map(is_public, addresses_of(host_name, 443))):
            raise NotFetched("not_public")


@pytest.mark.parametrize(
    ("pieces", "limits", "code"),
    [
        ([b"HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1/\r\n\r\n"], {}, "redirect"),
        ([b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"], {}, "status"),
        ([b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n"], {}, "too_large"),
        (
            [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"]
            + [b"8000\r\n" + b"a" * 0x8000 + b"\r\n"] * 8,
            {},
            "too_large",
        ),
        ([b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"], {}, "cut_short"),
        ([b"HTTP/1.1 200 OK\r\n\r\nabc"], {}, "no_length"),
        ([b"no HTTP at all\r\n\r\n"], {}, "no_connection"),
        (
            [b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", *[b"a", 0.05] * 100],
            {"seconds": 0.3},
            "too_slow",
        ),
        ([b"HTTP/1.1 200 OK\r\n", *[b"X", 0.05] * 100], {"seconds": 0.3}, "too_slow"),
        ([3], {"seconds": 0.3}, "too_slow"),
    ],
    ids=[
        "redirect", "error", "1 GB announced", "endless chunks", "cut", "no length", "no HTTP",
        "slow drip", "slow head", "silence",
    ],
)  # fmt: skip
def test_an_answer_that_is_not_the_whole_file_in_time_is_none(host, pieces, limits, code):
    network, _connected, _asked = host(*pieces)
    began = time.monotonic()

    assert why(network, **limits) == code
    assert time.monotonic() - began < 2.5


def test_a_certificate_for_another_name_or_of_nobody_trusted_is_refused(host):
    network, _connected, _asked = host(ok(b"<a/>"))
    assert why(network, "https://other.example.org/a") == "certificate"
    network, _connected, _asked = host(ok(b"<a/>"))
    assert why(network | {"context": ssl.create_default_context()}) == "certificate"


@pytest.mark.parametrize(
    "given",
    [
        "un", "un=", "us=https://lists.example.org/", "un=http://lists.example.org/",
        "un=https://127.0.0.1/", "un=https://0x7f.1/", "un=https://localhost/",
        "un=https://[::1]/", "un=https://a@lists.example.org/", "un=https://lists.example.org\\@b.c/",
        "un=https://a.b/; un=https://a.b/", "exclusion=https://lists.example.org/",
    ],
)  # fmt: skip
def test_a_wrong_setting_stops_the_start(given):
    with pytest.raises(SettingsError, match="ENGAGEMENT_LIST_URLS"):
        list_urls(given)


def test_the_setting_names_each_list_with_its_files():
    assert list_urls("") == {}
    assert list_urls("un=https://a.example/x; ofac=https://b.example/1 https://b.example/2") == {
        "un": ("https://a.example/x",),
        "ofac": ("https://b.example/1", "https://b.example/2"),
    }
    assert {source.value for source in Source} - LISTS == {Source.EXCLUSION.value}
    assert ipaddress.ip_address(PUBLIC).is_global


def test_what_came_of_a_fetch_is_kept(db, host):
    for content, outcome in ((un_list(), CheckOutcome.NEW), (un_list(), CheckOutcome.HERE)):
        network, _connected, _asked = host(ok(content))

        def from_there(url, network=network, **limits):
            return fetch(url, **limits, **network)

        fetch_list(Source.UN, (URL,), fetch=from_there)
        assert queries.last_check(Source.UN).outcome == outcome
    version = queries.latest_of(Source.UN)
    assert (version.state, version.received_from) == (VersionState.RECEIVED, URL)

    network, _connected, _asked = host(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")
    fetch_list(Source.UN, (URL,), fetch=lambda url, **limits: fetch(url, **limits, **network))
    last = queries.last_check(Source.UN)
    assert (last.outcome, last.code) == (CheckOutcome.FAILED, "status")
