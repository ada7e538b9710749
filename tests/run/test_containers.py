"""Files that hold many reports are read as the reports they hold: each with its own name, failure and memory."""

from __future__ import annotations

import io
import json
import sys
import tarfile
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from depesche.ingest import registry
from depesche.run.local import build
from depesche.settings import Settings
from depesche.store.case import Case

# warcio leaves its temporary files to the collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")

TEXT = "Genf, {day}. März 2031. Marit Hallvik sagte: „{said}“ Juri Schelestow forderte den Abzug der Küstenwache."
PAGE = (
    "<!DOCTYPE html><html lang=de><head><title>{title}</title></head><body><article><h1>{title}</h1>"
    "<p>Die talvonische Außenministerin Marit Hallvik sagte in Genf: „{said}“ Die Gespräche dauern an.</p></article></body></html>"
)


@pytest.fixture
def case(tmp_path):
    with Case.open(tmp_path / "x.depesche", create=True) as case:
        yield case


def zipped(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in entries.items():
            archive.writestr(name, raw)
    return out.getvalue()


def warc(records: list[tuple[str, str, str]]) -> bytes:
    """A web archive as warcio writes it; each record: address, date, page."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for address, date, page in records:
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        body = io.BytesIO(page.encode())
        dated = {"WARC-Date": date}
        writer.write_record(
            writer.create_warc_record(address, "response", payload=body, http_headers=head, warc_headers_dict=dated)
        )
    return out.getvalue()


def text(day: int, said: str) -> bytes:
    return TEXT.format(day=day, said=said).encode()


def names(case: Case) -> list[str]:
    return [row.name for row in case.rows()]


def run(case: Case, *paths: Path, **how):
    return build(case, [str(path) for path in paths], settings=Settings(**how))


def test_an_archive_is_the_reports_in_it(tmp_path, case):
    """Called after the archive and their place in it; a second build reads none of them again."""
    (tmp_path / "woche.zip").write_bytes(
        zipped({"mo/a.txt": text(3, "Nein."), "mo/bild.png": b"\x89PNG", "di.txt": text(4, "Ja.")})
    )
    first, second = run(case, tmp_path / "woche.zip"), run(case, tmp_path / "woche.zip")

    assert names(case) == ["woche.zip#di.txt", "woche.zip#mo/a.txt"]
    assert (first.new, second.same, second.new) == (2, 2, 0)
    assert case.raw("woche.zip#di.txt") == text(4, "Ja.")


def test_archives_lie_in_archives_up_to_a_depth(tmp_path, case):
    """A page in a web archive in a ZIP is read; what lies deeper is said to."""
    inner = zipped({"tief.zip": zipped({"tiefer.zip": zipped({"a.txt": text(3, "Nein.")})})})
    pages = warc([("https://bote.example/genf", "2031-03-04T12:00:00Z", PAGE.format(title="Genf", said="Nein."))])
    (tmp_path / "a.zip").write_bytes(zipped({"netz.warc.gz": pages, "innen.zip": inner}))
    summary = run(case, tmp_path / "a.zip")

    assert names(case) == ["https://bote.example/genf"]
    [failure] = summary.failed
    assert "more than 3 files" in failure.what


def test_a_torn_archive_keeps_what_came_before(tmp_path, case):
    """It is told that it broke off, and once it is whole nothing is told any more."""
    pages = [
        (f"https://bote.example/{n}", f"2031-03-0{n}T12:00:00Z", PAGE.format(title=f"Tag {n}", said="Nein."))
        for n in range(1, 5)
    ]
    whole, path = warc(pages), tmp_path / "netz.warc.gz"
    path.write_bytes(whole[: len(warc(pages[:3])) - 40])
    torn = run(case, path)
    path.write_bytes(whole)
    mended = run(case, path)

    assert [failure.what for failure in torn.failed] == ["The file is truncated after 2 records."]
    assert (torn.new, mended.new, mended.same) == (2, 2, 2)
    assert case.failures() == []


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_two_archives_hold_two_versions_of_a_page(tmp_path, case, order):
    """The newer one is current, whichever came in first; building again changes nothing."""
    address = "https://bote.example/genf"
    pages = {"a": ("2031-03-04T09:00:00Z", "Nein."), "b": ("2031-03-04T12:00:00Z", "Vielleicht.")}
    for name, (date, said) in pages.items():
        (tmp_path / f"{name}.warc.gz").write_bytes(warc([(address, date, PAGE.format(title="Genf", said=said))]))
    for name in order:
        run(case, tmp_path / f"{name}.warc.gz")
    again = run(case, *(tmp_path / f"{name}.warc.gz" for name in order))

    versions = case.versions(address)
    assert [one.current for one in versions] == [False, True]
    assert "Nein." in case.report(versions[0].id).text
    assert "Vielleicht." in case.report(address).text
    assert (again.same, again.new, again.changed) == (2, 0, 0)
    assert case.report(address).header.outlet == "bote.example"


def test_a_ticker_on_a_page_is_many_reports(tmp_path, case):
    """Each entry has its own day and is called after its page."""
    entry = '<li class="entry" id="e{n}"><time datetime="2031-03-0{n}T10:00">10:00</time><p>{t}</p></li>'
    entries = "".join(entry.format(n=n, t=TEXT.format(day=n, said="Nein.")) for n in (4, 3, 2))
    head = "<h1>Ticker</h1><p>Alle Meldungen von den Gesprächen in Genf, von unten nach oben zu lesen.</p>"
    (tmp_path / "t.html").write_text(
        f'<!DOCTYPE html><main class="liveticker">{head}<ol>{entries}</ol></main>', encoding="utf-8"
    )
    first, second = run(case, tmp_path / "t.html"), run(case, tmp_path / "t.html")

    assert names(case) == ["t.html", "t.html#e2", "t.html#e3", "t.html#e4"]
    assert case.report("t.html#e3").header.published.value == "2031-03-03"
    assert (first.new, second.same) == (4, 1)


def test_a_file_without_an_ending_is_known_by_its_bytes(tmp_path, case):
    """An archive that somebody renamed is an archive all the same."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        about = tarfile.TarInfo("a.txt")
        about.size = len(text(3, "Nein."))
        archive.addfile(about, io.BytesIO(text(3, "Nein.")))
    (tmp_path / "sicherung").write_bytes(out.getvalue())
    run(case, tmp_path / "sicherung")

    assert len(names(case)) == 1
    assert "Hallvik" in case.report(names(case)[0]).text


ITEM = {
    "uri": "urn:newsml:wire.example:2031:genf", "type": "text", "pubstatus": "usable", "headline": "Gespräche in Genf ohne Ergebnis",
    "body_text": TEXT.format(day=4, said="Nein."), "language": "de", "usageterms": "Nur für Kunden",
}  # fmt: skip


def test_a_correction_and_a_kill_replace_the_item_they_are_of(tmp_path, case):
    """Whichever came in first, the newest stands, and what an agency took back is no record any more."""
    steps = [
        {"versioncreated": "2031-03-04T10:00:00Z", "version": "1"},
        {"versioncreated": "2031-03-04T11:00:00Z", "version": "2", "body_text": TEXT.format(day=4, said="Vielleicht.")},
        {
            "versioncreated": "2031-03-04T12:00:00Z",
            "version": "3",
            "pubstatus": "canceled",
            "body_text": "",
            "ednote": "Zurückgezogen.",
        },
    ]
    for number, step in enumerate(steps):
        (tmp_path / f"{number}.json").write_text(json.dumps(ITEM | step), encoding="utf-8")
    for number in (1, 2, 0):
        run(case, tmp_path / f"{number}.json")
    report = case.report(ITEM["uri"])
    stated = {fact.field: fact.value for fact in report.facts}

    assert [len(case.report(one.id).statements) > 0 for one in case.versions(ITEM["uri"])] == [True, True, False]
    assert (stated["pub_status"], stated["version"], stated["usage"]) == ("canceled", "3", "Nur für Kunden")
    assert "Zurückgezogen." in report.text


THEIRS = """
from depesche.ingest.pieces import Piece, source

@source("lines", suffixes=(".zeilen",), about="files of lines", many=True)
def read_lines(given):
    for number, line in enumerate(given.read().decode().splitlines(), start=1):
        yield Piece(key=str(number), text=line, kind="line", extractor="lines 1")
"""


def test_somebody_elses_source_comes_through_the_same_door(tmp_path, case, monkeypatch):
    """A package that names one in its entry points is all it takes."""
    info = tmp_path / "site" / "zzz_lines-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: zzz-lines\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[depesche.sources]\nlines = zzz_lines:read_lines\n")
    (info.parent / "zzz_lines.py").write_text(THEIRS)
    monkeypatch.syspath_prepend(str(info.parent))
    registry.sources.cache_clear()
    try:
        (tmp_path / "x.zeilen").write_bytes(text(3, "Nein.") + b"\n" + text(4, "Ja."))
        from depesche.ingest import worker  # noqa: PLC0415 (one that knows the package must be started)

        worker._WORKERS.stop()
        run(case, tmp_path / "x.zeilen")
    finally:
        monkeypatch.undo()
        registry.sources.cache_clear()
        worker._WORKERS.stop()
        sys.modules.pop("zzz_lines", None)

    assert names(case) == ["x.zeilen#1", "x.zeilen#2"]


FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Bote</title><link>{at}/</link>
<item><title>Genf</title><link>{at}/genf.html</link><guid>{at}/genf.html</guid><pubDate>Tue, 04 Mar 2031 12:00:00 GMT</pubDate></item>
</channel></rss>"""


@pytest.fixture
def outlet():
    """A web server of this machine with a feed and a page; its address, and what was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            at = f"http://{self.headers['Host']}"
            bodies = {"/feed.xml": FEED.format(at=at), "/genf.html": PAGE.format(title="Genf", said="Nein.")}
            body = bodies.get(self.path)
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "application/rss+xml" if self.path == "/feed.xml" else "text/html")
            self.end_headers()
            self.wfile.write((body or "").encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()
    thread.join()
