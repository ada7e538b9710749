"""Coding from other programs becomes rulings: matched, changed, added, refused; and never twice."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import SAMPLE

from depesche.errors import UsageError
from depesche.export.registry import write
from depesche.records import digest
from depesche.run.coding import READERS, Coded, read
from depesche.run.coding_in import TakenIn, take_in
from depesche.run.local import build
from depesche.settings import Settings
from depesche.store.case import Case
from depesche.store.coded import name_of
from depesche.store.overlay import FORMS


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    """A case of four reports of the sample."""
    path = tmp_path_factory.mktemp("few") / "few.depesche"
    with Case.open(path, create=True) as case:
        build(case, [str(one) for one in sorted(SAMPLE.glob("*.txt"))[:4]], settings=Settings())
    return path


@pytest.fixture
def case(few, tmp_path):
    """It, to be changed."""
    shutil.copy(few, tmp_path / "a.depesche")
    with Case.open(tmp_path / "a.depesche") as opened:
        yield opened


def exported(case, form, path):
    """What a coder is given."""
    with path.open("wb") as out:
        write(case, form, out)
    if form == "labelstudio":  # who takes the prediction over makes it an annotation
        tasks = json.loads(path.read_text(encoding="utf-8"))
        for task in tasks:
            task["annotations"] = [{"result": task.pop("predictions")[0]["result"], "completed_by": 7}]
        path.write_text(json.dumps(tasks), encoding="utf-8")
    return path


def rulings(case):
    return {one.record: one for one in case.all_standing()}


def repacked(path, change):
    """An archive with its files changed: a function of name and text gives the new text."""
    with zipfile.ZipFile(path) as packed:
        files = {name: packed.read(name).decode() for name in packed.namelist()}
    with zipfile.ZipFile(path, "w") as packed:
        for name, text in files.items():
            packed.writestr(name, change(name, text))
    return path


@pytest.mark.parametrize("form", sorted(READERS))
def test_what_a_coder_leaves_as_it_was_is_accepted(case, tmp_path, form):
    """Every record, none corrected; a second time there is nothing to rule; and nothing is found missing."""
    path = exported(case, form, tmp_path / ("a.json" if form == "labelstudio" else "a.zip"))
    kinds = {"positions", "statements"} if form == "dna" else case.counts().keys() - {"reports"}
    records = {one.id for report in case.reports() for kind in kinds for one in getattr(report, kind)}
    first = take_in(case, read(path, form), "Ada")
    decisions = len(case.decisions())
    again = take_in(case, read(path, form), "Ada", reject_missing=True)

    assert {one.verdict for one in rulings(case).values()} == {"accept"}
    assert set(rulings(case)) == records
    assert first.accept == decisions == len(records)
    assert (again, len(case.decisions())) == (TakenIn(same=first.accept, reports=first.reports), decisions)


@pytest.mark.parametrize("form", sorted(READERS))
def test_rulings_that_went_out_come_back(case, tmp_path, form):
    """What Ada corrected and added is exported and imported without a new ruling of hers on it."""
    report = next(one for one in case.reports() if len(one.statements) > 1)
    one = report.statements[0]
    case.rule(one.id, "correct", "Ada", {"act": "threaten", "actor": "Wer auch immer"})
    new = case.add(report.name, "statements", "Ada", {"content": [[0, 5]], "mode": "direct", "actor": "Ada B."})
    decisions = len(case.decisions())
    path = exported(case, form, tmp_path / ("a.json" if form == "labelstudio" else "a.zip"))
    found = take_in(case, read(path, form), "Ada")
    own = [made for made in case.decisions()[decisions:] if made.target in {one.id, new}]

    assert (found.correct, found.add, found.left, found.same) == (0, 0, 0, 2)
    assert own == []
    assert rulings(case)[one.id].values == {"act": "threaten", "actor": "Wer auch immer"}


@pytest.mark.parametrize("form", sorted(READERS))
def test_what_is_disputed_stays_so_until_somebody_changes_it(case, tmp_path, form):
    """It goes out as it was read; who leaves it so keeps their own ruling."""
    one = next(r for r in case.reports() if r.statements).statements[0]
    case.rule(one.id, "correct", "Ada", {"actor": "A"})
    case.rule(one.id, "correct", "Bo", {"actor": "B"})
    path = exported(case, form, tmp_path / ("a.json" if form == "labelstudio" else "a.zip"))
    take_in(case, read(path, form), "Ada")
    take_in(case, read(path, form), "Cy")

    assert [(ruling.who, ruling.verdict, ruling.values) for ruling in case.standing(one.id)] == [
        ("Ada", "correct", {"actor": "A"}),
        ("Bo", "correct", {"actor": "B"}),
        ("Cy", "accept", {}),
    ]


def test_what_is_changed_in_brat_is_corrected(case, tmp_path):
    """An attribute that is changed, one that is taken away, and an argument that is gone; the rest is accepted."""
    report = next(r for r in case.reports() if any(s.act and s.source and s.cue for s in r.statements))
    one = next(s for s in report.statements if s.act and s.source and s.cue)
    other = "threaten" if one.act != "threaten" else "warn"

    def change(name, text):
        if not (name.endswith(f"{report.id}.ann")):
            return text
        lines = text.splitlines()
        [note] = [line for line in lines if f'"record": "{one.id}"' in line and line.startswith("#")]
        event = note.split("\t")[1].split()[1]
        lines = [f"{line.rpartition(' ')[0]} {other}" if f"Act {event} " in line else line for line in lines]
        return "\n".join(
            " ".join(part for part in line.split(" ") if not part.startswith("Source:"))
            if line.startswith(f"{event}\t") else line
            for line in lines
        )  # fmt: skip

    path = repacked(exported(case, "brat", tmp_path / "a.zip"), change)
    found = take_in(case, read(path, "brat"), "Ada")

    assert (found.correct, found.add) == (1, 0)
    assert rulings(case)[one.id].values == {"act": other, "source": None}
    assert take_in(case, read(path, "brat"), "Ada").correct == 0


def bare(report, *lines, name="x"):
    return {f"{name}.txt": report.text, f"{name}.ann": "".join(f"{line}\n" for line in lines)}


def folder(tmp_path, files):
    for name, text in files.items():
        (tmp_path / name).write_bytes(text.encode())
    return tmp_path


def test_a_coder_who_began_from_the_bare_text(case, tmp_path):
    """Without ids: the report is found by its text, a record by kind and words; what is new is added, once."""
    report = next(r for r in case.reports() if r.statements and r.times)
    one = next(s for s in report.statements if len(s.content) == 1 and "\n" not in s.content[0].text)
    content, when = one.content[0], report.times[0].span
    coding = tmp_path / "coding"
    coding.mkdir()
    lines = [
        f"T1\tStatement {content.start} {content.end}\t{content.text}",
        "E1\tStatement:T1",
        f"A1\tMode E1 {one.mode}",
        f"T2\tTime {when.start} {when.end}\t{when.text}",
        f"T3\tStatement 0 4\t{report.text[:4]}",
        "A2\tMode T3 direct",
        "#1\tAnnotatorNotes T3\tactor=Ada Brenn; act=warn",
        "T4\tFigure 0 3\t" + report.text[:3],
        "#2\tAnnotatorNotes T4\tvalue=12.5; unit=EUR",
        "T5\tActor 0 2\t" + report.text[:2],
        "A3\tKind T5 person",
        '#3\tAnnotatorNotes T5\t{"name": "Zwei", "names": ["Zwei"]}',
        "T6\tSomething 0 2\t" + report.text[:2],
    ]
    found = take_in(case, read(folder(coding, bare(report, *lines)), "brat"), "Bo")
    again = take_in(case, read(coding, "brat"), "Bo")
    alone = take_in(case, read(coding / "x.ann", "brat"), "Bo")
    now = case.report(report.name)

    assert found == TakenIn(accept=2, add=3, reports=1)
    assert again == alone == TakenIn(same=5, reports=1)
    [added] = [s for s in now.statements if s.verdict == "added"]
    assert (added.actor, added.act, added.content[0].text) == ("Ada Brenn", "warn", report.text[:4])
    assert [(f.value, f.unit) for f in now.figures if f.verdict == "added"] == [(12.5, "EUR")]
    assert [a.name for a in now.actors if a.verdict == "added"] == ["Zwei"]
    assert take_in(case, read(coding, "brat"), "Cy").accept == 5


def test_what_a_coder_left_out_is_rejected_only_if_asked(case, tmp_path):
    """Of the kinds that the files have, in the reports that they have."""
    report, other = [r for r in case.reports() if len(r.statements) > 1][:2]
    one = report.statements[0]
    line = f"T1\tStatement {one.content[0].start} {one.content[0].end}\t-"
    coding = tmp_path / "coding"
    coding.mkdir()
    folder(coding, bare(report, line) | bare(other, name="y"))
    left = take_in(case, read(coding, "brat"), "Bo")
    found = take_in(case, read(coding, "brat"), "Bo", reject_missing=True)
    verdicts = {(ruling.kind, ruling.verdict) for ruling in rulings(case).values()}

    assert left.reject == 0
    assert found.reject == len(report.statements) + len(other.statements) - left.accept
    assert verdicts <= {("statements", "reject"), ("statements", "accept")}


def test_reports_with_the_same_text_are_one_coding(tmp_path):
    """They share their records: each is ruled on once, and a change in either of them counts."""
    text = "Ada Brenn sagte: „Wir warten nicht.“\n"
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with Case.open(tmp_path / "a.depesche", create=True) as case:
        build(case, [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], settings=Settings())
        path = exported(case, "brat", tmp_path / "a.zip")
        second = case.row("b.txt").id
        repacked(
            path, lambda name, text: re.sub("Mode (E.) direct", r"Mode \1 mixed", text) if second in name else text
        )
        found = take_in(case, read(path, "brat"), "Ada")
        again = take_in(case, read(path, "brat"), "Ada")
        decisions = case.decisions()

    assert (found.correct, found.reports, again.same) == (1, 2, len(decisions))
    assert len({one.target for one in decisions}) == len(decisions)


def test_a_text_that_was_edited_is_refused(case, tmp_path):
    """By name, before anything is written."""
    report = next(r for r in case.reports() if r.statements)
    path = exported(case, "brat", tmp_path / "a.zip")
    repacked(path, lambda name, text: f"{text}!" if name.endswith(f"{report.id}.txt") else text)
    with pytest.raises(UsageError, match="is not the one that was coded") as caught:
        take_in(case, read(path, "brat"), "Ada")

    assert report.name in caught.value.what
    assert case.decisions() == []
    strange = [Coded("z.txt", digest("Genf"))]
    with pytest.raises(UsageError, match=r"No report of this case has the text of z\.txt"):
        take_in(case, strange, "Ada")


def test_several_people_are_not_mixed_up(case):
    """Each person's coding comes in under their own name."""
    report = next(iter(case.reports()))
    two = [Coded(report.name, report.digest, who=who) for who in ("7", "8")]

    with pytest.raises(UsageError, match="Several people coded this: 7, 8"):
        take_in(case, two, "Ada")
    with pytest.raises(UsageError, match="Whose coding"):
        take_in(case, two[:1], " ")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("T1\tStatement 0 99999\tx", "no annotation of brat's"),
        ("T1\tStatement x\tx", "no annotation of brat's"),
        ("E1\t", "no annotation of brat's"),
        ("T1\tStatement 0 4\tx", "needs .*mode"),
        ("T1\tTime 0 4\tx", "needs .*value"),
        ("T1\tStatement 0 4\tx\nA1\tMode T1 sung", "is no mode"),
        ("T1\tStatement 0 4\tx\n#1\tAnnotatorNotes T1\t{no", "begins as JSON"),
        ("T1\tCue 0 4\tx\nT2\tStatement 0 2\tx\nE1\tStatement:T9 Cue:T1", "has no content"),
    ],
)
def test_what_makes_no_sense_is_told_and_nothing_is_written(case, tmp_path, line, told):
    """With the file or the report."""
    report = next(iter(case.reports()))
    coding = folder(tmp_path, bare(report, line))
    with pytest.raises(UsageError, match=told) as caught:
        take_in(case, read(coding / "x.ann", "brat"), "Ada")

    assert caught.value.where
    assert case.decisions() == []


@pytest.mark.parametrize("form", sorted(READERS))
@pytest.mark.parametrize(
    "data", [b"", b"\xff\x00", b"{}", b"[1]", b"PK\x03\x04", b"<x/>", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>']
)
def test_what_is_no_coding_is_refused(tmp_path, form, data):
    """Whatever it is."""
    suffix = {"brat": ".ann", "cas": ".xmi", "dna": ".dna", "labelstudio": ".json"}[form]
    for name in (f"a{suffix}", "TypeSystem.xml", "b.bin"):
        (tmp_path / name).write_bytes(data)
    for name in (f"a{suffix}", "b.bin", "none", "."):
        with pytest.raises(UsageError):
            list(read(tmp_path / name, form))
    with pytest.raises(UsageError, match="does not come in from word"):
        read(tmp_path, "word")


def test_an_archive_that_swells_is_not_unpacked(tmp_path, monkeypatch):
    """A file of an archive has a limit, whatever the archive's size."""
    monkeypatch.setattr("depesche.run.coding_files._LARGEST", 1000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.ann", "#" * 10_000)
        packed.writestr("a.txt", "Genf")
    (tmp_path / "a.zip").write_bytes(out.getvalue())

    with pytest.raises(UsageError, match="larger than"):
        list(read(tmp_path / "a.zip", "brat"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 99) | st.floats() | st.text("ab \x00\ud800;=,", max_size=4),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["start", "act", "at"]), inner, max_size=2)
    ),
    max_leaves=4,
)
NAMES = st.sampled_from(
    [*(name for forms in FORMS.values() for name in forms), "record", "at", "verdict", "remark", "x"]
)
FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@FUZZ
@given(
    st.sampled_from(sorted(FORMS)), st.dictionaries(NAMES, JSON, max_size=4), st.sampled_from(["0 4", "0 2;3 5", "1 1"])
)
def test_whatever_stands_in_a_note_nothing_but_our_errors_escapes(few, tmp_path_factory, kind, fields, ends):
    """Files come from strangers: a value that is none is told, and a ruling that was written can be read."""
    folder_ = tmp_path_factory.mktemp("fuzz")
    shutil.copy(few, folder_ / "a.depesche")
    with Case.open(folder_ / "a.depesche") as case:
        report = next(iter(case.reports()))
        note = json.dumps(fields)
        files = bare(report, f"T1\t{name_of(kind)} {ends}\tx", f"E1\t{kind}:T1", f"#1\tAnnotatorNotes E1\t{note}")
        try:
            take_in(case, read(folder(folder_, files) / "x.ann", "brat"), "Ada")
        except UsageError:
            assert case.decisions() == []
        case.report(report.name)


@FUZZ
@given(
    st.lists(
        st.sampled_from(["T1", "E1", "A1", "#1", "T2"]).flatmap(
            lambda name: st.lists(st.text("T1E:0 4;\tMode", max_size=12), max_size=3).map(
                lambda parts: "\t".join([name, *parts])
            )
        ),
        max_size=4,
    )
)
def test_whatever_stands_in_an_ann_file_nothing_but_our_errors_escapes(tmp_path_factory, lines):
    """A line that is none is told."""
    coding = tmp_path_factory.mktemp("fuzz")
    (coding / "x.txt").write_text("Genf schweigt.")
    (coding / "x.ann").write_text("\n".join(lines))
    try:
        found = list(read(coding, "brat"))
    except UsageError:
        return
    assert found[0].kind == ""


@FUZZ
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["id", "type", "value", "from_name", "from_id", "to_id", "meta"]),
            st.sampled_from(
                [
                    "labels",
                    "choices",
                    "relation",
                    "r1",
                    {"start": 0, "end": 4, "labels": ["Statement"]},
                    {"choices": []},
                    {"start": 1e999, "end": 1},
                    {"text": "{"},
                    {"text": ["{}", 1]},
                    1,
                    None,
                    [],
                ]
            ),
        ),
        max_size=3,
    )
)
def test_whatever_stands_in_a_task_nothing_but_our_errors_escapes(tmp_path_factory, results):
    """A result that is none is told."""
    path = tmp_path_factory.mktemp("fuzz") / "a.json"
    path.write_text(json.dumps([{"data": {"text": "Genf schweigt."}, "annotations": [{"result": results}]}]))
    try:
        found = list(read(path, "labelstudio"))
    except UsageError:
        return
    assert found[0].kind == ""
