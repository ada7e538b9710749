"""Archives whose bytes depend on nothing but what is in them, with file names that do no harm anywhere."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from typing import IO

from depesche.records import Report

_WHEN = (1980, 1, 1, 0, 0, 0)  # the first day that the format knows
_ODD = re.compile(r"[^0-9A-Za-z]+")
_LONGEST = 60  # characters of a report's name that its files keep


def stem(report: Report) -> str:
    """What the files of a report are called: its name in plain letters, then its id, by which it is found again.

    >>> from depesche.records import Source
    >>> stem(Report("../über/lage.txt", "Genf", Source("", "", "", "", "", 0, "")))
    'ber-lage-txt-5909471631cc2b89'
    """
    words = _ODD.sub("-", report.name).strip("-")[:_LONGEST].strip("-")
    return f"{words}-{report.id}" if words else report.id


def archive(out: IO[bytes], members: Iterable[tuple[str, bytes]]) -> None:
    """Write files into an archive, one held at a time, in the order given and without the day."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name, data in members:
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # else it tells the system that it was made on
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, data)
