"""Archives give their files as pieces, never more than is bounded, and what stands before a break is kept."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depesche.errors import ReportError
from depesche.ingest.pieces import Given, Limits, Piece
from depesche.ingest.source_compressed import read_compressed
from depesche.ingest.source_tar import is_tar, read_tar
from depesche.ingest.source_zip import read_zip

FILES = {"a.txt": b"Genf.\n", "b/c.html": "<p>Gespräche".encode(), "b/d.eml": b"Subject: x\n\ny"}
SMALL = Limits(entry=100_000, total=1_000_000, entries=50, ratio=200)


def a_zip(files, method=zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, raw in files.items() if isinstance(files, dict) else files:
            archive.writestr(name, raw)
    return out.getvalue()


def a_tar(files, mode="w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, raw in files.items() if isinstance(files, dict) else files:
            info = tarfile.TarInfo(name)
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    return out.getvalue()


READERS = {"zip": (read_zip, a_zip), "tar": (read_tar, a_tar), "tar.gz": (read_tar, lambda files: a_tar(files, "w:gz"))}


def of(reader, raw: bytes, limits=SMALL, name="x"):
    """What a source gives, and the error that it ends with."""
    found: list[Piece] = []
    try:
        found.extend(piece for piece in reader(Given(name, raw=raw, limits=limits)) if piece.key)
    except ReportError as error:
        return found, error
    return found, None


@pytest.mark.parametrize("kind", ["w", "w:gz", "w:bz2", "w:xz"])
def test_a_tar_gives_its_files_however_it_is_compressed(kind):
    """The path within is the key, the ending the suffix."""
    found, error = of(read_tar, a_tar(FILES, kind))
    assert error is None
    assert [(piece.key, piece.suffix, piece.raw) for piece in found] == [
        ("a.txt", ".txt", b"Genf.\n"),
        ("b/c.html", ".html", "<p>Gespräche".encode()),
        ("b/d.eml", ".eml", b"Subject: x\n\ny"),
    ]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_gives_its_files_however_they_are_packed(method, tmp_path):
    """From a path as from bytes."""
    path = tmp_path / "x.zip"
    path.write_bytes(a_zip(FILES, method))
    assert {piece.key: piece.raw for piece in read_zip(Given("x.zip", path=path))} == FILES


@pytest.mark.parametrize("kind", READERS)
def test_names_that_lead_elsewhere_are_only_names(kind):
    """Zip slip: no part of a key leads up or to a drive, and no file is written."""
    reader, make = READERS[kind]
    names = [
        "../../etc/passwd",
        "/etc/shadow",
        "C:\\temp\\x.txt",
        "..\\..\\y.txt",
        "a/../../z.txt",
        "a//./b.txt",
        "..",
        "~/x",
    ]
    found, error = of(reader, make([(name, b"x") for name in names]))
    assert error is None
    assert [piece.key for piece in found] == [
        "etc/passwd", "etc/shadow", "temp/x.txt", "y.txt", "a/z.txt", "a/b.txt", "unnamed", "~/x",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", READERS)
def test_names_of_any_length_and_depth_cost_no_time(kind):
    """Of a path that is longer than any file system's, the end is kept."""
    reader, make = READERS[kind]
    raw = make([("x_files/" * 7000 + f"{i}.txt", b"x") for i in range(50)])
    begun = time.process_time()
    found, _ = of(reader, raw, Limits())
    assert time.process_time() - begun < 2
    assert [piece.key.rsplit("/", 1)[-1] for piece in found] == [f"{i}.txt" for i in range(50)]
    assert all(len(piece.key) <= 4096 for piece in found)


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_second_file_of_the_same_name_gets_a_number(kind):
    """Both are kept; keys tell them apart."""
    reader, make = READERS[kind]
    found, _ = of(reader, make([("a.txt", b"1"), ("a.txt", b"2"), ("a.txt", b"3"), ("a-2.txt", b"4")]))
    assert [(piece.key, piece.raw) for piece in found] == [
        ("a.txt", b"1"), ("a-2.txt", b"2"), ("a-3.txt", b"3"), ("a-2-2.txt", b"4"),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", READERS)
def test_pictures_and_hidden_files_are_passed_over(kind):
    """As in a folder; and the folder that a browser saves beside a page goes with them."""
    reader, make = READERS[kind]
    names = [
        "p.html",
        "p_files/frame.html",
        "q_files/r.txt",
        ".hidden.txt",
        "__MACOSX/p.html",
        "a/.git/x.txt",
        "b.PNG",
        "c.css",
    ]
    found, _ = of(reader, make([(name, b"x") for name in names]))
    assert [piece.key for piece in found] == ["p.html", "q_files/r.txt"]


@pytest.mark.parametrize("kind", READERS)
def test_what_is_too_large_is_an_error_and_the_rest_is_read(kind):
    """The entry is named, with how large it may be."""
    reader, make = READERS[kind]
    found, error = of(reader, make({"big.txt": b"x" * 100_001, "a.txt": b"y"}))
    assert error is None
    assert [(piece.key, piece.raw) for piece in found] == [("big.txt", None), ("a.txt", b"y")]
    assert "100,000" in (found[0].error or "")


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize(
    ("limits", "word"), [(Limits(entries=2), "2 entries"), (Limits(total=11), "11 bytes")], ids=["count", "total"]
)
def test_an_archive_of_too_much_ends_where_it_is_too_much(kind, limits, word):
    """What came before stays."""
    reader, make = READERS[kind]
    found, error = of(reader, make({"a.txt": b"12345", "b.txt": b"12345", "c.txt": b"12345"}), limits)
    assert [piece.key for piece in found] == ["a.txt", "b.txt"]
    assert word in str(error)


@pytest.mark.parametrize("kind", ["zip", "tar.gz"])
def test_a_bomb_is_an_error_within_seconds(kind):
    """S5: 300 MB of zeros in a file of some hundred kilobytes."""
    reader, make = READERS[kind]
    raw = make([("bomb.txt", bytes(300_000_000))])
    begun = time.monotonic()
    pieces = list(reader(Given("x", raw=raw)))
    assert time.monotonic() - begun < 5
    assert pieces[0].error
    assert all(piece.raw is None for piece in pieces)
    assert kind == "zip" or Piece() in pieces  # a sign of life meanwhile


def test_many_entries_that_share_their_bytes_are_a_bomb():
    """An archive cannot hold much more than its own size and ratio allow, whatever its list says of each entry."""
    raw = bytearray(a_zip({"a.txt": bytes(range(256)) * 1000}, zipfile.ZIP_DEFLATED))
    listed = raw.index(b"PK\x01\x02")
    end = raw.index(b"PK\x05\x06")
    one, tail = bytes(raw[listed:end]), bytearray(raw[end:])
    many = 2000
    tail[8:12] = many.to_bytes(2, "little") * 2
    tail[12:16] = (len(one) * many).to_bytes(4, "little")
    found, error = of(read_zip, bytes(raw[:listed]) + one * many + bytes(tail), Limits())
    assert "times its size" in str(error)
    assert len(found) < many


def test_what_is_no_file_is_not_followed():
    """Links and devices in a tar, links in a ZIP, are pieces with an error."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (
            ("l.txt", tarfile.SYMTYPE),
            ("h.txt", tarfile.LNKTYPE),
            ("d.txt", tarfile.CHRTYPE),
            ("p", tarfile.FIFOTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    found, error = of(read_tar, out.getvalue())
    assert error is None
    assert [(piece.key, "link" in (piece.error or "")) for piece in found] == [
        ("l.txt", True), ("h.txt", True), ("d.txt", False), ("p", False),
    ]  # fmt: skip
    assert all(piece.error and piece.raw is None for piece in found)

    linked = zipfile.ZipInfo("link.txt")
    linked.create_system, linked.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    found, _ = of(read_zip, a_zip([(linked, b"/etc/passwd"), ("a.txt", b"x")]))
    assert [(piece.key, piece.raw) for piece in found] == [("link.txt", None), ("a.txt", b"x")]


def test_encrypted_entries_are_named():
    """The others are read."""
    raw = bytearray(a_zip({"a.txt": b"secret", "b.txt": b"open"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + at] |= 1
    found, _ = of(read_zip, bytes(raw))
    assert [(piece.key, piece.raw) for piece in found] == [("a.txt", None), ("b.txt", b"open")]
    assert "encrypted" in (found[0].error or "")


def test_names_in_utf8_are_read_whether_or_not_the_archive_says_so():
    """cp437 is what the format says, UTF-8 what many programs write."""
    for stored, flag in (
        ("Gespräche.txt".encode("cp437"), False),
        ("Gespräche.txt".encode(), False),
        ("Gespräche.txt".encode(), True),
    ):
        placeholder = "x" * (len(stored) - 4) + ".txt"
        raw = bytearray(a_zip({placeholder: b"x"}).replace(placeholder.encode(), stored))
        for mark, at in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
            raw[raw.index(mark) + at] |= 8 if flag else 0
        assert [piece.key for piece in of(read_zip, bytes(raw))[0]] == ["Gespräche.txt"]


def test_a_damaged_entry_is_an_error_and_the_rest_is_read():
    """Its checksum tells."""
    raw = bytearray(a_zip({"a.txt": b"abcdef", "b.txt": b"x"}, zipfile.ZIP_STORED))
    raw[raw.index(b"abcdef")] ^= 1
    found, _ = of(read_zip, bytes(raw))
    assert [(piece.key, piece.raw) for piece in found] == [("a.txt", None), ("b.txt", b"x")]


class _Pipe(io.RawIOBase):
    """What a program writes an archive to that cannot go back to note sizes."""

    def __init__(self):
        self.parts = []

    def writable(self):
        return True

    def write(self, part):
        self.parts.append(bytes(part))
        return len(part)


@pytest.mark.parametrize("piped", [False, True], ids=["sizes before", "sizes behind"])
def test_a_zip_that_breaks_off_gives_what_stands_before(piped):
    """E3: at every place where it may be cut, whole entries come before the error, and never anything else."""
    files = {f"{i}.txt": f"Bericht {i} aus Genf. ".encode() * 20 for i in range(4)}
    whole = a_zip(files)
    if piped:
        pipe = _Pipe()
        with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, raw in files.items():
                archive.writestr(name, raw)
        whole = b"".join(pipe.parts)
    counts = []
    for cut in range(4, len(whole) - 22, 7):
        found, error = of(read_zip, whole[:cut])
        assert error
        assert "truncated after" in str(error)
        assert f"after {len(found)} entries" in str(error)
        assert all(piece.raw == files[piece.key] for piece in found)
        counts.append(len(found))
    assert counts == sorted(counts)
    assert counts[-1] == 4


@pytest.mark.parametrize("kind", ["w", "w:gz", "w:bz2", "w:xz"])
def test_a_tar_that_breaks_off_gives_what_stands_before(kind):
    """E3: tarfile itself takes a cut archive for one that ends."""
    files = {f"{i}.txt": bytes((i * j) % 251 for j in range(700)) for i in range(1, 5)}
    whole = a_tar(files, kind)
    end = len(whole) if kind != "w" else len(whole.rstrip(b"\x00"))
    for cut in range(20, end - 1, max(1, end // 60)):
        found, error = of(read_tar, whole[:cut])
        assert error
        assert all(piece.raw == files[piece.key] for piece in found)
        if found:
            assert f"truncated after {len(found)} entries" in str(error)


def test_a_tar_cut_between_two_files_is_noticed():
    """Where the next header should stand nothing does."""
    found, error = of(read_tar, a_tar({"a.txt": b"x", "b.txt": b"y"})[:1024])
    assert [piece.key for piece in found] == ["a.txt"]
    assert "truncated after 1 entries" in str(error)


def test_tars_are_told_by_their_first_header():
    """They begin with a name, which may be anything."""
    assert is_tar(a_tar(FILES))
    assert not is_tar(b"Genf" * 200)
    assert not is_tar(bytes(1024))


def test_a_header_that_asks_for_gigabytes_gets_nothing():
    """Long names are read whole by tarfile; one that claims to be 8 GB is damage."""
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 8_000_000_000
    found, error = of(read_tar, a_tar({"a.txt": b"x"})[:1024] + info.tobuf(tarfile.GNU_FORMAT) + bytes(4096))
    assert [piece.key for piece in found] == ["a.txt"]
    assert "damaged after 1 entries" in str(error)


@pytest.mark.parametrize(("pack", "ending"), [(gzip.compress, "gz"), (bz2.compress, "bz2"), (lzma.compress, "xz")])
def test_a_compressed_file_is_one_piece_named_without_its_ending(pack, ending):
    """Several one behind the other are one file, as for gunzip."""
    found, error = of(read_compressed, pack(b"Genf. ") + pack(b"Wien."), name=f"o/a.txt.{ending}")
    assert error is None
    assert [(piece.key, piece.suffix, piece.raw) for piece in found] == [("a.txt", ".txt", b"Genf. Wien.")]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda raw: raw[:-3], "truncated"),
        (lambda raw: raw[:20], "truncated"),
        (lambda raw: raw + b"junk!!", "damaged"),
    ],
    ids=["trailer", "middle", "rubbish behind"],
)
def test_a_compressed_file_that_is_not_whole_is_no_report(pack, change, word):
    """Half a report may say the contrary of the whole."""
    found, error = of(read_compressed, change(pack(b"Genf. " * 500)))
    assert not found
    assert word in str(error)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_compressed_bomb_is_refused(pack):
    """As soon as it has given more than one file may have."""
    assert "unpacks to more than 100,000" in str(of(read_compressed, pack(bytes(50_000_000)))[1])


def test_an_archive_under_the_wrong_name_is_opened_all_the_same():
    """A tar called x.gz is a tar."""
    assert [piece.key for piece in of(read_compressed, a_tar(FILES, "w:gz"))[0]] == list(FILES)


def test_xz_that_wants_all_memory_is_refused():
    """The file itself says how much it takes to unpack it: here 1.5 GB."""
    raw = lzma.compress(b"Genf", filters=[{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 1_500_000_000}])
    assert "damaged" in str(of(read_compressed, raw)[1])


SEEDS = [
    a_zip(FILES),
    a_zip(FILES, zipfile.ZIP_STORED),
    a_tar(FILES),
    a_tar(FILES, "w:gz"),
    a_tar(FILES, "w:xz"),
    gzip.compress(b"Genf"),
]


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 255)), max_size=8),
    st.integers(0, 20_000),
)
def test_damaged_archives_give_pieces_or_an_error_and_nothing_else(seed, changes, cut):
    """Whatever stands in the file: nothing escapes but ReportError."""
    raw = bytearray(seed)
    for at, value in changes:
        raw[at % len(raw)] = value
    raw = raw[: max(1, cut % (2 * len(raw)))]
    for reader in (read_zip, read_tar, read_compressed):
        for piece in of(reader, bytes(raw))[0]:
            assert (piece.raw is None) == (piece.error is not None)
            assert ".." not in piece.key.split("/")


@settings(deadline=None, max_examples=100)
@given(
    st.binary(max_size=600),
    st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\x00"]),
)
def test_random_bytes_are_an_error(raw, start):
    """Or nothing at all."""
    for reader in (read_zip, read_tar, read_compressed):
        of(reader, start + raw)
