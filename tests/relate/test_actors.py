"""Which actor records of a case are one actor, which are kept apart, and what is said for it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import a_report

from depesche import packs
from depesche.relate.actors import merge, names_in
from depesche.relate.actors_keys import key_of
from depesche.relate.actors_renamed import renamed
from depesche.relate.actors_seen import Seen, called, seen, sound
from depesche.relate.actors_story import in_story
from depesche.relations import Quote
from depesche.run.plan import read_report
from depesche.texts.reasons import told

DE = packs.load("de")


def a_record(name, report="a", kind="person", **more):
    more.setdefault("names", (name,))
    return Seen(report, f"{report}-{name}", name, kind, Quote(report, 0, len(name), name), **more)


def records(*rows, story="s"):
    """Records by rows of name, role and for; every row is of a report of its own, all of one story."""
    return [
        a_record(name, f"r{i}", role=role, acts_for=acts_for, story=story)
        for i, (name, role, acts_for) in enumerate(rows)
    ]


def case(*stories):
    """What `in_story`, `key_of` and `merge` together make of the records of some stories."""
    blocks = defaultdict(list)
    for story in stories:
        for one in in_story(story, DE):
            blocks[key_of(one, DE)].append(one)
    return [actor for key in sorted(blocks) for actor in merge(blocks[key], DE)]


def groups(actors):
    """The own names of the records of every actor that has several."""
    return sorted(sorted({m.text for m in a.members}) for a in actors if len(a.members) > 1)


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        (("Sergej Tamsow", None, None), ("Sergey Tamsov", None, None), "actors.spelling"),
        (("Franz-Josef Lund", None, None), ("Franz Josef Lund", None, None), "actors.spelling"),
        (("Béla Tamsen", None, None), ("Bela Tamsen", None, None), "same name"),
        (("Karl Tamsen", None, None), ("Karl B. Tamsen", None, None), "actors.longer"),
        (("Tayib Lund", "president", "Turkey"), ("Resep Tayib Lund", "president", "Turkey"), "actors.longer"),
        (("K. Tamsen", "mayor", "Austria"), ("Karl Tamsen", "mayor", "Austria"), "actors.initial"),
        (("Margret Lund", "chancellor", None), ("Margaret Lund", "chancellor", "Austria"), "actors.slip-first"),
        (("Ida Lunds", "chancellor", None), ("Ida Lund", "chancellor", "Austria"), "actors.genitive"),
        (("Johannes Otto III.", None, None), ("Johannes Otto III", None, None), "same name"),
        (("Hafis al-Tamsi", None, None), ("Hafis Tamsi", None, None), "same name"),
    ],
)
def test_names_of_one_person_come_together(one, other, rule):
    """Spelling, first names left out, initials, slips and the genitive do not make two persons of one."""
    [actor] = case(records(one, story="s1"), [replace(r, report="x") for r in records(other, story="s2")])

    assert (len(actor.members), actor.why) == (2, rule)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Karl Tamsen", None, None), ("Otto Tamsen", None, None)),
        (("Hans Tamsen", None, None), ("Hans-Peter Tamsen", None, None)),
        (("Andrea Tamsen", "mayor", "Austria"), ("Andreas Tamsen", "mayor", "Austria")),
        (("Margret Lund", None, None), ("Margaret Lund", None, None)),
        (("K. Tamsen", None, None), ("Karl Tamsen", None, None)),
        (("Jan Tamsen", "minister", "Austria"), ("Ian Tamsen", "minister", "United Kingdom")),
        (("Horst Kohler", "mayor", "SPD"), ("Horst Köhler", "mayor", "CDU")),
        (("Karl Schmidt", "mayor", "Austria"), ("Karl Schmitt", "mayor", "Austria")),
        (("Karl Tamsen jr.", None, None), ("Karl Tamsen", None, None)),
        (("Tamsen", None, None), ("Karl Tamsen", None, None)),
        (("Tamsen", "mayor", "Austria"), ("Karl Tamsen", "mayor", "Switzerland")),
        (("Tamsen", "mayor", None), ("Tamsen", "mayor", None)),
    ],
)
def test_different_persons_stay_apart(one, other):
    """Another first name, gender, state or party, or too little evidence, keeps two persons apart."""
    actors = case(records(one, story="s1"), [replace(r, report="x") for r in records(other, story="s2")])

    assert len(actors) == 2


def test_two_longer_names_leave_a_shorter_one_open():
    """Karl Tamsen may be Karl A. or Karl B. Tamsen: neither gets him."""
    some = records(("Karl Tamsen", None, None), ("Karl A. Tamsen", None, None), ("Karl B. Tamsen", None, None))

    assert groups(case(*([replace(one, story=f"s{i}")] for i, one in enumerate(some)))) == []


def test_a_misspelt_surname_needs_story_and_office():
    """One letter of a surname is a slip only where a story has both beside the same first name and office."""
    some = records(
        ("Karl Tamsen", "mayor", "Austria"), ("Karl Tamsen", "mayor", None), ("Karl Tamsem", "mayor", "Austria")
    )
    [actor] = case(some)

    assert (actor.name, len(actor.members)) == ("Karl Tamsen", 3)
    assert len(case(some[:2], [replace(some[2], story="elsewhere")])) == 2


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("Tamsen", None, None), ("Karl Tamsen", "mayor", None)], [["Karl Tamsen", "Tamsen"]]),
        ([("Tamsens", None, None), ("Karl Tamsen", "mayor", None)], [["Karl Tamsen", "Tamsens"]]),
        ([("Tamsen", None, None), ("Karl Tamsen", None, None), ("Ida Tamsen", None, None)], []),
        (
            [("Tamsen", "chancellor", None), ("Karl Tamsen", "mayor", None), ("Ida Tamsen", "chancellor", None)],
            [["Ida Tamsen", "Tamsen"]],
        ),
        ([("Tamsen", None, "Austria"), ("Karl Tamsen", "mayor", "Switzerland")], []),
    ],
    ids=["the only one", "in the genitive", "two of them", "by office", "of another state"],
)
def test_a_surname_alone_is_whom_its_story_names(rows, expected):
    """In a story a surname stands for the one person who bears it and fits."""
    assert groups(case(records(*rows))) == expected


def test_a_surname_with_an_office_is_found_in_other_stories():
    """`Kanzlerin Tamsen` is the only Tamsen of the case who is chancellor, even if her story does not say her first name."""
    some = records(
        ("Ida Tamsen", "chancellor", "Austria"), ("Karl Tamsen", "mayor", None), ("Tamsen", "chancellor", None)
    )

    actors = case(*([replace(one, story=one.report)] for one in some))

    assert groups(actors) == [["Ida Tamsen", "Tamsen"]]
    assert any(a.why == "actors.surname-office" for a in actors)


def test_heads_of_a_state_go_by_several_titles():
    """President and head of state of one state and surname are the same."""
    some = records(("Ida Tamsen", "president", "Austria"), ("Tamsen", "head of state", "Austria"))

    assert groups(case([some[0]], [replace(some[1], story="t")])) == [["Ida Tamsen", "Tamsen"]]


@pytest.mark.parametrize(("acts_for", "found"), [("SPD", True), ("Germany", False), (None, False)])
def test_a_surname_with_a_party_is_found_in_other_stories(acts_for, found):
    """A party is shared by few bearers of a surname; a state by too many."""
    some = records(("Ida Tamsen", "mayor", acts_for), ("Tamsen", None, acts_for))

    assert (groups(case([some[0]], [replace(some[1], story="t")])) != []) is found


def test_whoever_has_a_surname_to_himself_is_known_by_it():
    """A bare surname is the eminent bearer's, unless others are met nearly as often."""
    alone = [a_record("Tamsen", "r0", story="s0")]
    often = [[a_record("Karl Tamsen", f"k{i}", story=f"k{i}")] for i in range(8)]
    twice = [[a_record("Ida Tamsen", f"i{i}", story=f"i{i}")] for i in range(2)]

    assert ["Karl Tamsen", "Tamsen"] in groups(case(alone, *often))
    assert ["Karl Tamsen", "Tamsen"] not in groups(case(alone, *often, *twice))


def test_an_office_without_a_name_is_its_only_holder_in_the_story():
    """`Der Vizeaußenminister` is the one whom another report of the story names in this office, for this state."""
    named = a_record("Karl Tamsen", "a", role="deputy foreign minister", acts_for="Austria", story="s")
    office = a_record(
        "österreichischer Vizeaußenminister", "b", role="deputy foreign minister", acts_for="Austria", story="s",
        names=("der österreichische Vizeaußenminister",), described=True,
    )  # fmt: skip
    second = replace(named, report="c", record="c", name="Ida Lund")

    [actor] = case([named, office])
    assert (actor.name, len(actor.members)) == ("Karl Tamsen", 2)
    assert told(actor.reasons[0]).startswith("“österreichischer Vizeaußenminister” is Karl Tamsen: another report")
    assert len(case([named, office, second])) == 3, "two hold it"
    assert len(case([named, replace(office, names=("ein österreichischer Vizeaußenminister",))])) == 2, "any"
    assert len(case([named, replace(office, acts_for="Hungary")])) == 2, "of another state"
    assert len(case([named], [replace(office, story="t")])) == 2, "in another story"
    assert len(case([named, replace(office, report="a")])) == 2, "the same report, which keeps them apart"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("Tsu", None, None), ("Tsu Linping", None, None)], [["Tsu", "Tsu Linping"]]),
        ([("Anna", None, None), ("Anna Tamsen", None, None)], []),
        ([("Sonja", "queen", None), ("Sonja Tamsen", "queen", None)], [["Sonja", "Sonja Tamsen"]]),
        ([("Tsu", None, None), ("Tsu Linping", None, None), ("Tsu Wengao", None, None)], []),
    ],
)
def test_the_first_word_of_a_name_stands_for_it(rows, expected):
    """Where the family name comes first, or whoever reigns goes by a first name; not Anna for any Anna."""
    assert groups(case(records(*rows))) == expected


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        (
            ("OSCE", "organisation"),
            ("Organisation für Sicherheit und Zusammenarbeit in Europa", "organisation"),
            "OSCE",
        ),
        (("German Foreign Office", "organisation"), ("auswärtiges Amt", "office"), "German Foreign Office"),
        (("The Guardian", "organisation"), ("britische Tageszeitung The Guardian", "organisation"), "The Guardian"),
        (("Orsunder Seeamt", "organisation"), ("Orsunder Seeamts", "organisation"), "Orsunder Seeamts"),
        (("Russia", "state"), ("Russland", "state"), "Russia"),
    ],
)
def test_forms_of_a_body_are_one(one, other, name):
    """The tables and inflection bring the names of bodies and states together."""
    some = [a_record(called_so, f"r{i}", kind, story=f"s{i}") for i, (called_so, kind) in enumerate((one, other))]

    assert [(a.name, len(a.members)) for a in case(some[:1], some[1:])] == [(name, 2)]


def test_short_forms_hold_in_the_story_that_explains_them():
    """`SAO` is the Seeamt Orsund where another report of the story says so, else itself."""
    long = a_record("Seeamt Orsund", "a", "organisation", names=("Seeamt Orsund", "SAO"), story="s")
    short = a_record("SAO", "b", "organisation", story="s")

    assert groups(case([long, short])) == [["SAO", "Seeamt Orsund"]]
    assert groups(case([long], [replace(short, story="t")])) == []


def test_the_state_before_a_name_may_be_left_out():
    """`Coast Patrol` is the United States Coast Patrol if the story has no other."""
    long = a_record("United States Coast Patrol", "a", "organisation", story="s")
    short = a_record("Coast Patrol", "b", "organisation", story="s")

    assert groups(case([long, short])) == [["Coast Patrol", "United States Coast Patrol"]]
    assert groups(case([long, short, replace(long, report="c", name="British Coast Patrol")])) == []


def test_a_body_taken_for_a_person_is_the_body():
    """What has no role and the name of a body of the story is no person."""
    body, person = a_record("Tamsen Bulk", "a", "organisation", story="s"), a_record("Tamsen Bulk", "b", story="s")

    assert [(a.kind, len(a.members)) for a in case([body, person])] == [("organisation", 2)]
    assert len(case([body, replace(person, role="mayor")])) == 2


@pytest.mark.parametrize(
    ("kind", "acts_for", "over_stories"),
    [("office", "Norway", True), ("office", None, False), ("group", None, False), ("person", "Norway", False)],
)
def test_whoever_is_only_described_meets_in_their_story_only(kind, acts_for, over_stories):
    """`Die norwegische Hafenwacht` is one over stories; `ein Sprecher`, `Beobachter` and `das Hafenamt` are those of their story."""
    one = a_record("Hafenwacht", "a", kind, acts_for=acts_for, described=True, story="s")
    near, far = replace(one, report="b", record="b"), replace(one, report="c", record="c", story="t")

    assert len(case([one, near])) == 1
    assert (len(case([one], [far])) == 1) is over_stories


def test_an_institution_is_whose_the_rest_of_the_story_says():
    """`Das Hafenamt` is Norway's if every other report of the story that says whose it is says Norway."""
    one = a_record("Hafenamt", "a", "office", acts_for="Norway", described=True, story="s")
    open_ = replace(one, report="b", record="b", acts_for=None)

    assert len(case([one, open_])) == 1
    assert len(case([one, open_, replace(one, report="c", record="c", acts_for="Sweden")])) == 3


def test_the_commonest_full_name_is_the_name():
    """Of several spellings the commonest is the name, however often the surname stands alone."""
    some = records(*[("Tamsow", None, None)] * 5, *[("Sergej Tamsow", None, None)] * 2, ("Sergey Tamsov", None, None))
    [actor] = case(some)

    assert actor.name == "Sergej Tamsow"
    assert actor.names == ("Sergej Tamsow", "Tamsow", "Sergey Tamsov")


def test_persons_of_one_name_are_told_apart_by_name():
    """Two Tamsens that nothing joins do not go by one name if something tells them apart."""
    some = records(("Tamsen", "mayor", "Austria"), ("Tamsen", "mayor", "Sweden"))
    names = sorted(a.name for a in case([some[0]], [replace(some[1], story="t")]))

    assert names[0] == "Tamsen"
    assert names[1] in {"Tamsen (Austria)", "Tamsen (Sweden)"}


def test_a_new_report_leaves_ids_as_they_are():
    """An actor keeps its id when reports come and go, unless its name changes."""
    some = records(("Karl Tamsen", None, None), ("Karl Tamsen", "mayor", None), ("Karl B. Tamsen", None, None))

    assert case(some[:1])[0].id == case(some[1:2])[0].id == case(some[:2])[0].id


NAMES = st.sampled_from(
    [
        "Karl Tamsen",
        "Tamsen",
        "K. Tamsen",
        "Karl B. Tamsen",
        "Carl Tamsen",
        "Karla Tamsen",
        "Tamsens",
        "Karl Tamsens",
        "Otto II.",
    ]
)
ROLES = st.sampled_from([None, "mayor", "chancellor", "former chancellor, chair", "observer"])
STATES = st.sampled_from([None, "Austria", "SPD", "CDU", "Germany", "NATO"])
STORIES = st.sampled_from(["s", "t", "u"])
CASES = st.lists(st.tuples(NAMES, ROLES, STATES, STORIES, st.booleans()), max_size=14)


def drawn(rows):
    return [
        a_record(name, f"r{i}", role=role, acts_for=acts_for, story=story, described=described)
        for i, (name, role, acts_for, story, described) in enumerate(rows)
    ]


@settings(max_examples=150, deadline=None)
@given(CASES, st.randoms())
def test_order_does_not_matter_and_every_record_is_one_actors(rows, random):
    """Whatever the order of the reports, the actors are the same; every record belongs to exactly one; every reason can be told."""
    some = drawn(rows)
    mixed = list(some)
    random.shuffle(mixed)

    def all_of(items):
        stories = defaultdict(list)
        for one in items:
            stories[one.story].append(one)
        placed = [one for story in stories.values() for one in in_story(story, DE)]
        return merge(placed, DE)

    actors = all_of(some)
    assert actors == all_of(mixed)
    assert sorted(m.record for a in actors for m in a.members) == sorted(one.record for one in some)
    assert len({a.id for a in actors}) == len(actors)
    for actor in actors:
        assert 0 <= actor.confidence <= 1
        for reason in actor.reasons:
            assert told(reason, "en")
            assert told(reason, "de")


@settings(max_examples=50, deadline=None)
@given(
    st.text(max_size=30),
    st.sampled_from(["person", "organisation", "state", "office", "group", "agency"]),
    st.booleans(),
)
def test_any_name_has_a_key(name, kind, described):
    """No name, however odd, stops the work."""
    placed = in_story([a_record(name, kind=kind, described=described)], DE)

    assert len(merge(placed, DE)) == 1
    assert isinstance(sound(name), str)
    assert called(name).surname in name or not name.split()


def test_a_report_goes_by_the_names_of_the_case():
    """Actors, statements, talks and positions get the names of the case; spans and ids stay."""
    text = (
        "Der österreichische Außenminister Sergej Tamsow traf sich am Montag mit Vertretern Ungarns in Linz. "
        "Tamsow forderte Ungarn auf, die Brücke zu öffnen. „Wir sind bereit“, sagte Tamsow."
    )
    report = read_report(a_report(text))
    names = {"Sergej Tamsow": "Sergei Tamsov", "Hungary": "Ungarn"}
    new = renamed(report, names)

    assert {s.actor for s in new.statements} == {"Sergei Tamsov"}
    assert "Ungarn" in {a.name for a in new.actors}
    assert all("Hungary" not in t.participants for t in new.talks)
    assert "Hungary" not in {p.addressee for p in new.positions}
    assert [s.id for s in new.statements] == [s.id for s in report.statements]
    assert [a.mentions for a in new.actors] == [a.mentions for a in report.actors]
    assert renamed(report, {}) == report


def test_participants_that_become_one_are_told_once():
    """Two names of one actor in a talk are one participant."""
    text = "Ida Lund traf Karl Tamsen in Linz zu Gesprächen über die Brücke."
    report = read_report(a_report(text))
    new = renamed(report, {"Ida Lund": "Karl Tamsen"})

    assert all(len(set(t.participants)) == len(t.participants) for t in new.talks)


def test_records_are_seen_with_their_fullest_words():
    """What a case keeps of an actor quotes the words of its name, and knows who is only described."""
    report = read_report(
        a_report("Tamsen kam spät. Kanzler Karl Tamsen sprach. Ein Sprecher der Polizei schwieg dazu nicht.")
    )
    [person] = [one for one in seen(report, "s") if one.name == "Karl Tamsen"]

    assert (person.quote.text, person.mentions, person.story) == ("Karl Tamsen", 2, "s")
    assert report.text[person.quote.start : person.quote.end] == person.quote.text


def test_names_of_a_report_follow_its_most_frequent_record():
    """A ship and its owner of one name in one report: the one that is named more often gives the name."""
    ship = a_record("Tamsen", "a", "organisation", mentions=1)
    owner = replace(a_record("Tamsen", "a", mentions=3), record="p")
    actors = [replace(actor, name=f"{actor.kind}!") for actor in merge([ship, owner], DE)]

    assert names_in(actors, [ship, owner]) == {"a": {"Tamsen": "person!"}}


@pytest.mark.corpora
def test_the_five_reports_have_one_record_of_each_main_actor(data):
    """Over the five reports of January 2022 every main actor is one, and none of them is two."""
    reports = [
        read_report(a_report(path.read_text(encoding="utf-8"), path.name))
        for path in sorted((data / "reports").glob("*.txt"))
    ]
    actors = case([one for report in reports for one in seen(report, "s")])
    by_name = {a.name: len(a.members) for a in actors}

    assert {name for name, n in by_name.items() if n >= 4} >= {"Russia", "United States", "NATO", "Ukraine", "OSCE"}
    assert len(by_name) == len(actors)
