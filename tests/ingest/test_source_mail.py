"""A mail gives its text and the reports attached to it, however its parts are packed."""

from __future__ import annotations

from contextlib import suppress
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.errors import ReportError
from depesche.ingest.pieces import Given, Limits
from depesche.ingest.source_mail import _is_mail, read_mail, read_mbox


def mail(
    text: str | None = "Man sprach in Köln.\n", page: str | None = None, charset="utf-8", cte=None
) -> EmailMessage:
    made = EmailMessage()
    made["From"] = '"Müller, Erika" <erika@elbanzeiger.example>'
    made["Subject"] = "Gespräche in Köln ohne Einigung"
    made["Date"] = "Tue, 04 Mar 2031 23:30:00 +0100"
    made["Message-ID"] = "<1@elbanzeiger.example>"
    if text is not None:
        made.set_content(text, charset=charset, cte=cte)
    if page is not None:
        made.add_alternative(page, subtype="html")
    return made


def read(raw, reader=read_mail, limits=Limits()):  # noqa: B008  it is frozen
    return list(reader(Given("a.eml", raw=raw, limits=limits)))


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-15", "windows-1252", "cp850"])
@pytest.mark.parametrize("cte", ["quoted-printable", "base64"])
def test_the_text_is_read_from_every_packing_and_encoding(charset, cte):
    """What the mail program did to get the text through is undone."""
    [piece] = read(mail(charset=charset, cte=cte).as_bytes())

    assert piece.text == "Man sprach in Köln.\n"
    assert piece.kind == "mail"


def test_head_lines_are_facts():
    """The day is that of the sender's clock, the name comes without its address."""
    [piece] = read(mail().as_bytes())

    assert {fact.field: fact.value for fact in piece.facts} == {
        "title": "Gespräche in Köln ohne Einigung",
        "byline": "Müller, Erika",
        "published": "2031-03-04",
    }


def test_plain_text_is_preferred_and_else_the_page_is_given_on():
    """A page in a mail goes to what reads pages."""
    both, page = mail(page="<p>Seite</p>"), mail(None, "<p>Köln</p>")

    assert [piece.text for piece in read(both.as_bytes())] == ["Man sprach in Köln.\n"]
    assert [(piece.raw, piece.suffix) for piece in read(page.as_bytes())] == [("<p>Köln</p>\n".encode(), ".html")]


def test_attached_reports_are_pieces_and_other_attachments_are_not():
    """A PDF file is read by what reads PDF files; a picture is no report; paths in names are dropped."""
    made = mail()
    made.add_attachment(b"%PDF-1.7 ...", maintype="application", subtype="pdf", filename="../../bericht.pdf")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="bild.png")
    pieces = read(made.as_bytes())

    assert [(piece.key, piece.name, piece.suffix) for piece in pieces] == [
        ("", "", ""),
        ("part 3 bericht.pdf", "bericht.pdf", ".pdf"),
    ]
    assert pieces[1].raw == b"%PDF-1.7 ..."


def test_mails_within_mails_are_read_to_a_depth():
    """A mail that was passed on is a report of its own; what lies too deep is named."""
    made = mail("Innen\n")
    for n in range(8):
        outer = mail(f"Hülle {n}\n")
        outer.add_attachment(made)
        made = outer
    pieces = read(made.as_bytes())

    assert [piece.text for piece in pieces[:3]] == ["Hülle 7\n", "Hülle 6\n", "Hülle 5\n"]
    assert "deep" in (pieces[-1].error or "")
    assert len({piece.key for piece in pieces}) == len(pieces)


def test_lines_that_a_program_broke_are_whole_and_signatures_marked_off():
    """Flowed text is joined; what stands below two dashes is clutter."""
    raw = (
        b"From: a@b.example\nSubject: x\nContent-Type: text/plain; format=flowed\n\nMan sprach \nlange.\n\n-- \nErika\n"
    )
    [piece] = read(raw)

    assert piece.text == "Man sprach lange.\n\n-- \nErika\n"
    assert [piece.text[block.start : block.end] for block in piece.blocks] == ["-- \nErika\n"]


@pytest.mark.parametrize(
    "head",
    [
        b"From: =?utf-8?q?=ff=fe?= <\nDate: gestern\nSubject: =?x?y?z?=\nContent-Type: ;;;=\n",
        b'From: [\nDate: 99 99 99\nContent-Type: text/plain; charset="nix"\nMessage-ID: <<<[]\n',
        b"Content-Disposition: attachment; filename*=utf-8''%\nContent-Transfer-Encoding: \xff\nFrom: @,@:;\n",
    ],
)
def test_bad_headers_do_not_keep_the_text_away(head):
    """A mail with damaged head lines is read as far as it can be."""
    assert [piece.error for piece in read(head + b"\nMan sprach.\n")] == [None]


def test_a_mail_that_was_cut_off_says_so():
    """What is there is read, with the note that more was."""
    raw = mail(page="<p>Seite</p>").as_bytes()
    pieces = read(raw[:-30])

    assert pieces[0].text == "Man sprach in Köln.\n"
    assert "truncated" in pieces[0].basis


def test_a_box_gives_a_report_per_mail():
    """Keys are the mails' own names; lines that begin with From are given back as they were."""
    one, two = mail("Eins\n\n>From Genf kam nichts.\n").as_bytes(), mail("Zwei\n").as_bytes()
    raw = b"".join(b"From a@b Tue Mar  4 10:00:00 2031\n" + one + b"\n" for one in (one, two, two))
    pieces = read(raw, read_mbox)

    assert [piece.key for piece in pieces] == [
        "1@elbanzeiger.example",
        "1@elbanzeiger.example-2",
        "1@elbanzeiger.example-3",
    ]
    assert "\nFrom Genf" in pieces[0].text


def test_a_mail_of_a_box_that_is_too_large_is_named_and_the_next_is_read():
    """One mail's size is nobody else's matter."""
    raw = b"From a\n" + mail("x" * 3000).as_bytes() + b"\nFrom b\n" + mail("Zwei\n").as_bytes()
    pieces = read(raw, read_mbox, Limits(entry=2000))

    assert [piece.error is None for piece in pieces] == [False, True]


def test_mails_are_told_from_texts_that_have_colons():
    """A text with a label on its first line is no mail."""
    assert _is_mail(mail().as_bytes())
    assert not _is_mail(b"Genf: Man sprach.\nDate: nichts\n\nSubject: nichts")


GOOD = mail(page="<p>Seite</p>").as_bytes()


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([read_mail, read_mbox]),
    st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8))),
)
def test_damaged_mails_give_pieces_or_our_error(reader, changes):
    """Whatever bytes are changed, nothing else escapes."""
    raw = bytearray(GOOD)
    for at, new in changes:
        raw[at : at + len(new)] = new
    try:
        for piece in read(bytes(raw) if reader is read_mail else b"From a\n" + raw, reader):
            assert piece.error or piece.raw is not None or piece.text == (piece.text or "").encode().decode()
    except ReportError:
        pass


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_pieces_or_our_error(raw):
    """Bytes of any kind are a mail without head lines, or none."""
    with suppress(ReportError):
        read(raw)
