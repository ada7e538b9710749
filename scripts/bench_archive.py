"""Measures reading at scale: pages, web archives, and the data set that processes and Dask workers make. Called by `make bench`.

Pages are those of an invented pile, as HTML with navigation, teasers and a foot around them. `python scripts/bench_archive.py` alone takes
three minutes; FULL sizes many. It prints and judges nothing.
"""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "src" / "depesche" / "sample" / "reports"
PAGES = 120  # that are read one by one
SKIPPED = 20_000  # records that are no pages
MONTH = 10_000_000  # pages of a public news crawl, about
CORES, PRICE = 32, 0.05  # of a rented machine; € for one core and hour, assumed
SIZES, FULL = (400, 1_600), (1_000, 10_000)  # reports of the data sets
_FRAME = """<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{title}</title>
<meta property="article:published_time" content="2031-03-{day:02}"><meta property="og:site_name" content="Elbanzeiger"></head><body>
<nav>{links}</nav><main><article><h1>{title}</h1>{text}</article><aside class="related">{links}</aside></main>
<footer>{links}</footer></body></html>"""


def main(*, full: bool = False) -> None:
    """Run all measures."""
    print(f"\nArchives, load {os.getloadavg()[0]:.1f} before")
    with tempfile.TemporaryDirectory(prefix="depesche-archive-") as scratch:
        folder = Path(scratch)
        page_seconds, apart = _pages(folder)
        _skipping(folder)
        _month(page_seconds, apart, _sets(folder, FULL if full else SIZES))


def texts(number: int) -> list[str]:
    """Invented reports, each of paragraphs of several of the sample's; always the same ones."""
    files = [path.read_text(encoding="utf-8") for path in sorted(SAMPLE.glob("*.txt"))]
    paragraphs = [piece.strip() for text in files for piece in text.split("\n\n") if len(piece.split()) > 8]
    rng = random.Random(7)
    return ["\n\n".join(rng.sample(paragraphs, k=min(len(paragraphs), rng.randint(5, 12)))) for _ in range(number)]


def page(number: int, text: str) -> str:
    """A report as a page with what stands around it."""
    links = "".join(f'<a href="/{n}">Weitere Meldung {n} aus dem Ressort</a> ' for n in range(30))
    shown = "".join(f"<p>{piece}</p>" for piece in text.split("\n\n"))
    return _FRAME.format(title=f"Meldung {number}", day=number % 28 + 1, links=links, text=shown)


def _timed(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def _pages(folder: Path) -> tuple[float, float]:
    """From HTML to a read report, beside taking pages apart and reading texts, each measured apart.

    Returns: seconds for a page from HTML to read report, and for taking it apart alone.
    """
    from depesche import ingest  # noqa: PLC0415
    from depesche.ingest.page import pages_of  # noqa: PLC0415
    from depesche.ingest.sources import find  # noqa: PLC0415
    from depesche.run.plan import read_report  # noqa: PLC0415
    from depesche.settings import Settings  # noqa: PLC0415

    shown = [page(number, text) for number, text in enumerate(texts(PAGES))]
    (folder / "pages").mkdir()
    for number, one in enumerate(shown):
        (folder / "pages" / f"{number:04}.html").write_text(one, encoding="utf-8")
    found, settings = list(find([str(folder / "pages")])), Settings()
    raw = [ingest.read(one, settings=settings) for one in found]  # the other process and the tables are there now
    for one in raw:
        read_report(one)
    whole = min(_timed(lambda: [read_report(ingest.read(one, settings=settings)) for one in found]) for _ in range(2))
    apart = min(_timed(lambda: [pages_of(one) for one in shown]) for _ in range(2))
    reading = min(_timed(lambda: [read_report(one) for one in raw]) for _ in range(2))
    print(
        f"{PAGES} pages, warm: {1000 * whole / PAGES:.1f} ms from HTML to read report; taking apart {1000 * apart / PAGES:.1f} ms, "
        f"reading {1000 * reading / PAGES:.1f} ms: {100 * (whole / (apart + reading) - 1):+.0f} % over their sum"
    )
    return whole / PAGES, apart / PAGES


def _skipping(folder: Path) -> None:
    """Records of a web archive that are no pages."""
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415
    from warcio.warcwriter import WARCWriter  # noqa: PLC0415

    from depesche.ingest.pieces import Given  # noqa: PLC0415
    from depesche.ingest.source_warc import read_warc  # noqa: PLC0415

    picture = os.urandom(8_000)
    for gzip, name in ((False, "plain.warc"), (True, "packed.warc.gz")):
        path = folder / name
        with path.open("wb") as out:
            writer = WARCWriter(out, gzip=gzip)
            for number in range(SKIPPED):
                head = StatusAndHeaders("200 OK", [("Content-Type", "image/jpeg")], protocol="HTTP/1.1")
                address = f"https://bote.example/{number}.jpg"
                record = writer.create_warc_record(address, "response", payload=io.BytesIO(picture), http_headers=head)
                writer.write_record(record)
        seconds = _timed(lambda: list(read_warc(Given(name, path))))  # noqa: B023 (called at once)
        print(f"{name}: {SKIPPED / seconds:,.0f} records a second passed over ({path.stat().st_size / 1e6:.0f} MB)")


def _sets(folder: Path, sizes: tuple[int, ...]) -> float:
    """Data sets by one process and by Dask, and how the time of a report grows with the pile; bytes of the largest per report."""
    held = 0.0
    for size in sizes:
        pile = folder / f"pile-{size}"
        pile.mkdir()
        for number, text in enumerate(texts(size)):
            (pile / f"2031-03-{number % 28 + 1:02}_bote-{number:06}.txt").write_text(text, encoding="utf-8")
        one, peak = _made(pile, folder / f"one-{size}", "--engine", "dask", "-j", "1")
        print(
            f"{size:,} reports, one Dask worker: {one:.1f} s, {1000 * one / size:.0f} ms a report, peak {peak:,.0f} MB of a process"
        )
        two, peak = _made(pile, folder / f"two-{size}", "--engine", "dask", "-j", "2")
        print(
            f"{size:,} reports, two Dask workers: {two:.1f} s, {one / two:.2f} times one, peak {peak:,.0f} MB of a process"
        )
        parts = [path for room in ("reports", "records") for path in (folder / f"two-{size}" / room).rglob("*.parquet")]
        held = sum(path.stat().st_size for path in parts) / size
    return held


def _month(page_seconds: float, apart: float, held: float) -> None:
    """On paper: a month of a public news crawl, from what was measured above.

    Assumed: MONTH pages, as large as the invented ones above; every one German, or one in ten, the others being taken apart and
    kept unread; a core-hour at PRICE. Left out: moving the archives to the machines, comparing reports, and cores that wait.
    """
    for share in (1.0, 0.1):
        seconds = MONTH * (share * page_seconds + (1 - share) * apart)
        hours = seconds / 3600
        print(
            f"a month of a crawl, {MONTH / 1e6:.0f} million pages, {100 * share:.0f} % German: {hours:,.0f} core-hours "
            f"({hours / CORES:.1f} hours on {CORES} cores), {MONTH * share * held / 1e9:,.0f} GB of Parquet, "
            f"{hours * PRICE:,.0f} € at {PRICE:.2f} € a core-hour"
        )


def _made(pile: Path, to: Path, *how: str) -> tuple[float, float]:
    """Seconds that reading took, and the largest memory of any process in MB."""
    code = (
        "import resource, sys; from depesche.__main__ import main\n"
        "from depesche.cli.app import main as run\n"
        "if __name__ == '__main__':\n"
        "    run(sys.argv[1:])\n"
        "    print(max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1000)"
    )
    script = to.with_suffix(".py")
    script.write_text(code)
    began = time.perf_counter()
    command = [sys.executable, str(script), "read", str(pile), "--to", str(to), "-q", "--no-relate", *how]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return time.perf_counter() - began, float(done.stdout.split()[-1])


if __name__ == "__main__":
    main(full="--full" in sys.argv)
