"""What feeds lead to is fetched once, into a folder, whatever happens meanwhile."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time

import pytest
from tests.ingest.served import QUICK, a_state, at, serving

from depesche.errors import SetupError, UsageError
from depesche.ingest.beside import SIDE
from depesche.ingest.fetch import FetchState
from depesche.ingest.harvest import harvest

ITEM = "<item><title>Gespräche {0}</title><link>{1}</link><pubDate>Wed, 05 Mar 2031 10:00:0{0} GMT</pubDate></item>"


def a_feed(*links: str) -> bytes:
    items = "".join(ITEM.format(i, link) for i, link in enumerate(links, start=1))
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Elbbote</title>{items}</channel></rss>'.encode()


@pytest.fixture
def server():
    with serving({}) as one:
        one.answers |= {f"/{i}": f"<p>Bericht {i}".encode() for i in range(1, 5)}
        one.answers["/feed"] = (200, {"ETag": '"1"', "Content-Type": "text/xml"}, a_feed("/1", "/2", "/3"))
        yield one


def run(server, tmp_path, feeds=("/feed",), hosts=(), state=None):
    steps: list[tuple[str, str]] = []
    result = harvest(
        [at(server, feed) for feed in feeds],
        folder=tmp_path / "pages",
        state_file=tmp_path / "state.json",
        hosts=frozenset(hosts),
        limits=QUICK,
        progress=lambda step: steps.append((step.what, step.url.split("/", 3)[-1])),
        state=state or a_state(server),
    )
    return result, steps


def pages(tmp_path):
    return {path.name: path.read_bytes() for path in (tmp_path / "pages").iterdir() if path.name.endswith(".html")}


def asked(server):
    return [path for path, _ in server.seen if path != "/robots.txt"]


def test_pages_are_written_with_what_is_known_of_them(server, tmp_path):
    """Day, host and title name them; a file beside each tells the rest."""
    result, steps = run(server, tmp_path)
    assert result.counts == {"fetched": 3}
    assert steps == [("fetched", "1"), ("fetched", "2"), ("fetched", "3")]
    assert pages(tmp_path) == {
        f"2031-03-05_127.0.0.1_gespraeche-{i}.html": f"<p>Bericht {i}".encode() for i in (1, 2, 3)
    }
    side = json.loads((tmp_path / "pages" / f"2031-03-05_127.0.0.1_gespraeche-1.html{SIDE}").read_text())
    assert side["url"] == at(server, "/1")
    assert side["title"] == "Gespräche 1"


def test_a_second_harvest_fetches_only_what_is_new(server, tmp_path):
    """The feed is asked whether it has changed; pages that are there are not asked for again."""
    run(server, tmp_path)
    server.seen.clear()
    server.answers["/feed"] = (304, {}, b"")
    assert run(server, tmp_path)[0].counts == {"unchanged": 1}
    assert server.seen[-1][1]["If-None-Match"] == '"1"'
    server.answers["/feed"] = (200, {"ETag": '"2"'}, a_feed("/4", "/1"))
    assert run(server, tmp_path)[0].counts == {"fetched": 1, "known": 1}
    assert asked(server) == ["/feed", "/feed", "/4"]


def test_only_hosts_that_were_named_are_asked(server, tmp_path):
    """Beside that of the feed."""
    elsewhere = at(server, "/2", "elbe.example")
    server.answers["/feed"] = a_feed("/1", elsewhere, "file:///etc/passwd", "http://10.0.0.1/")
    state = a_state(server, resolve=lambda *_: ["127.0.0.1"])
    result, _ = run(server, tmp_path, state=state)
    assert result.counts == {"fetched": 1, "failed": 1, "passed over": 2}
    state = a_state(server, resolve=lambda *_: ["127.0.0.1"])
    with pytest.raises(UsageError, match="no name of a host"):
        run(server, tmp_path, hosts=["a b"])
    assert run(server, tmp_path, hosts=["Elbe.Example"], state=state)[0].counts["fetched"] == 1


def test_what_fails_is_tried_again_and_what_is_gone_is_not(server, tmp_path):
    """And the feed is read again as long as something of it is missing."""
    server.answers |= {"/1": (404, {}, b""), "/2": (500, {}, b""), "/3": (200, {"Content-Type": "video/mp4"}, b"x")}
    result, _ = run(server, tmp_path)
    assert result.counts == {"passed over": 2, "failed": 1}
    assert "status 500" in str(result.errors[0])
    server.answers["/2"] = b"<p>now"
    server.seen.clear()
    result, _ = run(server, tmp_path)
    assert result.counts == {"known": 2, "fetched": 1}
    assert "If-None-Match" not in server.seen[-1][1]
    assert asked(server) == ["/feed", "/2"]


def test_a_server_that_has_enough_is_left_alone_by_the_next_harvest_too(server, tmp_path):
    """For as long as it asked."""
    server.answers["/1"] = (429, {"Retry-After": "3600"}, b"")
    result, _ = run(server, tmp_path)
    assert result.counts == {"failed": 3}
    server.seen.clear()
    assert "left alone" in str(run(server, tmp_path)[0].errors[0])
    assert server.seen == []


def test_pages_of_one_title_do_not_overwrite_each_other(server, tmp_path):
    """Nor what lay there before."""
    server.answers["/feed"] = a_feed("/1").replace(
        b"</channel>", a_feed("/2").split(b"</title>", 1)[1].split(b"</channel>")[0] + b"</channel>"
    )
    (tmp_path / "pages").mkdir()
    mine = tmp_path / "pages" / "2031-03-05_127.0.0.1_gespraeche-1.html"
    mine.write_bytes(b"mine")
    run(server, tmp_path)
    assert sorted(pages(tmp_path).values()) == [b"<p>Bericht 1", b"<p>Bericht 2", b"mine"]
    assert mine.read_bytes() == b"mine"


@pytest.mark.parametrize("title", ["../../etc/passwd", "/etc/passwd", "..", "a\x00b", "CON", "ß" * 300, "", "日本"])
def test_titles_name_files_in_the_folder_and_nowhere_else(server, tmp_path, title):
    """They are anybody's words."""
    shown = title.replace("\x00", "&#0;")
    server.answers["/feed"] = (
        f"<rss><channel><item><title>{shown}</title><link>/1</link></item></channel></rss>".encode()
    )
    run(server, tmp_path)
    assert list(pages(tmp_path).values()) == [b"<p>Bericht 1"]
    assert {path.name for path in tmp_path.iterdir()} == {"pages", "state.json"}


def test_a_damaged_state_is_said_and_without_it_nothing_is_fetched_twice(server, tmp_path):
    """What lies in the folder tells what was fetched."""
    run(server, tmp_path)
    (tmp_path / "state.json").write_text("{")
    with pytest.raises(SetupError, match="damaged"):
        run(server, tmp_path)
    (tmp_path / "state.json").unlink()
    server.seen.clear()
    assert run(server, tmp_path)[0].counts == {"known": 3}
    assert asked(server) == ["/feed"]


@pytest.mark.parametrize(
    "answer", [b"no feed", (404, {}, b""), (200, {}, b"<rss><channel></channel></rss>")], ids=["text", "gone", "empty"]
)
def test_a_feed_that_is_none_ends_nothing(server, tmp_path, answer):
    """The others are read."""
    server.answers["/other"] = answer
    result, _ = run(server, tmp_path, feeds=["/other", "/feed"])
    assert result.counts["fetched"] == 3


SCRIPT = """
import sys
from pathlib import Path
from depesche.ingest.fetch import FetchLimits, FetchState
from depesche.ingest.harvest import harvest
url, folder, place = sys.argv[1:]
harvest([url], folder=Path(folder) / "pages", state_file=Path(folder) / "state.json", limits=FetchLimits(delay=0),
        state=FetchState(allow=frozenset({place})), progress=lambda step: print(step.what, flush=True))
"""


@pytest.mark.parametrize("moment", [0.0, 0.004, 0.011])
def test_a_harvest_that_is_killed_goes_on_where_it_was(server, tmp_path, moment):
    """No page is lost, none is there twice, and only the one that was under way is asked for again."""
    number = 12
    server.answers |= {f"/{i}": f"<p>Bericht {i}".encode() * 50 for i in range(number)}
    server.answers["/feed"] = a_feed(*(f"/{i}" for i in range(number)))
    command = [
        sys.executable,
        "-c",
        SCRIPT,
        at(server, "/feed"),
        str(tmp_path),
        f"127.0.0.1:{server.server_port}",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        for _ in range(4):
            process.stdout.readline()
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        process.wait()
    result, _ = run(server, tmp_path)
    assert result.counts.get("known", 0) >= 4
    assert sorted(pages(tmp_path).values()) == sorted(server.answers[f"/{i}"] for i in range(number))
    again = [path for path in set(asked(server)) - {"/feed"} if asked(server).count(path) > 1]
    assert len(again) <= 1


def test_a_folder_that_cannot_be_written_is_said(server, tmp_path):
    """It is the disk's fault, not the page's."""
    (tmp_path / "pages").write_text("a file")
    with pytest.raises(SetupError, match="cannot be written"):
        run(server, tmp_path)


def test_harvests_may_run_in_any_thread(server, tmp_path):
    """Time limits are kept without signals."""
    found: list[dict[str, int]] = []
    thread = threading.Thread(target=lambda: found.append(run(server, tmp_path, state=FetchState(
        allow=frozenset({f"127.0.0.1:{server.server_port}"})))[0].counts))  # fmt: skip
    thread.start()
    thread.join()
    assert found == [{"fetched": 3}]
