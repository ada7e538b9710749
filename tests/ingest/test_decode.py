"""Every text comes out as it went in, and the encoding is named with its reason."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from depesche.errors import ReportError
from depesche.ingest.decode import decode
from depesche.ingest.kinds import signature

GERMAN = "Die Gespräche über Zölle seien „schwierig“ gewesen – so hieß es in Köln."
PLAIN = "Die Gespräche über Zölle in Köln dauern an, hieß es. Müßig ist das nicht."
POLISH = "Rzecznik powiedział w poniedziałek, że rozmowy będą kontynuowane, choć są trudne i żmudne."
GREEK = "Ο εκπρόσωπος δήλωσε τη Δευτέρα ότι οι συνομιλίες θα συνεχιστούν στη Γενεύη."
RUSSIAN = "Представитель заявил в понедельник, что переговоры продолжатся в Женеве."


@pytest.mark.parametrize(
    ("raw", "encoding", "text"),
    [
        (GERMAN.encode(), "utf-8", GERMAN),
        (codecs.BOM_UTF8 + GERMAN.encode(), "utf-8", GERMAN),
        (codecs.BOM_UTF16_LE + GERMAN.encode("utf-16-le"), "utf-16-le", GERMAN),
        (codecs.BOM_UTF16_BE + GERMAN.encode("utf-16-be"), "utf-16-be", GERMAN),
        (codecs.BOM_UTF32_LE + GERMAN.encode("utf-32-le"), "utf-32-le", GERMAN),
        (GERMAN.encode("utf-16-le"), "utf-16-le", GERMAN),
        (GERMAN.encode("utf-16-be"), "utf-16-be", GERMAN),
        (RUSSIAN.encode("utf-16-le"), "utf-16-le", RUSSIAN),
        (GERMAN.encode("windows-1252"), "windows-1252", GERMAN),
        (PLAIN.encode("latin-1"), "iso-8859-1", PLAIN),
        (POLISH.encode("cp1250"), "windows-1250", POLISH),
        (RUSSIAN.encode("cp1251"), "windows-1251", RUSSIAN),
        (GERMAN.encode("mac_roman"), "macintosh", GERMAN),
        (GREEK.encode("cp1253"), "windows-1253", GREEK),
        (b"plain", "utf-8", "plain"),
    ],
    ids=[
        "utf-8", "utf-8 mark", "utf-16-le mark", "utf-16-be mark", "utf-32 mark", "utf-16-le", "utf-16-be",
        "utf-16 cyrillic", "windows-1252", "latin-1", "cp1250", "cp1251", "macintosh", "cp1253", "ascii",
    ],
)  # fmt: skip
def test_the_encoding_is_found(raw, encoding, text):
    """Marks first, then what the bytes can be."""
    decoded = decode(raw)
    assert (decoded.encoding, decoded.text, decoded.replaced) == (encoding, text, 0)


def test_line_ends_stay_as_they_are():
    """Offsets are those of the file, whatever system wrote it."""
    assert decode(b"a\r\nb\rc\n").text == "a\r\nb\rc\n"


@pytest.mark.parametrize(
    ("label", "text", "raw", "encoding", "basis"),
    [
        ("iso-8859-1", GERMAN, GERMAN.encode(), "utf-8", "valid UTF-8, although meta charset says iso-8859-1"),
        ("utf-8", GERMAN, GERMAN.encode("cp1252"), "windows-1252", "although meta charset says utf-8"),
        ("iso-8859-1", GERMAN, GERMAN.encode("cp1252"), "windows-1252", "declared by meta charset as iso-8859-1"),
        ("windows-1251", RUSSIAN, RUSSIAN.encode("cp1251"), "windows-1251", "declared by meta charset"),
        ("utf-16", GERMAN, GERMAN.encode(), "utf-8", "declared by meta charset"),
        ("zip", GERMAN, GERMAN.encode(), "utf-8", "valid UTF-8"),
    ],
    ids=[
        "utf-8 labelled latin-1",
        "1252 labelled utf-8",
        "1252 labelled latin-1",
        "right",
        "impossible",
        "no encoding",
    ],
)
def test_a_page_is_believed_as_far_as_its_bytes_allow(label, text, raw, encoding, basis):
    """A wrong label is noticed and named."""
    decoded = decode(f'<html><meta charset="{label}"><p>'.encode() + raw, "page")
    assert decoded.text.endswith(text)
    assert decoded.encoding == encoding
    assert basis in decoded.basis


def test_damage_is_counted():
    """A file cut off within a letter is still UTF-8; what was lost shows."""
    decoded = decode(GERMAN.encode() + "ä".encode()[:1])
    assert (decoded.encoding, decoded.replaced) == ("utf-8", 1)


def test_lone_surrogates_do_not_get_through():
    """UTF-8 forbids them, databases and JSON choke on them."""
    decoded = decode(b"Genf \xed\xa0\x80 Wien")
    assert (decoded.text, decoded.encoding, decoded.replaced) == ("Genf \ufffd\ufffd\ufffd Wien", "utf-8", 3)


def test_a_zero_byte_is_replaced_and_many_are_no_text():
    """One is an accident, many are a program."""
    assert decode(b"Genf\x00Wien, und so weiter.").text == "Genf\ufffdWien, und so weiter."
    with pytest.raises(ReportError, match="The bytes are no text"):
        decode(bytes(range(32)) * 20)


@pytest.mark.parametrize(
    ("raw", "words"),
    [(b"%PDF-1.7 ...", "a PDF file"), (b"PK\x03\x04...", "a zip archive"), (b"{\\rtf1 Genf}", "an RTF file")],
    ids=["pdf", "zip", "rtf"],
)
def test_files_are_known_by_their_bytes(raw, words):
    """Whatever they are called."""
    with pytest.raises(ReportError, match=words):
        decode(raw)


@given(st.binary(max_size=300), st.sampled_from(["text", "page"]))
def test_no_bytes_make_it_fail_otherwise(raw, kind):
    """Any bytes at all are a text that can be stored, or are said to be none."""
    try:
        decoded = decode(raw, kind)
    except ReportError:
        return
    decoded.text.encode("utf-8")
    assert "\x00" not in decoded.text
    assert decoded.replaced == decoded.text.count("\ufffd")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: text[0] != "\ufeff"))
def test_utf_8_comes_out_as_it_went_in(text):
    """No letter is lost or changed, not even to a composed form."""
    assume(signature(text.encode()) is None)
    assert decode(text.encode()).text == text
