"""Which files are reports: by their names in a folder, and by their bytes whatever they are called."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["text", "page"]

TEXTS = frozenset({"", ".txt", ".text", ".md"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
UNREAD = {
    ".doc": "Old Word files",
    ".rtf": "RTF files",
    ".epub": "EPUB books",
    ".msg": "Outlook mails",
    ".mht": "MHTML pages",
    ".mhtml": "MHTML pages",
    ".7z": "7z archives",
    ".rar": "RAR archives",
}
# Named one by one they are refused; in a folder they are passed over like everything that is no report.
NO_REPORTS = frozenset({".css", ".js", ".depesche", ".toml", ".yaml", ".py"})
# Read where they are named; in a folder they may as well be somebody's side table or settings.
ONLY_NAMED = frozenset({".csv", ".tsv"})
# In a folder they are read where their first bytes tell of reports.
ONLY_TOLD = frozenset({".json", ".xml"})
UNREAD_HINT = "Save the report as plain text (.txt), as a web page (.html) or as PDF and build again."

# What a file's first bytes give away. RTF is text to look at, but its words are hidden between commands.
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"PK\x05\x06", "a zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!\x1a", "an archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF89a", "a picture"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_SUFFIX = re.compile(r"(?<=.)\.(?:[a-z][a-z0-9]{0,7}|7z)$")
# Without going back into comments that were passed: many of them would take for ever.
_PAGE_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)


def suffix(name: str) -> str:
    """The suffix of a file name in lower case; what holds more than letters and digits is none.

    >>> suffix("Bericht.HTML"), suffix("Gespräche am 10.01"), suffix("nach Moskau")
    ('.html', '', '')
    """
    found = _SUFFIX.search(name.lower())
    return found.group() if found else ""


def signature(raw: bytes) -> str | None:
    """What the first bytes say that a file is, where that is no report: `a PDF file`, `a picture` ..."""
    return next((what for start, what in _MAGIC if raw.startswith(start)), None)


def starts_as_page(raw: bytes) -> bool:
    """Whether bytes begin as a web page does, in any encoding of one or two bytes a letter.

    >>> starts_as_page(b"<!DOCTYPE html><p>Genf"), starts_as_page(b"Genf")
    (True, False)
    """
    head = raw[:4096].replace(b"\x00", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    return _PAGE_START.match(head) is not None
