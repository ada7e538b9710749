"""What a page says of its own encoding, and which Python codec that means."""

from __future__ import annotations

import re

_META = re.compile(rb"<meta\b[^>]{0,1000}?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})[\"']", re.IGNORECASE)

# Only codecs that keep ASCII where it is; a page can name no other and be readable up to its own label.
# Browsers read pages that say Latin-1 or ASCII as Windows-1252, and so do we (WHATWG encoding standard).
_CODECS = {
    "utf8": "utf-8",
    "utf-8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    # A label that can be read byte by byte cannot be right in saying that every letter has two.
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
    "iso-8859-1": "windows-1252",
    "iso8859-1": "windows-1252",
    "iso_8859-1": "windows-1252",
    "latin1": "windows-1252",
    "latin-1": "windows-1252",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
    "x-cp1252": "windows-1252",
    "cp1252": "windows-1252",
    "iso-8859-9": "windows-1254",
    "macintosh": "mac-roman",
    "x-mac-roman": "mac-roman",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5",
    "euc-jp": "euc-jp",
    "shift_jis": "shift_jis",
    "euc-kr": "euc-kr",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    **{f"windows-125{n}": f"windows-125{n}" for n in range(9)},
    **{f"cp125{n}": f"windows-125{n}" for n in (0, 1, 3, 4, 5, 6, 7, 8)},
    **{f"iso-8859-{n}": f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
}


def declared(raw: bytes) -> tuple[str, str, str] | None:
    """The encoding that a page declares: the label as written, the codec it means, and where it stands.

    >>> declared(b'<meta charset="ISO-8859-1">')
    ('iso-8859-1', 'windows-1252', 'meta charset')
    """
    for pattern, place in ((_XML, "XML declaration"), (_META, "meta charset")):
        found = pattern.search(raw[:4096])
        if found:
            label = found[1].decode("ascii").lower()
            codec = _CODECS.get(label)
            if codec:
                return label, codec, place
    return None


def codec_of(label: str) -> str | None:
    """The Python codec that a label means, None for one that is not known.

    >>> codec_of("UTF-8"), codec_of("x-made-up")
    ('utf-8', None)
    """
    return _CODECS.get(label.strip().strip("\"'").lower())
