"""Whose stand has moved: two days, one thing, and nothing that speaks for two."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from tests.conftest import a_report
from tests.relate.test_positions import POSITIONS, held

from depesche.packs import load
from depesche.records import Fact
from depesche.relate.codebook import code
from depesche.relate.issues import propose, turned
from depesche.relate.position_shifts import shifts
from depesche.relate.positions import coded, held_of
from depesche.run.plan import read_report
from depesche.texts.reasons import told

DE = load("de")
NO = "Elba lehnt den Abzug der Truppen aus dem Grenzland ab"
YES = "Elba bietet nun an, die Truppen aus dem Grenzland heimzuholen"
WEIGHED = "man erwäge, beim Seegericht Beschwerde gegen die Sperre zu erheben"
ANNOUNCED = "Elba will beim Seegericht gegen die Sperre Beschwerde erheben"
TROOPS = "Abzug der Truppen"


def early(act, stance, words, issue=TROOPS, **more):
    return held("Elba", act, stance, words, "2031-03-01", issue, **more)


def late(act, stance, words, issue=TROOPS, day="2031-03-09", **more):
    return held("Elba", act, stance, words, day, issue, **more)


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (("refuse", "contra", NO), ("offer", "pro", YES), "refusal given up"),
        (("offer", "pro", YES), ("refuse", "contra", NO), "offer taken back"),
        (("demand", "pro", YES), ("demand", "contra", NO), "opposite stance"),
        (("assess", "neutral", NO), ("accept", "pro", YES), "open before"),
        (("warn", "contra", NO), ("threaten", "pro", YES), "escalation"),
    ],
    ids=lambda one: one if isinstance(one, str) else one[0],
)
def test_a_stand_that_moved_is_found_with_both_sentences(before, after, why):
    """Refusal and offer, for and against, warning and threat; both quotes tell it, in both languages."""
    [shift] = shifts([late(*after), early(*before)], DE)

    assert (shift.why, shift.actor, shift.issue) == (why, "Elba", TROOPS.casefold())
    assert shift.after is not None
    assert (shift.before.quote.text, shift.after.quote.text) == (before[2], after[2])
    assert all(told(shift.reasons[0], lang) for lang in ("en", "de"))


def test_what_was_weighed_and_is_announced_escalates_whatever_the_issue_is_called():
    """Passages that share rare words speak of one thing though their issues were named otherwise."""
    first, then = early("commit", "pro", WEIGHED, "Beschwerde"), late("commit", "pro", ANNOUNCED, "Sperre")

    assert [one.why for one in shifts([first, then], DE)] == ["escalation"]
    assert shifts([replace(first, day=then.day), replace(then, day=first.day)], DE) == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(early("refuse", "contra", NO), late("offer", "pro", YES, day="2031-03-01"), id="one day"),
        pytest.param(early("refuse", "contra", NO), late("offer", "pro", YES, day=None), id="no day"),
        pytest.param(
            early("demand", "contra", "die Freigabe der Morgenrot samt Ladung", "Schiff"),
            late("demand", "pro", "die Festsetzung der Abendstern am Kai", "Schiff"),
            id="two ships",
        ),
        pytest.param(
            early("refuse", "contra", "keinen Abzug der Truppen aus Kenia"),
            late("offer", "pro", "den Abzug der Truppen aus Malta angeboten"),
            id="another country",
        ),
        pytest.param(
            early("refuse", "contra", NO, addressee="Varnia"),
            late("offer", "pro", YES, addressee="Malta"),
            id="to another",
        ),
        pytest.param(early("refuse", "contra", NO), late("commit", "pro", NO), id="the same words again"),
        pytest.param(early("assess", "pro", YES), late("assess", "contra", NO), id="judgements"),
        pytest.param(early("refuse", "contra", NO), late("offer", "pro", "man sei dazu bereit"), id="nothing shared"),
        pytest.param(
            early("commit", "pro", WEIGHED, "Beschwerde"),
            late("commit", "pro", ANNOUNCED, "Sperre", "2034-03-01"),
            id="years later",
        ),
    ],
)
def test_what_is_not_comparable_is_no_shift(before, after):
    """Another thing, another country, another addressee, the same words, or no telling which came first."""
    assert shifts([before, after], DE) == ()


def test_who_says_both_on_one_day_has_not_moved():
    """The old stand still stands."""
    assert shifts([early("refuse", "contra", NO), late("refuse", "contra", NO), late("offer", "pro", YES)], DE) == ()


def test_for_a_side_only_what_two_speakers_said_counts():
    """What one speaker says on two days is that speaker's own shift."""
    first, then = early("refuse", "contra", NO), late("offer", "pro", YES)

    assert shifts([first, then], DE, "Varnia") == ()
    [shift] = shifts([first, replace(then, actor="Ida Kolb")], DE, "Varnia")
    assert shift.actor == "Varnia"


def test_silence_needs_a_wish_in_two_reports_and_several_reports_without_it():
    """Two later reports are no silence, nor is one wish that nobody told twice; what a single noun names never is."""
    wishes = [early("demand", "pro", NO), late("demand", "pro", YES, day="2031-03-02")]
    others = [late("demand", "pro", "andere Zölle", "Senkung der Zölle", f"2031-04-0{n}") for n in (1, 2, 3)]

    [silence] = shifts([*wishes, *others], DE)
    assert (silence.kind, silence.after, silence.issue) == ("silence", None, TROOPS.casefold())
    assert silence.confidence < 0.5
    assert shifts([*wishes, *others[:2]], DE) == ()
    assert shifts([wishes[0], *others], DE) == ()
    assert shifts([*(replace(one, called=("Abzug", "Abzug")) for one in wishes), *others], DE) == ()


@given(POSITIONS)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_shifts_have_two_days_and_ids_of_their_own(positions):
    """Whatever is handed in: the earlier side is earlier, an id is met once, and order tells nothing."""
    found = shifts(positions, DE, "Elba")

    assert shifts(reversed(positions), DE, "Elba") == found
    assert len({one.id for one in found}) == len(found)
    assert all(one.after is None or (one.before.day or "") < (one.after.day or "") for one in found)


def test_an_actor_of_thousands_of_positions_is_compared_in_time():
    """Candidates come from days and rare words, so that no actor makes all pairs."""
    many = [
        late(
            "demand",
            "pro",
            f"die Sache Nummer{n} am Grenzfluss{n % 97}",
            f"Sache {n}",
            f"20{31 + n % 60}-03-{1 + n % 28:02}",
        )
        for n in range(6_000)
    ]
    assert len(shifts(many, DE)) < len(many)


# The real reports


def clusters(data):
    return sorted((data / "gold" / "clusters").glob("*.json"))


def positions_of(gold, texts):
    """The positions of a cluster with the days that are known."""
    reports = []
    for row in gold["reports"]:
        path = texts / row["file"]
        if path.exists():
            fact = Fact("published", row["published"], "table")
            report = replace(a_report(path.read_text(encoding="utf-8"), row["file"]), facts=(fact,))
            reports.append(read_report(report))
    names: dict[tuple[str, str], int] = {}
    for report in reports:
        for one in report.positions:
            names[one.issue, one.issue_text] = names.get((one.issue, one.issue_text), 0) + 1
    book = propose(names, DE)
    codes = code(names, book)
    called, around = {issue.id: issue.name for issue in book}, turned(codes, book, DE)
    every = (coded(one, codes, called, around) for report in reports for one in held_of(report))
    return [one for one in every if one is not None]


@pytest.mark.corpora
def test_shifts_of_the_clusters_are_those_of_the_gold(data, tmp_path):
    """What is claimed is a change or an escalation that annotators found, and never one of their traps."""
    import subprocess  # noqa: PLC0415
    import sys  # noqa: PLC0415

    right = 0
    for path in clusters(data):
        texts = tmp_path / path.stem
        maker = data / "gold" / "clusters" / "make_reports.py"
        made = subprocess.run([sys.executable, str(maker), str(path), str(texts)], capture_output=True, check=False)
        if made.returncode:
            pytest.skip("the texts of the clusters cannot be made here")
        gold = json.loads(path.read_text(encoding="utf-8"))
        files = {row["file"]: row["id"] for row in gold["reports"]}
        found = positions_of(gold, texts)
        for actor in sorted({one.actor for one in found}):
            for shift in shifts([one for one in found if one.actor == actor], DE):
                steps = next(s for s in map(_entry_of(shift, files, texts), gold["position_shift"]) if s is not None)
                assert steps in {"change", "escalation"}
                right += 1
    assert right >= 2


def _entry_of(shift, files, texts):
    """Asks an entry of the gold for its kind, if both sides of a shift meet a step of it."""

    def entry(gold):
        met = [
            any(_meets(quote, step, files, texts) for step in gold["steps"])
            for quote in (shift.before.quote, shift.after.quote)
        ]
        return gold["kind"] if all(met) else None

    return entry


def _meets(quote, step, files, texts):
    if files[quote.report] != step["report"]:
        return False
    text = (texts / quote.report).read_text(encoding="utf-8")
    start = text.index(step["span"]["text"])
    return quote.start < start + len(step["span"]["text"]) and start < quote.end
