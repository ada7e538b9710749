"""What relating holds to: it comes to the same whichever way a case grew, does nothing twice, and can be stopped at any moment."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from tests.run.told import a_case, built, differ, held, put, read, two_stories

from depesche.records import Published, Report
from depesche.relate import actors_decide
from depesche.relate.actors_log import as_decision, undoing
from depesche.run import relating, workers
from depesche.run import rulings as actors_rulings
from depesche.run import state as stating
from depesche.run.codebook import codebook, find, merging, rule
from depesche.run.plan import told_again
from depesche.run.relating import relate
from depesche.run.relating_tasks import compared
from depesche.store.case import Case

SAMPLE = Path(relating.__file__).parent.parent / "sample" / "reports"
REPORTS = two_stories(0, 4)
NAMES = [report.name for report in REPORTS]
COPY = read("alter_bote.txt", REPORTS[0].text)
LATER = read("zeitung.txt", REPORTS[0].text)
"""The text of another report under names that come before and behind its own, without a day."""
SEEDS = int(os.environ.get("DEPESCHE_SEEDS", "4"))


@pytest.fixture(scope="module")
def at_once(tmp_path_factory):
    """What a case holds that was built of all reports at once."""
    return built(tmp_path_factory.mktemp("once") / "x", REPORTS)


def parted(seed: int) -> list[list[Report]]:
    """The reports in two steps or more, in any order."""
    chance = random.Random(seed)
    shuffled = chance.sample(REPORTS, len(REPORTS))
    cuts = sorted(chance.sample(range(1, len(REPORTS)), 1 + seed % 4))
    return [shuffled[a:b] for a, b in zip([0, *cuts], [*cuts, len(shuffled)], strict=True)]


# One case, whichever way it grew


def test_what_the_laws_are_about_is_there(at_once):
    """The invented stories give relations of nearly every kind, so that comparing cases compares something."""
    kinds = ("datings", "cast", "utterances", "lineage", "meetings", "discrepancies", "held", "issues", "called")

    assert [kind for kind in kinds if not at_once[kind]] == []


@pytest.mark.parametrize("seed", range(4))
def test_the_steps_in_which_a_case_grew_do_not_matter(at_once, tmp_path, seed):
    """Two steps or five, in any order of reports: the same relations, days, times and talks."""
    assert differ(at_once, built(tmp_path / "x", *parted(seed))) == []


@pytest.mark.parametrize("seed", range(3))
def test_a_case_that_lost_a_report_is_as_if_it_never_had_it(tmp_path, seed):
    """Whichever report is taken out, and whether others came before or after."""
    gone = REPORTS[(3 * seed + 2) % len(REPORTS)]
    rest = [report for report in REPORTS if report is not gone]
    with a_case(tmp_path / "x", *REPORTS) as case:
        case.remove(gone.name)
        relate(case)

        assert differ(built(tmp_path / "y", rest), held(case)) == []


@pytest.mark.parametrize("number", range(0, len(REPORTS), 3))
def test_a_report_that_was_taken_out_and_comes_back_is_related(at_once, tmp_path, number):
    """Even where nothing was related between."""
    with a_case(tmp_path / "x", *REPORTS) as case:
        case.remove(NAMES[number])
        put(case, REPORTS[number])
        relate(case)

        assert differ(at_once, held(case)) == []


@pytest.mark.parametrize("between", [False, True], ids=["at once", "related between"])
def test_a_text_that_changes_and_changes_back(at_once, tmp_path, between):
    """The older version leaves nothing behind, and is the same again when it comes back."""
    other = read(NAMES[1], REPORTS[5].text.replace("Montevideo", "Paysandú"), "2031-05-15")
    with a_case(tmp_path / "x", *REPORTS) as case:
        put(case, other)
        if between:
            relate(case)
            changed = built(tmp_path / "y", [REPORTS[0], other, *REPORTS[2:]])
            assert differ(changed, held(case)) == []
        put(case, REPORTS[1])
        relate(case)

        assert differ(at_once, held(case)) == []


@pytest.mark.parametrize("copy", [COPY, LATER], ids=["before", "behind"])
def test_a_copy_that_comes_and_goes_leaves_no_trace(at_once, tmp_path, copy):
    """Of reports with one text only the first by name counts, whichever came first and whichever goes."""
    both = built(tmp_path / "y", [copy, *REPORTS])
    with a_case(tmp_path / "x", *REPORTS) as case:
        put(case, copy)
        relate(case)
        assert differ(both, held(case)) == []
        case.remove(copy.name)
        relate(case)
        assert differ(at_once, held(case)) == []
        put(case, copy)
        relate(case)
        case.remove(REPORTS[0].name)
        relate(case)

        assert differ(built(tmp_path / "z", [copy, *REPORTS[1:]]), held(case)) == []


def test_another_reader_relates_anew_what_it_read_otherwise(at_once, tmp_path):
    """A report with fewer records than before loses what hung on them, and has it again when they are read again."""
    poorer = replace(REPORTS[0], statements=(), positions=(), talks=())
    with a_case(tmp_path / "x", *REPORTS) as case:
        put(case, poorer, reader="2")
        relate(case)
        assert differ(built(tmp_path / "y", [poorer, *REPORTS[1:]]), held(case)) == []
        put(case, REPORTS[0], reader="1")
        relate(case)

        assert differ(at_once, held(case)) == []


def test_the_sample_grows_to_the_same(tmp_path):
    """The reports that come with Depesche, one at a time from the last, and all at once."""
    reports = [read(path.name, path.read_text(encoding="utf-8", errors="replace")) for path in sorted(SAMPLE.iterdir())]
    whole = built(tmp_path / "x", reports)

    assert whole["utterances"]
    assert differ(whole, built(tmp_path / "y", *([report] for report in reversed(reports)))) == []


def as_stated(case: Case, report: Report) -> Report:
    """A report as a build puts it into a case where a person stated its day."""
    day = case.stated(report.name).get("published")
    if not day:
        return report
    told = told_again(replace(report, header=replace(report.header, published=Published(day))))
    return replace(told, header=report.header)


def lived(case: Case, seed: int) -> dict[str, Report]:
    """Let a case see whatever may happen to one, related now and then; return what it holds in the end."""
    chance = random.Random(seed)
    there: dict[str, Report] = {}
    texts = [report.text for report in REPORTS[::2]]
    for _ in range(14):
        report = chance.choice([*REPORTS, COPY, LATER])
        deed = chance.choice(["put", "put", "put", "change", "remove", "state", "take back", "outlet", "relate"])
        if deed == "put" or (deed == "change" and report.name not in there):
            put(case, as_stated(case, report))
            there[report.name] = report
        elif deed == "change":
            there[report.name] = read(report.name, chance.choice(texts), report.header.published.value)
            put(case, as_stated(case, there[report.name]))
        elif deed == "relate":
            relate(case)
        elif report.name in there:
            if deed == "remove":
                case.remove(report.name)
                del there[report.name]
            else:
                field, value = {
                    "state": ("published", f"2031-05-{chance.randrange(10, 20)}"),
                    "take back": ("published", ""),
                    "outlet": ("outlet", chance.choice(["Bote", ""])),
                }[deed]
                stating.state(case, report.name, field, value, "me")
    return there


@pytest.mark.parametrize("seed", range(SEEDS))
def test_whatever_happened_to_a_case_only_the_end_counts(tmp_path, seed):
    """Reports come, change, go and come back, days are stated and taken back: a new case of what is left is the same."""
    with Case.open(tmp_path / "x", create=True) as case, Case.open(tmp_path / "y", create=True) as new:
        left = lived(case, seed)
        relate(case)
        put(new, *left.values())
        for decision in case.decisions():
            name = decision.target.removeprefix("report:")
            if name in left:
                [(field, value)] = decision.fields.items()
                stating.state(new, name, field, value or "", "me")
        relate(new)

        assert differ(held(new), held(case)) == []
        assert relate(case).done == {}


# Nothing twice


def test_relating_again_does_nothing(tmp_path):
    """Not a unit is done again, and nothing changes."""
    with a_case(tmp_path / "x", *REPORTS, COPY) as case:
        before = held(case)

        assert relate(case).done == {}
        assert differ(before, held(case)) == []


def test_a_new_report_leaves_other_stories_alone(tmp_path):
    """Only its own story is compared anew."""
    with a_case(tmp_path / "x", *REPORTS[:-1]) as case:
        put(case, REPORTS[-1])
        done = relate(case)

        assert (done.stories, done.done["names"], done.done["story"]) == (2, 1, 1)
        assert relate(case).done == {}


# Stopped at any moment


class Stopped(BaseException):
    """What ends a run as Ctrl-C does."""


WRITES = ("put_sketches", "put_units", "drop_units")


def stopping(monkeypatch, after: int) -> None:
    """Let so many writes pass, then end the run; the transaction of the last one is not kept."""
    left = [after]
    for name in WRITES:
        original = getattr(Case, name)

        def write(self, given, *, _original=original):
            if left[0] == 0:
                raise Stopped
            left[0] -= 1
            _original(self, given)

        monkeypatch.setattr(Case, name, write)
    monkeypatch.setattr(relating, "_BATCH", 2)


@pytest.mark.parametrize("after", range(0, 33, 4))
def test_a_run_that_is_stopped_goes_on_to_the_same(at_once, tmp_path, monkeypatch, after):
    """Whatever was written until then; the case is sound, and may even shrink to what it was before."""
    some = [report for report in REPORTS if report.name not in {"fjordbote_1.txt", "tramblatt_3.txt"}]
    before = built(tmp_path / "x", some)
    with Case.open(tmp_path / "x") as case:
        put(case, *REPORTS)
        with monkeypatch.context() as patch:
            stopping(patch, after)
            with suppress(Stopped):  # few writes may be enough for the rest
                relate(case)
        assert case.sound()
        held(case)
        if after % 2:
            case.remove("fjordbote_1.txt")
            case.remove("tramblatt_3.txt")
        relate(case)

        assert differ(before if after % 2 else at_once, held(case)) == []
        assert relate(case).done == {}


def test_a_mistake_in_a_story_keeps_what_was_done(at_once, tmp_path, monkeypatch):
    """The error is told, what was related before stays, and the next run does the rest."""
    original = compared

    def broken(case, task):
        if task[1][0][0].name.startswith("tram"):
            raise ZeroDivisionError
        return original(case, task)

    with Case.open(tmp_path / "x", create=True) as case:
        put(case, *REPORTS)
        with monkeypatch.context() as patch:
            patch.setattr("depesche.run.relating.compared", broken)
            with pytest.raises(ZeroDivisionError):
                relate(case)
        assert case.sound()
        relate(case)

        assert differ(at_once, held(case)) == []


# Many processes, any order, any hash seed


def test_several_processes_give_the_same(at_once, tmp_path, monkeypatch):
    """Workers read the case and hand back what the run itself would have made."""
    monkeypatch.setattr(workers, "WORTH_IT", 2)
    with Case.open(tmp_path / "x", create=True) as case:
        put(case, *REPORTS)
        result = relate(case, workers=2)

        assert result.done["story"] == 2
        assert differ(at_once, held(case)) == []


EXPORT = """
import sys, random
from depesche.store.case import Case
from depesche.run.relating import relate
from depesche.export.registry import write
from tests.run.told import two_stories, put
reports = two_stories(3, 2)
random.Random(int(sys.argv[2])).shuffle(reports)
with Case.open(sys.argv[1], create=True) as case:
    put(case, *reports)
    relate(case)
    write(case, "json", sys.stdout)
"""


def test_hash_seeds_and_the_order_of_files_do_not_matter(tmp_path):
    """Two processes of unlike seeds, given the reports in unlike orders, write the same bytes."""
    src, root = Path(relating.__file__).parents[2], Path(__file__).parents[2]
    told = [
        subprocess.check_output(
            [sys.executable, "-c", EXPORT, str(tmp_path / seed), seed],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": f"{src}:{root}"},
        )
        for seed in ("1", "2")
    ]

    assert b'"utterances": [\n' in told[0]
    assert told[0] == told[1]


# What people say


def test_a_stated_day_wins_and_is_related(at_once, tmp_path):
    """The report is dated no more, its times follow at once; taken back, all is as it was."""
    undated = "fjordbote_2.txt"
    assert [one.report for one in at_once["datings"]] == [undated, "tramblatt_2.txt"]
    with a_case(tmp_path / "x", *REPORTS) as case:
        stating.state(case, undated, "published", "2031-05-22", "me")
        relate(case)
        assert case.row(undated).published == "2031-05-22"
        assert [one.report for one in case.datings()] == ["tramblatt_2.txt"]
        assert {one.day for one in case.held() if one.report == undated} == {"2031-05-22"}

        stating.state(case, undated, "published", "", "me")
        relate(case)

        assert differ(at_once, held(case)) == []


def test_a_day_stated_and_taken_back_at_once(at_once, tmp_path):
    """Nothing was related between, and the day that the case tells is still there in the end."""
    with a_case(tmp_path / "x", *REPORTS) as case:
        stating.state(case, "fjordbote_2.txt", "published", "2031-05-22", "me")
        stating.state(case, "fjordbote_2.txt", "published", "", "me")
        relate(case)

        assert differ(at_once, held(case)) == []


def test_a_day_stated_before_and_after_relating_is_the_same(tmp_path):
    """What hangs on days hangs on those that people state, whenever they do."""
    ends = []
    for name, first in (("x", True), ("y", False)):
        with Case.open(tmp_path / name, create=True) as case:
            put(case, *REPORTS)
            if not first:
                relate(case)
            for report, day in (("fjordbote_2.txt", "2031-05-22"), ("fjordbote_0.txt", "2031-05-25")):
                stating.state(case, report, "published", day, "me")
            relate(case)
            ends.append(held(case))

    assert differ(*ends) == []


def merge(case: Case, *names: str, name: str | None = None) -> None:
    """Rule that some actors are one."""
    ruling = actors_decide.merging(list(case.cast()), names, name, {}, "me", "2031-06-01")
    case.decide(as_decision(ruling))


def test_what_people_rule_on_actors_holds(at_once, tmp_path):
    """A merge reaches statements, positions and talks, outlives new reports and new readings, and can be taken back."""
    some = REPORTS[:3] + REPORTS[4:7]
    with a_case(tmp_path / "x", *some) as case:
        merge(case, "Ingrid Halvorsdal", "norwegische Küstenwache", name="Norwegens Stimme")
        relate(case)
        assert "Norwegens Stimme" in {one.actor for one in case.utterances()}
        put(case, *REPORTS)
        relate(case)
        put(case, *REPORTS, reader="2")
        relate(case)

        assert "Norwegens Stimme" in {one.actor for one in case.utterances()}
        assert "Ingrid Halvorsdal" not in {
            *(one.actor for one in case.utterances()),
            *(one.actor for one in case.held()),
        }
        with Case.open(tmp_path / "y", create=True) as other:
            put(other, *REPORTS)
            for decision in case.decisions():
                other.decide(decision)
            relate(other)
            assert differ(held(other), held(case)) == []

        from depesche.relate.actors_log import rulings_of  # noqa: PLC0415

        case.decide(undoing(rulings_of(case.decisions()), None, "me", "2031-06-02"))
        put(case, *REPORTS)
        relate(case)
        assert differ(at_once, held(case)) == []


@pytest.mark.parametrize("early", [True, False], ids=["before the others", "after them"])
def test_a_split_and_a_new_name_hold(tmp_path, early):
    """Whenever they were ruled, they reach the reports that come later, and the case is one that had all reports before."""
    with a_case(tmp_path / "x", *REPORTS[:3]) as case, Case.open(tmp_path / "y", create=True) as other:
        if not early:
            put(case, *REPORTS)
            relate(case)
        actors_rulings.rename(case, "Tomás Belmonteiro", "Tomás Belmonteiro-Vaz", "me")
        actors_rulings.part(case, "Norway", "Norway", ["fjordbote_1.txt"], "Nordreich", "me")
        put(case, *REPORTS)
        put(case, *REPORTS, reader="2")
        relate(case)
        put(other, *REPORTS, reader="2")
        for decision in case.decisions():
            other.decide(decision)
        relate(other)

        assert differ(held(other), held(case)) == []
        names = {one.name: {member.report for member in one.members} for one in case.cast()}
        assert names["Nordreich"] == {"fjordbote_1.txt"}
        assert "fjordbote_1.txt" not in names["Norway"]
        assert "fjordbote_3.txt" in names["Tomás Belmonteiro-Vaz"]
        assert relate(case).done == {}


def test_what_people_rule_on_issues_holds(tmp_path):
    """The codebook of a person outlives new reports and new readings."""
    with a_case(tmp_path / "x", *REPORTS[:4]) as case:
        book = codebook(case)
        withdrawal, talks = find(book, "Abzug der portugiesischen Kutter"), find(book, "Gespräche in Oslo")
        rule(case, book, merging([withdrawal, talks], "me", "Heringsstreit"))
        put(case, *REPORTS)
        relate(case)
        put(case, *REPORTS, reader="2")
        relate(case)

        assert "Heringsstreit" in {issue.name for issue in case.issues()}
        assert {"Ingrid Halvorsdal", "Tomás Belmonteiro"} <= {
            one.actor for one in case.held() if one.name == "Heringsstreit"
        }
