"""News items of agencies give their text with all that is stated about their version."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.errors import ReportError
from depesche.ingest.pieces import Given
from depesche.ingest.source_newsml import _is_newsml, read_newsml
from depesche.ingest.source_ninjs import _is_ninjs, read_ninjs

NITF = (
    '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head><hedline><hl1>Innen</hl1></hedline></body.head>'
    "<body.content><p>Man sprach <em>lange</em>\n in Köln.</p><media><caption><p>Bild</p></caption></media>"
    "<hl2>Folgen</hl2><p>Eins<br/>zwei</p><table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
    "</body.content></body></nitf>"
)
XHTML = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Köln</p></body></html>'


def item(
    content=f"<inlineXML contenttype='application/nitf+xml'>{NITF}</inlineXML>", status="usable", version="2"
) -> str:
    return (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:na.example:1" version="{version}" '
        'standard="NewsML-G2" standardversion="2.35" conformance="power" xml:lang="de">'
        '<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>'
        "<rightsInfo><usageTerms>Sperrfrist 5.00 Uhr</usageTerms></rightsInfo>"
        '<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:NA"/>'
        "<versionCreated>2031-03-04T23:30:00+01:00</versionCreated>"
        f'<pubStatus qcode="stat:{status}"/><edNote>Berichtigung im zweiten Absatz</edNote></itemMeta>'
        '<contentMeta><urgency>3</urgency><infoSource qcode="ns:x"><name>Nordagentur</name></infoSource>'
        '<by>Von Erika Muster</by><dateline>Köln</dateline><language tag="de-DE"/><headline>Ohne Einigung</headline>'
        f"</contentMeta><contentSet>{content}</contentSet></newsItem>"
    )


def read(raw: str | bytes, reader=read_newsml):
    return list(reader(Given("a", raw=raw.encode() if isinstance(raw, str) else raw)))


def facts(piece):
    return {fact.field: fact.value for fact in piece.facts}


WANTED = {
    "published": "2031-03-04",
    "title": "Ohne Einigung",
    "byline": "Erika Muster",
    "dateline": "Köln",
    "agencies": "Nordagentur",
    "outlet": "NA",
    "language": "de",
    "usage": "Sperrfrist 5.00 Uhr",
    "urgency": "3",
    "ed_note": "Berichtigung im zweiten Absatz",
    "pub_status": "usable",
    "version": "2",
    "replaces": "urn:newsml:na.example:1",
}


def test_an_item_in_newsml_is_read_with_its_facts():
    """Paragraphs, breaks and tables of the text; who, when, under which terms from its head."""
    [piece] = read(item())

    assert piece.text == "Man sprach lange in Köln.\n\nFolgen\n\nEins\nzwei\n\na\tb\nc\td"
    assert (piece.key, piece.as_of) == ("urn:newsml:na.example:1", "2031-03-04T23:30:00+01:00")
    assert facts(piece) == WANTED


@pytest.mark.filterwarnings("ignore")
def test_the_head_is_read_as_another_reader_of_the_format_reads_it():
    """The parser of the IPTC finds the same name, version, moment, provider and status."""
    oracle = pytest.importorskip("NewsMLG2", reason="newsmlg2 is not installed")
    other = oracle.NewsMLG2Document(item().encode()).get_item()
    [piece] = read(item())

    assert str(other.guid) == piece.key
    assert str(other.version) == facts(piece)["version"]
    assert str(other.itemmeta.versioncreated) == piece.as_of
    assert str(other.itemmeta.provider.qcode).endswith(f":{facts(piece)['outlet']}")
    assert str(other.itemmeta.pubstatus.qcode) == f"stat:{facts(piece)['pub_status']}"
    assert str(other.contentmeta.headline[0]) == facts(piece)["title"]


def test_the_first_version_replaces_nothing():
    """Only a later version is said to replace one."""
    assert "replaces" not in facts(read(item(version="1"))[0])


@pytest.mark.parametrize(
    ("content", "text", "page"),
    [
        ("<inlineData contenttype='text/plain'>Man sprach.\n\nEnde.</inlineData>", "Man sprach.\n\nEnde.", None),
        (f"<inlineXML contenttype='application/xhtml+xml'>{XHTML}</inlineXML>", None, "<p>K"),
        ("<inlineData contenttype='text/html'>&lt;p&gt;Ja&lt;/p&gt;</inlineData>", None, "<p>Ja</p>"),
        (f"<remoteContent href='x.jpg'/><inlineXML>{NITF}</inlineXML>", "Man sprach lange", None),
    ],
)
def test_texts_of_every_kind_within_an_item_are_read(content, text, page):
    """Plain text is the text; a page goes to what reads pages; what lies elsewhere is passed over."""
    [piece] = read(item(content))

    assert (piece.text or "").startswith(text) if text else piece.text is None
    assert page in piece.raw.decode() and piece.suffix == ".html" if page else piece.raw is None


def test_withheld_and_cancelled_items_say_so():
    """An item that was called back is kept with its status, even without a text."""
    assert facts(read(item(status="withheld"))[0])["pub_status"] == "withheld"
    [piece] = read(item("", status="canceled"))

    assert piece.text == "Ohne Einigung\n\nBerichtigung im zweiten Absatz"
    assert facts(piece)["pub_status"] == "canceled"
    assert read(item(""))[0].error == "The news item has no text."


def test_a_message_gives_all_its_items_and_no_packages():
    """What only names items is none."""
    head = '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>'
    pieces = read(f"{head}{item()}<packageItem guid='p'/>{item(version='3')}</itemSet></newsMessage>")

    assert [facts(piece)["version"] for piece in pieces] == ["2", "3"]
    with pytest.raises(ReportError, match="no news item"):
        read(f"{head}<packageItem guid='p'/></itemSet></newsMessage>")


def test_nitf_alone_is_read_too():
    """The head of the document gives the facts."""
    raw = NITF.replace(
        "<body>",
        '<head><docdata management-status="usable"><doc-id id-string="n1"/><urgency ed-urg="2"/>'
        '<date.issue norm="20310304T101500+0100"/></docdata></head><body>',
        1,
    )
    [piece] = read(raw)

    assert piece.key == "n1"
    assert facts(piece) == {"published": "2031-03-04", "urgency": "2", "pub_status": "usable", "title": "Innen"}
    assert piece.text.startswith("Man sprach lange in Köln.")


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
        '<!DOCTYPE x SYSTEM "http://elbanzeiger.example/x.dtd">',
    ],
)
def test_document_types_are_refused(head):
    """Nothing is fetched and no entity grows."""
    with pytest.raises(ReportError, match="document type"):
        read(head + item("<inlineData>&a;</inlineData>" if "ENTITY" in head else ""))


NINJS = {
    "uri": "urn:newsml:na.example:1", "version": "2", "versioncreated": "2031-03-04T23:30:00+01:00", "pubstatus": "usable",
    "urgency": 3, "usageterms": "Sperrfrist 5.00 Uhr", "ednote": "Berichtigung im zweiten Absatz", "language": "de-DE",
    "headline": "Ohne Einigung", "byline": "Von Erika Muster", "located": "Köln", "infosource": [{"name": "Nordagentur"}],
    "provider": {"name": "NA"}, "body_text": "Man sprach in Köln.", "associations": {"x": {"uri": "y", "body_text": "nein"}},
}  # fmt: skip
THIRD = {
    "versionCreated": "2031-03-04T23:30:00+01:00", "uri": "urn:newsml:na.example:1", "version": "2", "pubStatus": "usable",
    "urgency": 3, "usageTerms": "Sperrfrist 5.00 Uhr", "edNote": "Berichtigung im zweiten Absatz", "language": "de",
    "headlines": [{"role": "sub", "value": "nein"}, {"role": "main", "value": "Ohne Einigung"}], "byline": "Erika Muster",
    "located": "Köln", "infoSources": [{"name": "Nordagentur"}], "provider": {"name": "NA"},
    "bodies": [{"contentType": "text/plain", "value": "Man sprach in Köln."}],
}  # fmt: skip


@pytest.mark.parametrize("stated", [NINJS, THIRD], ids=["1", "3"])
def test_an_item_in_json_says_what_it_says_in_xml(stated):
    """All versions of the format give the same facts."""
    [piece] = read(json.dumps(stated), read_ninjs)

    assert piece.text == "Man sprach in Köln."
    assert (piece.key, piece.as_of) == ("urn:newsml:na.example:1", "2031-03-04T23:30:00+01:00")
    assert facts(piece) == WANTED


def test_pages_in_json_go_to_what_reads_pages():
    """XHTML is used where there is no plain text."""
    [piece] = read(json.dumps({"uri": "x", "body_xhtml": "<p>Köln</p>"}), read_ninjs)

    assert (piece.raw, piece.suffix) == ("<p>Köln</p>".encode(), ".html")


def test_kinds_are_told_by_their_beginning():
    """News items are told from other XML and JSON."""
    assert _is_newsml(item().encode())
    assert _is_ninjs(json.dumps(NINJS).encode())
    assert not _is_newsml(b"<rss/>")
    assert not _is_ninjs(b'[{"text": "x"}]')


@pytest.mark.parametrize("part", [0.3, 0.9])
def test_truncated_items_are_named(part):
    """Half an item is none."""
    for raw, reader in ((item(), read_newsml), (json.dumps(NINJS), read_ninjs)):
        with pytest.raises(ReportError, match="truncated"):
            read(raw[: int(len(raw) * part)], reader)


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from([(item(), read_newsml), (json.dumps(NINJS), read_ninjs)]),
    st.lists(st.tuples(st.integers(0, 3000), st.binary(min_size=1, max_size=6)), max_size=4),
)
def test_damaged_items_give_pieces_or_our_error(good, changes):
    """Whatever bytes are changed, nothing else escapes."""
    raw = bytearray(good[0].encode())
    for at, new in changes:
        raw[at % len(raw) : at % len(raw) + len(new)] = new
    try:
        for piece in read(bytes(raw), good[1]):
            assert piece.error or piece.raw is not None or piece.text == (piece.text or "").encode().decode()
    except ReportError:
        pass


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5), lambda one: st.lists(one, max_size=3)
)


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.sampled_from([*NINJS, *THIRD]), VALUES))
def test_values_of_any_type_are_borne(stated):
    """A field that holds something else than it should states nothing."""
    read(json.dumps(stated), read_ninjs)
