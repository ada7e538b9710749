"""Turn bytes into text: find the encoding, say how it was found, and count what could not be read."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from depesche.errors import ReportError
from depesche.ingest.kinds import Kind, signature
from depesche.ingest.labels import codec_of, declared

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\r\f\v\x1a\x1b")
_HIGH = re.compile(r"[^\x00-\x7f]")
# What stands above ASCII in Western European texts: letters anywhere, marks only where no letter is on both sides.
_LETTERS = frozenset("äöüÄÖÜßéèêëÉÈáàâãåæÁÀÂÅÆçÇñÑíìîïÍóòôõøÓØúùûÚœŒšŠžŽÿ")
_MARKS_1252 = frozenset("\u00a0\u00ad§°©®·«»„“”‚‘’‹›–—…€£†•™´¿¡²³½¼µ×±ª€")
# What else news is found in; rarer relatives of these (Maltese, Celtic, Turkish) are guessed far too readily.
_GUESSES = {
    "cp1250": "windows-1250",
    "iso8859_2": "iso-8859-2",
    "cp1251": "windows-1251",
    "koi8_r": "koi8-r",
    "koi8_u": "koi8-u",
    "iso8859_5": "iso-8859-5",
    "cp866": "ibm866",
    "cp1253": "windows-1253",
    "cp1255": "windows-1255",
    "cp1256": "windows-1256",
    "mac_roman": "macintosh",
    "cp850": "ibm850",
    "gb18030": "gb18030",
    "big5": "big5",
    "euc_jp": "euc-jp",
    "shift_jis": "shift_jis",
    "euc_kr": "euc-kr",
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was in, how that was found, and how much U+FFFD stands for what was unreadable."""

    text: str
    encoding: str
    basis: str
    replaced: int


def decode(raw: bytes, kind: Kind = "text", *, where: str | None = None, charset: str | None = None) -> Decoded:
    r"""Decode the bytes of a report; line ends stay as they are, the byte order mark goes.

    A zero byte means nothing in a text, and databases choke on it: it becomes U+FFFD and is counted. A file with
    many of them or of other control characters is no text.

    >>> decode("Gespräche in Köln".encode("latin-1")).encoding
    'iso-8859-1'
    >>> decode(b"\xef\xbb\xbfGenf\r\n")
    Decoded(text='Genf\r\n', encoding='utf-8', basis='byte order mark', replaced=0)

    Args:
        raw: the bytes.
        kind: whether a page's own word for its encoding is looked for.
        where: for errors.
        charset: what whoever sent the bytes said they are in; believed before a page's own word, where they can be read so.

    Raises:
        ReportError: if the bytes are no text.

    """
    what = signature(raw)
    if what:
        raise _binary(f"The bytes are those of {what}, not of a text.", where)
    text, encoding, basis = _marked(raw) or _wide(raw) or _sent(raw, charset) or _narrow(raw, kind, where)
    text = text.replace("\x00", "\ufffd")
    return Decoded(text, encoding, basis, text.count("\ufffd"))


def _binary(what: str, where: str | None) -> ReportError:
    return ReportError(
        what, where=where, hint="Only plain text and web pages are read; save the report as one of them."
    )


def _marked(raw: bytes) -> tuple[str, str, str] | None:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace"), encoding, "byte order mark"
    return None


def _sent(raw: bytes, charset: str | None) -> tuple[str, str, str] | None:
    """As the sender said, where that codec is known and reads every byte."""
    codec = codec_of(charset or "")
    if codec is None:
        return None
    try:
        return raw.decode(codec), codec, "stated by who sent it"
    except UnicodeDecodeError:
        return None


def _wide(raw: bytes) -> tuple[str, str, str] | None:
    """UTF-16 without a mark: spaces and stops put a zero byte into every second place and never into the others."""
    head = raw[: 1 << 16]
    even, odd = head[::2].count(0), head[1::2].count(0)
    least = max(3, len(head) // 20)
    for encoding, here, there in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if here >= least and there <= here // 100:
            text = raw.decode(encoding, "replace")
            odd_ones = sum(
                unicodedata.category(c) in {"Cc", "Cn", "Co", "Cs"} and c not in "\t\n\r" for c in text[:5000]
            )
            if odd_ones <= len(text[:5000]) // 100:
                return text, encoding, "zero bytes in every second place, no byte order mark"
    return None


def _narrow(raw: bytes, kind: Kind, where: str | None) -> tuple[str, str, str]:
    controls = len(raw) - len(raw.translate(None, _CONTROLS))
    if controls > max(4, len(raw) // 100):
        raise _binary("The bytes are no text.", where)
    label = declared(raw) if kind == "page" else None
    if label and label[1] != "utf-8":
        return _labelled(raw, *label)
    try:
        return raw.decode("utf-8"), "utf-8", f"declared by {label[2]}" if label else "valid UTF-8"
    except UnicodeDecodeError as error:
        text, encoding, basis = _damaged(raw) or _single_bytes(raw) or _guessed(raw)
        if label:
            basis = f"{basis}, although {label[2]} says {label[0]} (which fails at byte {error.start})"
        return text, encoding, basis


def _labelled(raw: bytes, label: str, codec: str, place: str) -> tuple[str, str, str]:
    """A page that says it is in some other encoding than UTF-8; many that say so are in UTF-8 all the same."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        if codec == "windows-1252":
            text, encoding = _western(raw)
            return text, encoding, f"declared by {place} as {label}"
        return raw.decode(codec, "replace"), codec, f"declared by {place}"
    if text.isascii():
        return text, codec, f"declared by {place}"
    return text, "utf-8", f"valid UTF-8, although {place} says {label}"


def _damaged(raw: bytes) -> tuple[str, str, str] | None:
    """UTF-8 with a few bytes that are none: cut off, damaged, or lone surrogates, which UTF-8 does not allow."""
    good = len(_MULTIBYTE.findall(raw))
    text = raw.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    surrogates = len(re.findall(rb"\xed[\xa0-\xbf][\x80-\xbf]", raw))
    # The pattern counts surrogates among the good; each shows up as three bad ones as well.
    if good > max(bad - 3 * surrogates, 0):
        return text, "utf-8", "UTF-8 with bytes that are none"
    return None


def _western(raw: bytes) -> tuple[str, str]:
    """Latin-1 and Windows-1252 differ in the bytes 0x80 to 0x9f alone: quotation marks here, nothing there."""
    if any(0x80 <= byte <= 0x9F for byte in set(raw)):
        return raw.decode("windows-1252", "replace"), "windows-1252"
    return raw.decode("latin-1"), "iso-8859-1"


def _single_bytes(raw: bytes) -> tuple[str, str, str] | None:
    """A Western European text in single bytes: the high ones are letters within words and marks between them."""
    text, encoding = _western(raw)
    high = [found.start() for found in _HIGH.finditer(text)]
    odd = sum(not _plausible(text, i) for i in high)
    if len(high) > len(text) // 5 or odd > len(high) // 20:
        return None
    return text, encoding, f"umlauts and marks as single bytes, as in {encoding}"


def _plausible(text: str, i: int) -> bool:
    if text[i] in _LETTERS:
        return True
    within = text[i - 1 : i].isalpha() and text[i + 1 : i + 2].isalpha()
    return text[i] in _MARKS_1252 and (not within or text[i] in "’\u00ad")


def _guessed(raw: bytes) -> tuple[str, str, str]:
    from charset_normalizer import from_bytes  # noqa: PLC0415  only files in rare encodings need it

    best = from_bytes(raw[: 1 << 20], cp_isolation=list(_GUESSES)).best()
    if best is None:
        return raw.decode("windows-1252", "replace"), "windows-1252", "not recognised, read as windows-1252"
    return raw.decode(best.encoding, "replace"), _GUESSES[best.encoding], "guessed by charset-normalizer"
