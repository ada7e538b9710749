"""Positions: who stands where on what, and by which act."""

from __future__ import annotations

import pytest
from tests.read.conftest import DE, read

from depesche.read.positions import read_positions
from depesche.records import Position

ACTS = [
    ("demand", "Norwegen forderte einen Abzug der Truppen."),
    ("refuse", "Norwegen lehnte einen Abzug der Truppen ab."),
    ("offer", "Norwegen bot Schweden an, die Häfen zu öffnen."),
    ("threaten", "Norwegen drohte mit einer Schließung der Häfen."),
    ("deny", "Norwegen wies den Vorwurf zurück."),
    ("demand", "Ministerin Anna Berg sagte, Schweden müsse die Häfen öffnen."),
    ("demand", "„Schweden darf keine Raketen stationieren“, sagte Ministerin Anna Berg."),
    ("refuse", "Ministerin Anna Berg sagte, sie werde die Häfen nicht öffnen."),
    ("commit", "Ministerin Anna Berg sagte, sie werde die Häfen öffnen."),
    ("offer", "Ministerin Anna Berg sagte, ihr Land sei zu Gesprächen über Fischerei bereit."),
    ("refuse", "Ministerin Anna Berg sagte, eine Öffnung der Häfen komme nicht infrage."),
    ("threaten", "„Wenn Schweden nicht antwortet, schließen wir die Häfen“, sagte Ministerin Anna Berg."),
    ("accuse", "Ministerin Anna Berg sagte, Schweden habe den Vertrag verletzt."),
    ("assess", "„Das Gespräch war hilfreich“, sagte Ministerin Anna Berg."),
    ("deny", "Ministerin Anna Berg sagte, ihr Land habe die Fähren nicht gestoppt."),
    ("assess", "Ministerin Anna Berg sagte, beim Streit um die Häfen sei man nicht weitergekommen."),
]
STANCES = [
    ("Norwegen forderte Sanktionen gegen Banken.", "pro"),
    ("Norwegen forderte ein Ende der Sanktionen gegen Banken.", "contra"),
    ("Norwegen forderte Schweden auf, die Sanktionen zu beenden.", "contra"),
    ("Norwegen lehnte Sanktionen gegen Banken ab.", "contra"),
    ("Norwegen lehnte ein Ende der Sanktionen ab.", "pro"),
    ("Norwegen sagte zu, auf Sanktionen zu verzichten.", "contra"),
    ("Norwegen drohte mit Sanktionen.", "pro"),
    ("Ministerin Anna Berg sagte, ihr Land sei zu Gesprächen über die Lieferung von Waffen bereit.", "neutral"),
    ("Ministerin Anna Berg sagte, ihr Land sei zu Gesprächen über die Begrenzung von Manövern bereit.", "pro"),
    ("Ministerin Anna Berg sagte, Schweden dürfe keine Raketen stationieren.", "contra"),
]
TOLD = [
    ("Forderungen Norwegens nach Garantien stießen auf Kritik.", "Norway", "demand", "Garantien"),
    ("Der von Norwegen geforderte Abzug der Truppen verzögert sich.", "Norway", "demand", "Abzug der Truppen"),
    ("Die norwegische Forderung nach einer Waffenruhe liegt vor.", "Norway", "demand", "Waffenruhe"),
    ("Norwegens Ablehnung der Erweiterung ist bekannt.", "Norway", "refuse", "Erweiterung"),
]


def only(text: str) -> Position:
    """The one position of a text."""
    (found,) = read(text).positions
    return found


@pytest.mark.parametrize(("act", "text"), ACTS)
def test_the_act_is_that_of_the_verb_or_of_what_is_said(act: str, text: str) -> None:
    """A verb such as `fordern` names its act; behind `sagen` modal, negation, condition and verdict tell."""
    assert act in [position.act for position in read(text).positions]


@pytest.mark.parametrize(("text", "stance"), STANCES)
def test_the_stance_is_towards_the_issue_as_it_is_named(text: str, stance: str) -> None:
    """Who wants the end of a thing is against it; each refusal, end or negation turns it round."""
    assert only(text).stance == stance


@pytest.mark.parametrize(("text", "actor", "act", "issue"), TOLD)
def test_what_the_report_says_of_demands_is_a_position(text: str, actor: str, act: str, issue: str) -> None:
    """A noun or participle that names an act, with its actor and what it is about, needs no statement."""
    found = only(text)
    assert (found.actor, found.act, found.issue_text) == (actor, act, issue)


def test_what_only_tells_is_no_position() -> None:
    """A statement of facts says nothing of where its source stands."""
    assert read("Die Reise habe drei Tage gedauert, sagte Ministerin Anna Berg.").positions == ()
    assert read("Norwegen wollte sich zu dem Bericht nicht äußern.").positions == ()


def test_a_condition_is_a_field_of_its_own() -> None:
    """`wenn`, `falls` and `sollte` say on what a position depends."""
    found = read("„Falls Schweden zustimmt, öffnen wir die Häfen“, sagte Ministerin Anna Berg.").positions[0]
    assert found.condition is not None
    assert found.condition.text == "Falls Schweden zustimmt"


def test_what_a_refusal_depends_on_is_demanded() -> None:
    """`erst infrage, wenn ...`: the condition is what the other side is to do."""
    said = "Eine Öffnung der Häfen kommt erst infrage, wenn Schweden seine Truppen zurückzieht"
    text = f"Norwegen und Schweden verhandeln. „{said}“, sagte Norwegens Ministerin Anna Berg."
    assert {(p.act, p.issue) for p in read(text).positions} == {
        ("refuse", "opening of the ports"),
        ("demand", "withdrawal of the troops"),
    }


def test_several_demands_of_one_verb_are_a_position_each() -> None:
    """Joined objects are issues of their own."""
    found = read("Norwegen forderte einen Abzug der Truppen und ein Ende der Sanktionen.").positions
    assert [(p.issue, p.stance) for p in found] == [("withdrawal of the troops", "pro"), ("sanctions", "contra")]


def test_what_is_left_out_of_an_offer_is_refused() -> None:
    """`nicht aber` sets off what the offer does not hold, and does not negate the offer."""
    found = read("Ministerin Anna Berg sagte, sie werde über Fischerei sprechen, nicht aber über Zölle.").positions
    assert [(p.act, p.stance) for p in found] == [("offer", "pro"), ("refuse", "contra")]
    assert found[1].issue == "tariffs"


def test_both_who_agree_accept() -> None:
    """Of two who stand joined before `sich einigen` each accepts, towards the other."""
    found = read("Norwegen und Schweden haben sich auf eine Waffenruhe geeinigt.").positions
    assert {(p.actor, p.act, p.addressee) for p in found} == {
        ("Norway", "accept", "Sweden"),
        ("Sweden", "accept", "Norway"),
    }


def test_what_is_listed_behind_conditions_is_demanded() -> None:
    """`Dazu gehörten` goes on with the conditions that the same speaker named just before."""
    text = "Ministerin Anna Berg sagte, sie habe Bedingungen. Dazu gehöre ein Abzug der Truppen."
    assert [(p.act, p.issue) for p in read(text).positions] == [("demand", "withdrawal of the troops")]


@pytest.mark.parametrize(
    "text",
    [
        "Falls sich Norwegen und Schweden auf eine Waffenruhe einigen, endet der Krieg.",
        "Ministerin Anna Berg sagte, damit solle das Vertrauen gestärkt werden.",
    ],
)
def test_what_is_only_supposed_or_aimed_at_is_no_position(text: str) -> None:
    """A reporting verb in a condition, and what `damit` says of an aim, commit nobody."""
    assert read(text).positions == ()


def test_a_word_that_is_negated_leaves_the_clause_as_it_is() -> None:
    """`nicht mehr gültige Verträge` is no refusal."""
    said = "Ministerin Anna Berg sagte, sie sei offen für Gespräche über nicht mehr gültige Verträge."
    assert only(said).act == "offer"


def test_talks_share_their_topics() -> None:
    """Judgements in a report on talks are brought together, whatever their words."""
    said = "„Das Gespräch war hilfreich“, sagte Ministerin Anna Berg. Am Freitag ist ein Treffen. Das Treffen wird das dritte."
    assert [p.issue for p in read(said).positions] == ["quality of talks"]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Norwegen fordert einen Verzicht auf den Ausbau des Hafens. Kanada lehnt eine solche Zusage ab.", "pro"),
        ("Norwegen fordert den Ausbau des Hafens. Kanada lehnt diese Forderung ab.", "contra"),
    ],
    ids=["against what is against it", "against what is for it"],
)
def test_who_refuses_to_give_a_thing_up_is_for_it(text: str, stance: str) -> None:
    """The stance of an answer is towards the issue, not towards what it answers."""
    answer = next(one for one in read(text).positions if one.act == "refuse")

    assert (answer.actor, answer.stance) == ("Canada", stance)


def test_a_demand_that_is_taken_up_keeps_its_issue() -> None:
    """`die Forderung` is about what was demanded before."""
    text = "Norwegen forderte die Freilassung der Geiseln. Schweden wies die Forderung zurück."
    assert [(p.actor, p.act, p.issue) for p in read(text).positions] == [
        ("Norway", "demand", "release of the hostages"),
        ("Sweden", "refuse", "release of the hostages"),
    ]


def test_an_issue_has_one_name_in_a_report() -> None:
    """Other words for the same issue get the name that the report used first."""
    text = "Norwegen forderte eine Waffenruhe. Schweden lehnte eine Feuerpause ab."
    assert {p.issue_text for p in read(text).positions} == {"Waffenruhe"}


def test_who_acts_for_a_state_says_so_and_speaks_to_somebody() -> None:
    """A person has the state in `acts_for`; who is addressed is a canonical name."""
    found = only("Norwegens Ministerin Anna Berg forderte Schweden auf, die Häfen zu öffnen.")
    assert (found.actor, found.acts_for, found.addressee) == ("Anna Berg", "Norway", "Sweden")
    assert only("Norwegen forderte eine Waffenruhe.").acts_for is None


def test_every_act_has_its_event_class_or_none() -> None:
    """The table of event classes covers every act of the guidelines."""
    assert only("Norwegen forderte eine Waffenruhe.").plover == "DEMAND"
    assert len(DE.table("position_events")) == 12


LAW = "\n\n".join(text for _, text in ACTS) + "\n\n" + "\n\n".join(text for text, *_ in TOLD)


def test_evidence_is_the_report_s_own_words_and_ids_are_stable() -> None:
    """Spans are cut out of the text, ids differ, and reading again changes nothing."""
    report = read(LAW)
    spans = [s for p in report.positions for s in (*p.evidence, *((p.condition,) if p.condition else ()))]
    assert spans
    assert all(report.text[s.start : s.end] == s.text for s in spans)
    assert len({p.id for p in report.positions}) == len(report.positions)
    assert read_positions(report, DE).positions == report.positions


def test_every_actor_of_a_position_is_one_of_the_report() -> None:
    """Actor and addressee are canonical names, never words of the text."""
    report = read(LAW)
    names = {actor.name for actor in report.actors}
    assert all(p.actor in names and (p.addressee is None or p.addressee in names) for p in report.positions)


def test_each_sentence_of_a_quotation_is_a_unit() -> None:
    """A refusal is not lost in the sentence that follows it inside the same quotation marks."""
    text = "„Wir werden die Häfen nicht öffnen. Das Wetter ist schön“, sagte Ministerin Anna Berg."
    assert [(p.act, p.issue) for p in read(text).positions] == [("refuse", "opening of the ports")]


def test_each_infinitive_of_a_wish_is_an_issue() -> None:
    """Who wants to stop one thing and prevent another demands both, against both."""
    text = "Norwegen will die Erweiterung der NATO stoppen und eine Stationierung von Raketen verhindern."
    assert [(p.act, p.stance, p.issue) for p in read(text).positions] == [
        ("demand", "contra", "NATO enlargement"),
        ("demand", "contra", "deployment of missiles"),
    ]


def test_what_is_threatened_is_not_what_it_depends_on() -> None:
    """`im Fall` says when, `mit` says what."""
    found = only("Norwegen drohte im Fall einer Blockade erneut mit einer Schließung der Häfen.")
    assert found.issue == "closure of the ports"
    assert found.condition is not None
    assert found.condition.text == "im Fall einer Blockade"


def test_media_that_are_told_something_are_asked_for_nothing() -> None:
    """The addressee of a statement is none of its demand where it only passes on the words."""
    text = "„Wir brauchen Garantien“, sagte Ministerin Anna Berg dem norwegischen Fernsehen."
    assert only(text).addressee is None


def test_who_demands_guarantees_for_a_thing_demands_the_thing() -> None:
    """`Garantien für das Ende der Erweiterung` asks for both, in the same words."""
    found = read("Forderungen Norwegens nach Garantien für das Ende der Erweiterung der NATO liegen vor.").positions
    assert [(p.act, p.stance, p.issue) for p in found] == [
        ("demand", "pro", "guarantees for the end of the enlargement of NATO"),
        ("demand", "contra", "NATO enlargement"),
    ]


def test_joined_issues_of_a_clause_share_its_words() -> None:
    """Each has the whole clause for its evidence, since neither part says what is done about it."""
    text = "Ministerin Anna Berg sagte, sie werde die Häfen und die Grenzen öffnen."
    found = read(text).positions
    assert len({p.evidence for p in found}) == 1
    assert len({p.id for p in found}) == len(found) == 2


WISHES = [
    ("Norwegen will Garantien.", [("Norway", "demand", "guarantees")]),
    ("Norwegen strebt einen Beitritt an.", [("Norway", "demand", "membership")]),
    ("Norwegen, das Garantien will, wartet.", [("Norway", "demand", "guarantees")]),
    ("Norwegen will keine Garantien nicht.", []),
    ("Das Wetter will nicht besser werden.", []),
]


@pytest.mark.parametrize(("text", "wanted"), WISHES)
def test_what_the_report_says_somebody_wants_is_demanded(text: str, wanted: list[tuple[str, str, str]]) -> None:
    """`wollen` or `anstreben` with an object, in the indicative and not negated, is a demand of its subject's."""
    assert [(p.actor, p.act, p.issue) for p in read(text).positions] == wanted


def test_who_speaks_for_a_body_stands_behind_what_it_offers() -> None:
    """`ihre Regierung habe angeboten` is the speaker's own offer."""
    said = "Norwegens Ministerin Anna Berg sagte, ihre Regierung habe angeboten, die Häfen zu öffnen."
    assert [(p.actor, p.act) for p in read(said).positions] == [("Anna Berg", "offer")]


def test_only_what_is_known_is_taken_up() -> None:
    """`die Forderung` goes back to one made before, `eine Forderung` brings a new one."""
    text = "Norwegen forderte die Freilassung der Geiseln. Schweden lehnte neue Vorschläge ab."
    assert [p.issue for p in read(text).positions] == ["release of the hostages", "proposals"]


def test_that_there_will_be_no_more_talks_is_told() -> None:
    """What officials say of further talks is a position on their continuation."""
    text = "Am Montag war ein Treffen. Das Gespräch dauerte. Norwegens Ministerin Anna Berg sagte, es gebe nun keine neuen Gespräche."
    assert [(p.act, p.issue) for p in read(text).positions] == [("inform", "continuation of talks")]


def test_a_step_that_is_not_ruled_out_is_threatened() -> None:
    """`nicht ausschließen` of a harmful deed is a threat."""
    text = "Norwegen schloss einen Abbruch der Gespräche nicht aus."
    assert [(p.act, p.stance) for p in read(text).positions] == [("threaten", "pro")]


def test_what_a_threat_alludes_to_is_threatened() -> None:
    """The report says what the words are taken to mean; without a threat an allusion is no position."""
    tail = "- eine Anspielung auf die Sperrung der Häfen."
    threat = read(f"„Wenn Schweden nicht antwortet, werden wir reagieren“, sagte Minister Ole Berg {tail}")
    plain = read(f"„Das Gespräch war hilfreich“, sagte Minister Ole Berg {tail}")

    assert [(p.act, p.issue_text) for p in threat.positions if p.why == "positions.alluded"] == [
        ("threaten", "Sperrung der Häfen")
    ]
    assert not [p for p in plain.positions if p.why == "positions.alluded"]


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Norwegen forderte, mit Ja für die Öffnung der Häfen zu stimmen.", "Öffnung der Häfen"),
        ("Norwegen forderte die Vereinigten Staaten auf, die Häfen zu öffnen.", "Öffnung der Häfen"),
        ("Norwegen forderte von den Vereinten Nationen die Öffnung der Häfen.", "Öffnung der Häfen"),
    ],
)
def test_a_name_or_an_answer_is_no_issue(text: str, issue: str) -> None:
    """Every word of a name of several words belongs to it."""
    assert [position.issue_text for position in read(text).positions] == [issue]


def test_what_leads_to_a_part_that_is_cut_off_goes_with_it() -> None:
    """Names are short, and so is what they rest on."""
    tail = "eine Anspielung auf die Lieferung von schnellen Raketen (NSX) in Europa."
    report = read(f"„Wenn Schweden nicht antwortet, werden wir reagieren“, sagte Minister Ole Berg - {tail}")
    (found,) = (position for position in report.positions if position.why == "positions.alluded")

    assert found.issue_text == "Lieferung von schnellen Raketen NSX"
    assert found.evidence[0].text == "die Lieferung von schnellen Raketen (NSX)"
