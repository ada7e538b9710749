"""What people rule lies over what is proposed, and stays when names are added."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.errors import UsageError
from depesche.packs import load
from depesche.relate.codebook import Ruling, apply, code, ruling_of
from depesche.relate.codebook_patterns import pattern
from depesche.relate.issues import propose
from depesche.relations import Issue

DE = load("de")
PORT = ("closure of the port", "Schließung des Hafens")
BAN = ("fishing ban", "Fischereiverbot")
TALKS = ("missile talks", "Raketengespräche")
MISSILES = ("deployment of missiles in Europe", "Stationierung von Raketen in Europa")
NAMES = {PORT: 3, BAN: 2, TALKS: 1, MISSILES: 1}


def book(names, *rulings):
    """The codebook of a case with these names, by id."""
    return {issue.id: issue for issue in apply(propose(names, DE), rulings, names)}


def entry(name, names=NAMES, *rulings):
    """The entry that a name is coded to."""
    issues = apply(propose(names, DE), rulings, names)
    return next(issue for issue in issues if issue.id == code([name], issues)[name])


def ruled(verb, *names, value="", **more):
    """A ruling on the entries of names."""
    return Ruling(verb, "ida", tuple(entry(name) for name in names), value, **more)


def test_without_a_ruling_the_book_is_what_is_proposed():
    """Nothing is changed by laying nothing over it."""
    assert apply(propose(NAMES, DE), [], NAMES) == propose(NAMES, DE)


def test_merged_entries_are_the_first_one_with_all_names():
    """Its id stays, its name too unless another is given."""
    merge = ruled("merge", PORT, BAN, value="Häfen und Fang")

    assert entry(PORT, NAMES, merge) == entry(BAN, NAMES, merge)
    assert entry(PORT, NAMES, merge).id == entry(PORT).id
    assert entry(BAN, NAMES, merge).name == "Häfen und Fang"
    assert entry(BAN, NAMES, merge).by == "ida"


def test_a_ruling_on_an_entry_that_was_merged_away_reaches_what_it_became():
    """The old id leads to the entry that holds its names."""
    rulings = [ruled("merge", PORT, BAN), ruled("rename", BAN, value="Küste")]

    assert entry(PORT, NAMES, *rulings).name == "Küste"


def test_renaming_changes_the_name_alone():
    """The id, the names and all other entries stay."""
    before, after = book(NAMES), book(NAMES, ruled("rename", PORT, value="Hafen zu"))
    changed = {identity for identity in before if before[identity] != after[identity]}

    assert set(before) == set(after)
    assert changed == {entry(PORT).id}
    assert after[entry(PORT).id].covers == before[entry(PORT).id].covers


def test_a_topic_is_set_for_several_entries_and_taken_away():
    """It is shown with them whatever is proposed later; what is split off has that of its entry."""
    topic = Ruling("topic", "ida", (entry(PORT), entry(BAN)), "Küste")
    split = Ruling("split", "ida", (entry(PORT),), "Schließungen", "closures", (PORT[1],))

    assert {entry(one, NAMES, topic).topic for one in (PORT, BAN)} == {"Küste"}
    assert entry(PORT, NAMES, topic, ruled("rename", PORT, value="Hafen zu")).topic == "Küste"
    assert entry(PORT, NAMES, topic, ruled("topic", PORT)).topic == ""
    assert entry(PORT, NAMES, topic, split).topic == "Küste"
    assert ruling_of(topic.as_fields(), "ida") == topic


def test_a_file_without_topics_takes_none_away():
    """Codebooks that were written before there were topics bring the rest."""
    bare = Issue(entry(PORT).id, "Hafen zu", PORT)
    after = entry(PORT, NAMES, Ruling("import", "ida", (bare,)))

    assert (after.name, after.topic) == ("Hafen zu", entry(PORT).topic)
    assert after.topic


def test_names_are_split_off_with_what_they_are_called_in_english():
    """The new entry has the names given, and takes the English name if most positions called so went there."""
    names = {PORT: 3, (PORT[0], "Sperrung des Hafens"): 1}
    split = Ruling("split", "ida", (entry(PORT, names),), "Schließungen", "closures", (PORT[1],))

    assert entry(PORT, names, split).id == "closures"
    assert entry(PORT, names, split).covers == tuple(sorted(PORT))
    assert entry((PORT[0], "Sperrung des Hafens"), names, split).covers == ("Sperrung des Hafens",)


def test_hidden_entries_still_code_names():
    """What is hidden is not lost: it may be shown again."""
    hide, show = ruled("hide", PORT), ruled("show", PORT)

    assert entry(PORT, NAMES, hide).hidden
    assert not entry(PORT, NAMES, hide, show).hidden


def test_a_pattern_takes_what_fits_and_gives_it_back_when_it_goes():
    """Names that came by a pattern alone go to where they are proposed; names of its own stay."""
    add, remove = (ruled(verb, TALKS, value="Rakete* & Europa") for verb in ("add-pattern", "remove-pattern"))

    assert entry(MISSILES, NAMES, add).id == entry(TALKS).id
    assert entry(MISSILES, NAMES, add, remove).id == entry(MISSILES).id
    assert entry(TALKS, NAMES, add, remove).id == entry(TALKS).id


def test_of_two_rulings_on_a_name_the_later_one_holds():
    """A name that a pattern took may be split off again."""
    add = ruled("add-pattern", TALKS, value="Rakete*")
    split = Ruling("split", "ida", (entry(TALKS, NAMES, add),), "Raketen", "missiles", (MISSILES[1],))

    assert entry(MISSILES, NAMES, add, split).id == "missiles"
    assert entry(MISSILES, NAMES, add, split, add).id == entry(TALKS).id


def test_undo_takes_back_one_ruling_after_the_other():
    """Twice undone, the book is as it was two rulings ago."""
    rulings = [ruled("rename", PORT, value="A"), ruled("rename", PORT, value="B"), Ruling("undo", "ida")]

    assert entry(PORT, NAMES, *rulings).name == "A"
    assert book(NAMES, *rulings, Ruling("undo", "ida")) == book(NAMES)
    assert book(NAMES, *rulings, *[Ruling("undo", "ida")] * 5) == book(NAMES)


def test_new_names_join_an_edited_entry_where_they_fit():
    """A name proposed into the same group, or fitting a pattern, goes where the person put the others."""
    rulings = [ruled("merge", PORT, BAN, value="Küste"), ruled("add-pattern", TALKS, value="Rakete*")]
    added = NAMES | {(PORT[0], "Sperrung des Hafens"): 1, ("Raketenabwehr", "Raketenabwehr"): 1, ("Zoll", "Zoll"): 1}

    assert entry((PORT[0], "Sperrung des Hafens"), added, *rulings).name == "Küste"
    assert entry(("Raketenabwehr", "Raketenabwehr"), added, *rulings).id == entry(TALKS).id
    assert entry(("Zoll", "Zoll"), added, *rulings).by == "proposed"


def test_an_edited_entry_keeps_its_names_when_the_proposal_changes():
    """What is proposed later below another id does not take them away."""
    alone = {MISSILES: 1}
    rename = Ruling("rename", "ida", (entry(MISSILES, alone),), "Raketen")
    wider = ("deployment of missiles", "Stationierung von Raketen")
    found = entry(MISSILES, alone | {wider: 4}, rename)

    assert (found.name, found.by) == ("Raketen", "ida")
    assert set(MISSILES) <= set(found.covers)


def test_an_imported_book_applies_by_names_patterns_and_ids():
    """Entries of another case take what they name, what fits their patterns, and what is proposed below their id."""
    other = (
        Issue("coast", "Küste", (PORT[0],), by="jan"),
        Issue("arms", "Raketen", (), ("*rakete*",)),
        Issue(entry(BAN).id, "Fang", ("Fangverbot",)),
    )
    bring = Ruling("import", "ida", other)

    assert (entry(PORT, NAMES, bring).id, entry(PORT, NAMES, bring).by) == ("coast", "jan")
    assert entry(TALKS, NAMES, bring).id == entry(MISSILES, NAMES, bring).id == "arms"
    assert entry(BAN, NAMES, bring).name == "Fang"
    assert "Fangverbot" in entry(BAN, NAMES, bring).covers


def test_rulings_are_the_same_after_they_were_written_down():
    """What a decision holds is the whole ruling; a verb of a later version is passed over."""
    split = Ruling("split", "ida", (entry(PORT),), "Schließungen", "closures", (PORT[1],))

    assert ruling_of(split.as_fields(), "ida") == split
    assert ruling_of({"verb": "weave"}, "ida") is None


VERBS = st.sampled_from(
    ["merge", "rename", "topic", "hide", "show", "add-pattern", "remove-pattern", "split", "undo", "import"]
)
NAMED = st.sampled_from(sorted(NAMES))


@given(st.lists(st.tuples(VERBS, NAMED, NAMED), max_size=8))
@settings(max_examples=120, deadline=None)
def test_whatever_is_ruled_every_name_has_one_entry(steps):
    """No ruling loses a name, gives one to two entries, or leaves out an entry that somebody made."""
    rulings: list[Ruling] = []
    for verb, one, other in steps:
        on = (entry(one, NAMES, *rulings), entry(other, NAMES, *rulings))
        names = (one[1],) if verb == "split" else ()
        rulings.append(Ruling(verb, "ida", on, "Rakete*" if "pattern" in verb else "Neu", "new", names))
        issues = apply(propose(NAMES, DE), rulings, NAMES)
        assert set(code(NAMES, issues)) == set(NAMES)
        assert len({c.casefold() for i in issues for c in i.covers}) == sum(len(i.covers) for i in issues)


# Patterns


@pytest.mark.parametrize(
    ("written", "name", "fits"),
    [
        ("Rakete* & Europa", "Stationierung von Raketen in Europa", True),
        ("Rakete* & Europa", "Raketengespräche", False),
        ("*erweiterung", "Nato-Osterweiterung", True),
        ("*rakete*", "Mittelstreckenraketen", True),
        ("Nato-Oster*", "nato-osterweiterung", True),
        ("Hafen", "Häfen", False),
        ("neuer Hafen", "ein neuer Hafen", True),
        ("neuer Hafen", "ein Hafen, neuer als alle", False),
    ],
)
def test_patterns_ask_for_words_in_any_case_of_letters(written, name, fits):
    """Words stand side by side, parts between & anywhere, * is for more letters."""
    assert pattern(written).fits(name) is fits


@pytest.mark.parametrize("written", ["", "*", "Hafen & ", "Hafen *", "&", "a" * 300, "…"])
def test_a_pattern_that_asks_for_nothing_is_no_pattern(written):
    """It would take every name."""
    with pytest.raises(UsageError) as caught:
        pattern(written)
    assert caught.value.hint


def test_of_two_patterns_that_fit_the_one_that_asks_for_more_wins():
    """A name that no entry covers goes to the closer description."""
    issues = [Issue("a", "A", patterns=("Hafen*",)), Issue("b", "B", patterns=("Hafen* & Malta",))]

    assert code([("", "Hafensperre in Malta"), ("", "Hafensperre"), ("", "Zoll")], issues) == {
        ("", "Hafensperre in Malta"): "b",
        ("", "Hafensperre"): "a",
    }
