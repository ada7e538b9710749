"""What is fetched: public servers only, politely, bounded, whatever they answer."""

from __future__ import annotations

import gzip
import socket
import ssl
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ingest.served import QUICK, a_state, at, serving

from depesche.errors import ReportError
from depesche.ingest.addresses import is_public, target
from depesche.ingest.fetch import FetchLimits, FetchState, fetch


@pytest.fixture
def server():
    with serving({"/a": b"<p>Genf"}) as one:
        yield one


def refusal(url, state, limits=QUICK):
    with pytest.raises(ReportError) as caught:
        fetch(url, state=state, limits=limits)
    return str(caught.value)


def test_a_page_is_fetched_by_who_says_who_it_is(server):
    """With body, kind and status; robots.txt is asked for first."""
    found = fetch(at(server), state=a_state(server), limits=QUICK)
    assert (found.status, found.body, found.content_type) == (200, b"<p>Genf", "text/html")
    assert [path for path, _ in server.seen] == ["/robots.txt", "/a"]
    assert all(headers["User-Agent"].startswith("Depesche/") for _, headers in server.seen)


def test_the_checked_address_is_asked_under_the_name_of_the_host(server):
    """The name is looked up by us and goes into the request; nobody looks it up again."""
    asked = []

    def resolve(host, port):
        asked.append(host)
        return ["127.0.0.1"]

    fetch(at(server, host="Elbe.example"), state=a_state(server, resolve=resolve), limits=QUICK)
    assert set(asked) == {"elbe.example"}
    assert server.seen[-1][1]["Host"] == f"elbe.example:{server.server_port}"


def noted(connects):
    """A way to connect that only notes that it was asked to."""

    def connect(to, _timeout):
        connects.append(to)
        raise OSError

    return connect


FORMS = [
    "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://0x7f.0.0.1/",
    "http://0/", "http://0.0.0.0/", "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[fe80::1]/", "http://[fe80::1%25eth0]/",
    "http://[fc00::1]/", "http://[ff02::1]/", "http://10.0.0.1/", "http://172.16.5.4/", "http://192.168.1.1/", "http://169.254.169.254/",
    "http://100.64.0.1/", "http://224.0.0.1/", "http://240.0.0.1/", "http://255.255.255.255/", "http://192.0.2.1/", "http://198.18.0.1/",
    "http://localhost/", "http://localhost./", "http://１２７.０.０.１/", "http://①②⑦.0.0.1/", "http://127。0。0。1/", "http://name.example/",
    "http://user@127.0.0.1/", "http://elbe.example@127.0.0.1/", "http://127.0.0.1#@elbe.example/", "http://127.0.0.1\\@elbe.example/",
    "http://elbe.example:22/", "http://elbe.example:6379/", "http://elbe.example:99999/", "http://elbe.example:x/", "http:///a", "http://",
    "file:///etc/passwd", "ftp://elbe.example/", "gopher://127.0.0.1:70/", "//127.0.0.1/", "/etc/passwd", "", "data:text/html,x",
    "http://elbe.example/\r\nHost: x", "http://elbe.example/ HTTP/1.1", "http://elbe\t.example/", "http://[::1", "http://127.0.0.1.:80/",
    "http://300.300.300.300/", "http://0x/", "http://elbe.example/" + "a" * 5000, "http://.example/", "http://-x.example/",
]  # fmt: skip


@pytest.mark.parametrize("url", FORMS)
def test_what_is_no_public_web_page_is_not_even_connected_to(url):
    """S7: all ways to write an address of this machine or its network; nothing is opened."""
    connects: list[Any] = []

    def resolve(host, port):
        return ["127.0.0.1"] if host in {"localhost", "name.example"} else ["93.184.216.34"] if "elbe" in host else []

    state = FetchState(resolve=resolve, connect=noted(connects))
    assert refusal(url, state)
    assert connects == []


@pytest.mark.parametrize(
    "answers",
    [["93.184.216.34", "127.0.0.1"], ["::ffff:10.0.0.1"], ["nonsense"], []],
    ids=["one of two", "wrapped", "nonsense", "none"],
)
def test_every_address_of_a_name_has_to_be_public(answers):
    """A name may stand for several."""
    connects: list[Any] = []
    state = FetchState(resolve=lambda *_: answers, connect=noted(connects))
    refusal("http://elbe.example/", state)
    assert connects == []


def test_a_name_that_is_looked_up_twice_is_checked_twice(server):
    """Rebinding: public at first, this machine then. The second look-up is checked like the first, and what was checked is connected to."""
    answers = iter([["93.184.216.34"], ["127.0.0.1"], ["127.0.0.1"]])
    connects: list[Any] = []

    def connect(to, timeout):
        connects.append(to[0])
        return socket.create_connection(("127.0.0.1", server.server_port), timeout)

    state = FetchState(resolve=lambda *_: next(answers), connect=connect)
    assert "not public" in refusal("http://elbe.example/a", state)
    assert connects == ["93.184.216.34"]  # for robots.txt, and as it was checked


@pytest.mark.parametrize(
    ("location", "word"),
    [
        ("http://127.0.0.1:1/", "Port 1"), ("http://10.0.0.1/", "not public"), ("http://[::1]/", "not public"),
        ("file:///etc/passwd", "http://"), ("//localhost/", "not"), ("http://a@b/", "user name"), ("/x y", "characters"),
    ],
)  # fmt: skip
def test_redirects_are_checked_like_addresses(server, location, word):
    """Each of them."""
    server.answers["/r"] = (302, {"Location": location}, b"")
    assert word in refusal(at(server, "/r"), a_state(server, resolve=lambda *_: ["127.0.0.1"]))


def test_redirects_are_followed_five_times(server):
    """Not more often, and not in a circle."""
    for i in range(7):
        server.answers[f"/r{i}"] = (301, {"Location": f"r{i + 1}"}, b"")
    server.answers["/r7"] = b"there"
    found = fetch(at(server, "/r2"), state=a_state(server), limits=QUICK)
    assert (found.body, found.url) == (b"there", at(server, "/r7"))
    assert "more than 5 times" in refusal(at(server, "/r1"), a_state(server))


def test_redirects_stay_among_the_hosts_that_may_be_asked(server):
    """Where they are named."""
    server.answers["/r"] = (302, {"Location": at(server, "/a", "elbe.example")}, b"")
    state = a_state(server, hosts=frozenset({"127.0.0.1"}), resolve=lambda *_: ["127.0.0.1"])
    assert "not among those" in refusal(at(server, "/r"), state)


def endless(handler):
    handler.send_response(200)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"x" * 10_000)
    except OSError:
        pass


def dripping(handler):
    handler.send_response(200)
    handler.end_headers()
    try:
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.1)
    except OSError:
        pass


def dripping_head(handler):
    try:
        for _ in range(100):
            handler.wfile.write(b"HTTP/1.1 200 OK"[:1])
            handler.wfile.flush()
            time.sleep(0.1)
    except OSError:
        pass


def silent(handler):
    time.sleep(3)


def short(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"x")


def garbage(handler):
    handler.wfile.write(b"\x00\xff garbage\r\n\r\n")


def many_headers(handler):
    handler.send_response(200)
    for i in range(500):
        handler.send_header(f"X-{i}", "x")
    handler.end_headers()


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (endless, "larger than"), (dripping, "too long"), (dripping_head, "too long"), (silent, "too long"), (short, "breaks off"),
        (garbage, "cannot be read"), (many_headers, "cannot be read"), (b"x" * 100_001, "larger than"),
        ((200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(50_000_000))), "unpacks to more"),
        ((200, {"Content-Encoding": "gzip"}, gzip.compress(b"Genf" * 99)[:20]), "breaks off"),
    ],
    ids=["endless", "dripping", "dripping head", "silent", "short", "garbage", "headers", "large", "bomb", "cut gzip"],
)  # fmt: skip
def test_bad_answers_end_within_the_limits(server, answer, word):
    """In size and in time, whatever the server does."""
    server.answers["/bad"] = answer
    begun = time.monotonic()
    assert word in refusal(at(server, "/bad"), a_state(server), FetchLimits(bytes=100_000, seconds=0.7, delay=0))
    assert time.monotonic() - begun < 2.5


def test_packed_answers_are_unpacked(server):
    """gzip is asked for."""
    server.answers["/z"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"Genf"))
    assert fetch(at(server, "/z"), state=a_state(server), limits=QUICK).body == b"Genf"
    assert server.seen[-1][1]["Accept-Encoding"] == "gzip"


def test_what_has_not_changed_is_not_sent_again(server):
    """The marks of the last answer go into the next request."""
    server.answers["/e"] = (304, {"ETag": '"x"'}, b"")
    found = fetch(
        at(server, "/e"), state=a_state(server), limits=QUICK, etag='"x"', last_modified="Wed, 05 Mar 2031 00:30:00 GMT"
    )
    assert found.status == 304
    assert server.seen[-1][1]["If-None-Match"] == '"x"'
    assert server.seen[-1][1]["If-Modified-Since"] == "Wed, 05 Mar 2031 00:30:00 GMT"


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (b"User-agent: *\nDisallow: /a", False), (b"User-agent: Depesche\nDisallow: /", False), (b"User-agent: *\nAllow: /", True),
        (b"User-agent: Other\nDisallow: /", True), (b"\xff\xfe\x00", True), ((404, {}, b""), True), ((403, {}, b""), True),
        ((500, {}, b""), False), ((503, {}, b""), False), (garbage, False), ((302, {"Location": "http://10.0.0.1/"}, b""), False),
        (b"User-agent: *\nCrawl-delay: \xc2\xb2", False), (b"User-agent: *\nCrawl-delay: 999", False),
    ],
)  # fmt: skip
def test_robots_txt_is_obeyed(server, robots, allowed):
    """Without one all may be fetched; from a server that fails to tell nothing is, as RFC 9309 wants it."""
    server.answers["/robots.txt"] = robots
    if allowed:
        assert fetch(at(server), state=a_state(server), limits=QUICK).body
    else:
        refusal(at(server), a_state(server))
        assert "/a" not in [path for path, _ in server.seen]


class Clock:
    """A clock that only moves when somebody sleeps."""

    def __init__(self):
        self.time = 1_000.0
        self.slept: list[float] = []

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.time += seconds

    def state(self, server, **more):
        return a_state(server, now=lambda: self.time, sleep=self.sleep, **more)


@pytest.mark.parametrize(("robots", "delay"), [(b"", 2.0), (b"User-agent: *\nCrawl-delay: 7", 7.0)])
def test_hosts_are_given_time_between_requests(server, robots, delay):
    """Two seconds, or as many as the server wants."""
    server.answers["/robots.txt"] = robots
    clock = Clock()
    state = clock.state(server)
    for _ in range(2):
        fetch(at(server), state=state, limits=FetchLimits(seconds=2))
    assert clock.slept == [delay, delay]


@pytest.mark.parametrize(
    ("status", "after", "wait"),
    [(429, "120", 120), (503, "Thu, 01 Jan 1970 00:20:00 GMT", 200), (503, "nonsense", 0), (429, "²", 0)],
)
def test_a_server_that_has_enough_is_left_alone(server, status, after, wait):
    """For this run, and for as long as it asked."""
    server.answers["/full"] = (status, {"Retry-After": after.encode().decode("latin-1")}, b"")
    clock = Clock()
    state = clock.state(server)
    assert fetch(at(server, "/full"), state=state, limits=QUICK).status == status
    assert "overloaded" in refusal(at(server), state)
    assert state.until["127.0.0.1"] == 1_000 + wait
    later = clock.state(server, until=state.until)
    if wait:
        assert "left alone" in refusal(at(server), later)
    clock.time += wait + 1
    assert fetch(at(server), state=later, limits=QUICK).body
    assert [path for path, _ in server.seen].count("/a") == 1


def test_without_a_word_from_the_user_this_machine_is_never_asked(server):
    """What the tests allow themselves nobody else is allowed."""
    assert "Port" in refusal(at(server), FetchState())


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for elbe.example that only those trust who are told to, with its key."""
    x509 = pytest.importorskip("cryptography.x509")
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415 (only where it is there)
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415 (see above)

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "elbe.example")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    now = datetime.now(UTC)
    builder = builder.not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(1))
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName("elbe.example")]), critical=False)
    path = tmp_path_factory.mktemp("tls") / "cert.pem"
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(
        key.private_bytes(*form) + builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    )
    return path


def test_certificates_are_checked_for_the_name_not_the_address(server, certificate, monkeypatch):
    """Where the checked address is asked, the certificate still has to be that of the host."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    places = frozenset({f"{host}:{server.server_port}" for host in ("elbe.example", "other.example")})
    url = at(server, host="elbe.example").replace("http:", "https:")
    for trusted, host, word in (
        (False, "elbe.example", "certificate"),
        (True, "elbe.example", ""),
        (True, "other.example", "certificate"),
    ):
        if trusted:
            monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        state = FetchState(allow=places, resolve=lambda *_: ["127.0.0.1"])
        if word:
            assert word in refusal(url.replace("elbe.example", host), state)
        else:
            assert fetch(url, state=state, limits=QUICK).body == b"<p>Genf"


@given(
    st.text(max_size=60), st.sampled_from(["", "http://", "https://", "http://127.", "http://[::", "http://a.example/"])
)
@settings(deadline=None)
def test_no_text_is_an_address_by_accident(text, start):
    """Either it is taken apart into a clean one, or refused."""
    try:
        found = target(start + text)
    except ReportError:
        return
    assert found.url.isascii()
    assert target(found.url) == found
    assert not set(found.url) & set(" \r\n\t\\")


@given(st.ip_addresses(v=4))
def test_a_wrapped_address_is_as_public_as_the_bare_one(address):
    """IPv4 in IPv6."""
    assert is_public(f"::ffff:{address}") == is_public(str(address))


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).with_name("corpus") / "address").iterdir()), ids=lambda path: path.name
)
def test_what_the_fuzzer_found_stays_mended(path):
    """An address that is taken apart is the same when it is read again."""
    try:
        found = target(path.read_bytes().decode("utf-8", "replace"))
    except ReportError:
        return
    assert target(found.url) == found
