"""Single files that were compressed: what they hold is one piece, or as many as the archive in it has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from depesche.errors import ReportError
from depesche.ingest.entries import key_of
from depesche.ingest.kinds import suffix
from depesche.ingest.pieces import Given, Piece, source
from depesche.ingest.source_tar import is_tar, tar_pieces
from depesche.ingest.source_warc import warc_pieces
from depesche.ingest.unpacked import PACKED, Stream, TornError

_ENDING = re.compile(r"\.(?:gz|bz2|xz)$", re.IGNORECASE)


@source("compressed", suffixes=(".gz", ".bz2", ".xz"), about="compressed files", starts=PACKED, many=True)
def read_compressed(given: Given) -> Iterator[Piece]:
    """Unpack a file; where it is an archive or a web archive, whatever it is called, give what that holds.

    Raises:
        ReportError: if it breaks off, is damaged or unpacks to more than is read of one file.

    """
    with given.open() as file:
        head = _head(Stream(file, given.limits))
        file.seek(0)
        stream = Stream(file, given.limits)
        if head.startswith(b"WARC/"):
            yield from warc_pieces(stream, given.limits)
        elif is_tar(head):
            yield from tar_pieces(stream, given.limits)
        else:
            yield _only(stream, given)


def _head(stream: Stream) -> bytes:
    head = b""
    try:
        while len(head) < 512 and (found := stream.some(512)):
            head += found
    except TornError:
        pass
    return head


def _only(stream: Stream, given: Given) -> Piece:
    parts = []
    try:
        while stream.given <= given.limits.entry and (found := stream.some()):
            parts.append(found)
    except TornError as torn:
        raise _cannot(f"is {torn.why}") from None
    if stream.given > given.limits.entry:
        raise _cannot(f"unpacks to more than {given.limits.entry:,} bytes")
    name = _ENDING.sub("", key_of(given.name).split("/")[-1].split("#")[-1]) or "unnamed"
    return Piece(key=name, suffix=suffix(name), raw=b"".join(parts))


def _cannot(why: str) -> ReportError:
    return ReportError(f"The compressed file {why}.", hint="Get the file again, or unpack it by hand.")
