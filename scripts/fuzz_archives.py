"""Looks for bytes that make a source of many reports fail in any other way than by `ReportError`.

    python scripts/fuzz_archives.py warc 60

runs one target for so many seconds, guided by which code the bytes reach, beginning with the files in `tests/ingest/corpus/NAME`.
What fails lies in `crash-*` behind; mend it and add the bytes to the corpus.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris  # type: ignore[import-untyped]

with atheris.instrument_imports(include=["depesche.ingest", "tarfile", "zipfile", "feedparser"]):
    from depesche.errors import ReportError
    from depesche.ingest.addresses import target
    from depesche.ingest.http_body import body_of, head_of
    from depesche.ingest.pieces import Given, Limits
    from depesche.ingest.source_compressed import read_compressed
    from depesche.ingest.source_feed import read_feed
    from depesche.ingest.source_tar import read_tar
    from depesche.ingest.source_wacz import read_wacz
    from depesche.ingest.source_warc import read_warc
    from depesche.ingest.source_zip import read_zip

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "ingest" / "corpus"
LIMITS = Limits(entry=100_000, total=1_000_000, entries=1_000)
SOURCES = {
    "compressed": read_compressed,
    "feed": read_feed,
    "tar": read_tar,
    "wacz": read_wacz,
    "warc": read_warc,
    "zip": read_zip,
}


def reading(name: str) -> Callable[[bytes], None]:
    """What reads bytes with a source and holds its pieces to what is promised of them."""

    def read(raw: bytes) -> None:
        try:
            for piece in SOURCES[name](Given("x", raw=raw, limits=LIMITS)):
                assert not piece.key or (piece.raw is None) == (piece.error is not None)
                assert len(piece.raw or b"") <= 2 * LIMITS.entry
                assert ".." not in piece.key.split("/") or name not in {"zip", "tar"}
        except ReportError:
            pass

    return read


def http(raw: bytes) -> None:
    """An answer as archives keep it."""
    head = head_of(raw)
    if head is not None:
        with suppress(ReportError):
            assert len(body_of(head, raw, LIMITS)) <= max(LIMITS.entry, len(raw))


def address(raw: bytes) -> None:
    """An address out of a feed: it is refused or comes out clean, and stays as it is when it is read again."""
    try:
        found = target(raw.decode("utf-8", "replace"))
    except ReportError:
        return
    assert found.url.isascii()
    assert target(found.url) == found


TARGETS = {name: reading(name) for name in SOURCES} | {"http": http, "address": address}


def main() -> None:
    """Run a target for some seconds; new finds go into a folder that is thrown away."""
    name, seconds = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "60"
    with TemporaryDirectory() as fresh:
        flags = [
            f"-max_total_time={seconds}",
            "-max_len=20000",
            "-timeout=10",
            "-rss_limit_mb=1024",
            "-print_final_stats=1",
        ]
        atheris.Setup([sys.argv[0], *flags, fresh, str(CORPUS / name)], TARGETS[name])
        atheris.Fuzz()


if __name__ == "__main__":
    main()
