"""What a person rules on the actors of a case wins over the machine and survives new reports."""

from __future__ import annotations

from dataclasses import replace

import pytest

from depesche import packs
from depesche.errors import UsageError
from depesche.records import Decision
from depesche.relate.actors import merge
from depesche.relate.actors_decide import find, merging, renaming, splitting
from depesche.relate.actors_keys import key_of
from depesche.relate.actors_log import as_decision, rulings_of, undoing
from depesche.relate.actors_rulings import describe, joined_keys, lost
from depesche.relate.actors_seen import Seen
from depesche.relations import Quote

DE = packs.load("de")


def a_record(name, report, kind="person", **more):
    more.setdefault("names", (name,))
    return Seen(report, f"{report}-{name}", name, kind, Quote(report, 0, len(name), name), **more)


LUND, TAMSEN = a_record("Ida Lund", "a"), a_record("Ida Tamsen", "b")
AGAIN = a_record("Ida Tamsen", "c")
SOME = [LUND, TAMSEN, AGAIN]


def keys(some):
    return {(one.report, one.record): key_of(one, DE) for one in some}


def names(actors):
    return {a.name: len(a.members) for a in actors}


def a_merge(name=None):
    return merging(merge(SOME, DE), ["Ida Tamsen", "Ida Lund"], name, keys(SOME), "jk", "2031-03-04")


def test_a_merge_joins_actors_of_unlike_names():
    """Whoever married is one actor, under the first name given or the one that is asked for."""
    assert names(merge(SOME, DE, [a_merge()])) == {"Ida Tamsen": 3}
    [actor] = merge(SOME, DE, [a_merge("Ida Lund-Tamsen")])

    assert (actor.name, actor.why, actor.confidence) == ("Ida Lund-Tamsen", "actors.ruled-merge", 1.0)
    assert actor.names == ("Ida Tamsen", "Ida Lund")


def test_undoing_a_ruling_restores_the_actors():
    """Rulings are kept, not carried out: without them all is as before."""
    assert merge(SOME, DE, []) == merge(SOME, DE)
    assert names(merge(SOME, DE)) == {"Ida Lund": 1, "Ida Tamsen": 2}


def test_a_merge_takes_in_new_reports():
    """A later report of either name belongs to the actor that was ruled to be one."""
    later = [a_record("Ida Lund", "d"), a_record("Ida Tamsen", "e")]

    assert names(merge([*SOME, *later], DE, [a_merge()])) == {"Ida Tamsen": 5}


def test_a_merge_follows_the_names_where_its_records_are_gone():
    """Records read anew have other ids: then report and name tell, and where the reports are gone, the name."""
    anew = [replace(one, record=f"new-{one.record}") for one in SOME]
    others = [replace(one, report=f"{one.report}2", record=f"{one.report}2") for one in SOME]

    assert names(merge(anew, DE, [a_merge()])) == {"Ida Tamsen": 3}
    assert names(merge(others, DE, [a_merge()])) == {"Ida Tamsen": 3}


def test_a_merge_says_which_keys_go_together():
    """The records of both sides have to be merged at once."""
    joined = joined_keys([a_merge()], keys(SOME))

    assert set(joined) == {"person lund", "person tamsen"}
    assert len(set(joined.values())) == 1
    assert joined_keys([a_merge()], {}) == joined, "by the keys of old where the records are gone"
    chain = replace(a_merge(), sides=(replace(a_merge().sides[0], members=(), keys=("person tamsen", "person zoll")),))
    assert len(set(joined_keys([a_merge(), chain], keys(SOME)).values())) == 1


def test_a_split_takes_out_a_name():
    """`Tamsen` in these reports is not Karl Tamsen, and not in later ones either."""
    some = [a_record("Karl Tamsen", "a", story="s"), a_record("Tamsen", "b", story="s")]
    ruling = splitting(merge(some, DE), "Karl Tamsen", "Tamsen", keys=keys(some))
    later = a_record("Tamsen", "c", story="s")

    assert names(merge(some, DE)) == {"Karl Tamsen": 2}
    assert names(merge(some, DE, [ruling])) == {"Karl Tamsen": 1, "Tamsen": 1}
    assert names(merge([*some, later], DE, [ruling])) == {"Karl Tamsen": 1, "Tamsen": 2}


def test_a_split_may_be_for_one_report():
    """In one report the same name is somebody else; all others stay, later ones too."""
    some = [a_record("Karl Tamsen", r, acts_for=s) for r, s in (("a", "Austria"), ("b", "Austria"), ("c", "Sweden"))]
    ruling = splitting(merge(some, DE), "Karl Tamsen", "Karl Tamsen", ["c"], keys=keys(some))
    later = a_record("Karl Tamsen", "d")

    actors = merge([*some, later], DE, [ruling])

    assert sorted(len(a.members) for a in actors) == [1, 3]
    assert names(merge(some, DE, [replace(ruling, name="Karl Tamsen the younger")])) == {
        "Karl Tamsen": 2, "Karl Tamsen the younger": 1,
    }  # fmt: skip


def test_later_rulings_lie_over_earlier_ones():
    """Merged, renamed, split again: in the order in which it was ruled."""
    merged = a_merge()
    renamed = renaming(merge(SOME, DE, [merged]), "Ida Tamsen", "Ida L.-T.", keys(SOME))
    split = splitting(merge(SOME, DE, [merged, renamed]), "Ida L.-T.", "Ida Lund", keys=keys(SOME))

    assert names(merge(SOME, DE, [merged, renamed])) == {"Ida L.-T.": 3}
    assert names(merge(SOME, DE, [merged, renamed, split])) == {"Ida L.-T.": 2, "Ida Lund": 1}


def test_a_ruling_that_finds_nobody_changes_nothing():
    """It is listed for a person to look at."""
    other = [a_record("Otto Berg", "x")]

    assert merge(other, DE, [a_merge()]) == merge(other, DE)
    assert lost([a_merge()], merge(other, DE), other) == (a_merge(),)
    assert lost([a_merge()], merge(SOME, DE), SOME) == ()


def test_actors_are_found_by_any_form():
    """By name, by a form, in any case and without accents; the id where several share a form."""
    some = [
        a_record("Béla Lund", "a", names=("Béla Lund", "Lund")),
        a_record("Ida Lund", "b", names=("Ida Lund", "Lund")),
    ]
    actors = merge(some, DE)

    assert find(actors, "bela lund").name == "Béla Lund"
    with pytest.raises(UsageError, match="Several actors go by Lund") as several:
        find(actors, "Lund")
    assert actors[0].id in str(several.value)
    assert find(actors, actors[0].id) == actors[0]
    with pytest.raises(UsageError, match="There is no actor Ida Lunt") as unknown:
        find(actors, "Ida Lunt")
    assert "Did you mean Ida Lund" in str(unknown.value)


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda a: merging(a, ["Ida Tamsen", "Ida Tamsen"], None, {}), "one actor already"),
        (lambda a: splitting(a, "Ida Tamsen", "Berg", keys={}), "No report calls Ida Tamsen Berg"),
        (lambda a: splitting(a, "Ida Tamsen", "Ida Tamsen", ["a"], keys={}), "in a"),
        (lambda a: splitting(a, "Ida Tamsen", "Ida Tamsen", keys={}), "All reports call"),
        (lambda a: renaming(a, "Ida Tamsen", "Ida Lund", {}), "use merge"),
    ],
)
def test_rulings_that_make_no_sense_are_refused(ask, said):
    """The error says why, and what to do instead."""
    with pytest.raises(UsageError) as refused:
        ask(merge(SOME, DE))

    assert said in str(refused.value)
    assert refused.value.hint


def test_rulings_are_told_in_both_languages():
    """One line each, with who ruled and when."""
    assert describe(a_merge()) == "Ida Tamsen + Ida Lund: one actor, Ida Tamsen (ruled by jk, 2031-03-04)."
    assert "entschieden von jk" in describe(a_merge(), "de")


def test_rulings_are_kept_as_decisions():
    """What was written down is read again as it was; other decisions are none of ours."""
    merged = a_merge()
    split = splitting(merge(SOME, DE, [merged]), "Ida Tamsen", "Ida Lund", ["a"], keys=keys(SOME), when="2031-03-05")
    other = Decision("report:a", "state", {"outlet": "Elbpost"}, "jk", "2031-03-04")

    assert rulings_of([as_decision(merged), other, as_decision(split)]) == (merged, split)


def test_a_ruling_can_be_taken_back_and_made_again():
    """The last by itself, an earlier one by its number; what is made again holds again."""
    merged = a_merge()
    renamed = renaming(merge(SOME, DE, [merged]), "Ida Tamsen", "Ida L.-T.", keys(SOME), when="2031-03-05")
    log = [as_decision(merged), as_decision(renamed)]

    assert rulings_of([*log, undoing(rulings_of(log))]) == (merged,)
    assert rulings_of([*log, undoing(rulings_of(log), 1)]) == (renamed,)
    assert rulings_of([*log, undoing(rulings_of(log), 1), as_decision(merged)]) == (renamed, merged)


@pytest.mark.parametrize(("which", "said"), [(None, "Nothing has been ruled"), (3, "There is no ruling 3")])
def test_only_what_was_ruled_can_be_taken_back(which, said):
    """The error lists what holds."""
    with pytest.raises(UsageError, match=said):
        undoing([] if which is None else [a_merge()], which)
