"""Which act somebody's words perform: that of the verb which reports them, or what the words themselves say."""

from __future__ import annotations

from dataclasses import dataclass

from depesche.read.position_sides import Sides
from depesche.read.position_tables import ContentCue, PositionTables
from depesche.read.position_units import Doing, Unit, doing
from depesche.records import Statement

_PLAIN = frozenset(["inform", "assess", "", None])
_NOT_TALKED = frozenset(["reden", "sprechen", "verhandeln", "diskutieren"])
_TALKING = frozenset(
    ["treffen", "reden", "sprechen", "verhandeln", "zusammenkommen", "fortsetzen", "beraten", "telefonieren"]
)
# Of these, what has not been done is no deed that is denied, but judged (`man sei nicht weitergekommen`).
_GETTING_ON = frozenset(["weiterkommen", "vorankommen", "vorwärtskommen"])
_UNWILLED = frozenset(
    "sein haben werden geben stattfinden beginnen enden dauern folgen kommen sagen meinen denken glauben hoffen sehen wissen warten".split()  # noqa: SIM905
)
_BEING_THERE = frozenset(["geben", "stattfinden", "folgen", "ansetzen", "vorsehen", "planen"])
_COURSE = frozenset(["sein", "verlaufen", "laufen", "bleiben"])
_GETTING = frozenset(["wollen", "erfahren", "bekommen", "erhalten", "haben", "hören", "sehen", "wissen"])
_LETTING = frozenset(["freikommen", "freilassen", "heimkehren", "öffnen", "aufheben", "aussetzen", "lockern"])
_FORCE = ("militär", "Militär", "Gewalt", "Waffen", "Sanktion", "Truppen", "Konsequenz", "Rakete", "Vergeltung")
# `Damit solle das Vertrauen gestärkt werden` tells an aim, and demands nothing.
_AIMING = ("damit", "dadurch", "hiermit", "somit")
_CHARGE = (
    "Vorwurf",
    "Vorwürfe",
    "Zweifel",
    "Anschuldigung",
    "Behauptung",
    "Verantwortung",
    "Unterstellung",
    "Verdacht",
    "Kritik",
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The act of a unit, what it is towards the issue where the words say so, and by which rule."""

    act: str
    stance: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A unit with everything its act is judged by."""

    unit: Unit
    statement: Statement
    does: Doing
    whose: str
    other: str | None
    judged: str
    inner: str = ""

    @classmethod
    def of(
        cls, unit: Unit, statement: Statement, sides: Sides, tables: PositionTables, before: Said | None = None
    ) -> Said:
        """Look at a unit of a statement. before: the unit before, whose subject one without goes on with."""
        whose, other = sides.subject(unit, statement)
        if not whose:
            joined = before is not None and before.unit.found is unit.found and unit.head.kind == "main"
            whose, other = (before.whose, before.other) if before is not None and joined else ("thing", None)
        does = doing(unit.found, unit.head)
        judged = tables.judged(unit.words([unit.head]), negated=does.negated)
        behind = [clause for clause in unit.rest if clause.kind in {"dass", "inf"}]
        inner = next((doing(unit.found, c).lemma for c in unit.rest if c.kind == "inf"), "")
        return cls(unit, statement, does, whose, other, judged or tables.judged(unit.words(behind)), inner)


def judge(said: Said, tables: PositionTables) -> Judgement | None:
    """The act of a unit; None where it only tells."""
    cue = said.statement.act
    act, stance = tables.reporting.get(said.statement.why.rpartition(": ")[2], ("", ""))
    if act == "none":
        return None
    if act and act != "content" and said.unit.number == 0:
        return Judgement(act, stance, why="positions.cue")
    if act != "content" and (cue not in _PLAIN or "nicht" in _cue_words(said)) and cue and said.unit.number == 0:
        return _by_cue(said, tables)
    for rule in (_conditional, _by_words, _by_modal, _by_forecast, _by_will, _by_verdict):
        found = rule(said, tables)
        if found is not None:
            return found
    decided = (
        act == "content" and cue == "commit" and said.unit.number == 0 and said.unit.head.kind not in {"dass", "ob"}
    )
    return Judgement("commit", "", why="positions.cue") if decided else None


def _cue_words(said: Said) -> str:
    return " ".join(span.text for span in said.statement.cue)


def _by_cue(said: Said, tables: PositionTables) -> Judgement | None:
    """The act that the reporting verb names, refined by what is said."""
    act, words, does = said.statement.act or "", said.unit.words(), said.does
    cue = _cue_words(said)
    if act == "refuse" and any(
        word in cue for word in ("äußern", "geäußert", "kommentieren", "bestätig", "Kommentar", "äußerte")
    ):
        return None  # who does not want to say anything takes no stand
    if act == "refuse" and not does.lemma and any(word in words for word in _CHARGE):
        return Judgement("deny", "contra", why="positions.charge")
    harmful = any(noun in words for noun in tables.harmful) or "Schritt" in words or "im Fall" in words
    if act == "assess" and "nicht" in cue and ("schlo" in cue or "geschlossen" in cue) and harmful:
        return Judgement("threaten", "pro", why="positions.not ruled out")
    if act == "warn" and said.whose == "own" and does.lemma and (does.modal == "können" or does.future):
        return Judgement("threaten", "pro", why="positions.own deed")
    if act == "commit" and does.negated:
        changed = _by_words(said, tables)
        if changed is not None and changed.act in {"deny", "commit"}:
            return changed
        if does.passive and does.lemma in _NOT_TALKED:
            return Judgement("refuse", "", why="positions.will")
    if act == "commit" and cue_wants(said) and tables.verbs.get(does.lemma, ("", ""))[1] == "contra":
        return Judgement("demand", "", why="positions.cue")
    if act in {"call", "demand"}:
        return Judgement(_to_all(said, act), "", why="positions.cue")
    return Judgement(act, "", why="positions.cue")


def cue_wants(said: Said) -> bool:
    """Whether the statement only says what somebody wants (`will die Erweiterung stoppen`)."""
    return said.statement.why.startswith("wants")


def _to_all(said: Said, act: str) -> str:
    """An appeal goes to everybody; a demand to one."""
    addressee = said.statement.addressee
    if addressee is None:
        return act
    everybody = addressee.text.lower().startswith(("alle", "beide", "die welt", "die internationale"))
    return "call" if everybody else "demand"


def _conditional(said: Said, tables: PositionTables) -> Judgement | None:
    """`wenn ..., werde man ...`: what the own side would do then is a threat or an offer; what would come of it, a warning."""
    does = said.does
    if said.unit.head.kind == "ob" or not does.lemma or not (said.unit.conditions or " im Fall" in said.unit.words()):
        return None
    if said.whose == "own" and does.perfect is False and does.modal not in {"müssen", "sollen", "dürfen"}:
        forced = any(word in said.unit.words([said.unit.head]) for word in _FORCE)
        if does.lemma in tables.harm or forced or (does.negated and does.lemma not in _UNWILLED):
            return Judgement("threaten", "pro", why="positions.condition")
        if does.lemma in tables.verbs and does.lemma not in _TALKING:
            return Judgement("offer", "pro", why="positions.condition")
    hypothetical = does.lemma == "sein" and does.form in {"wäre", "wären"} and said.judged != "good"
    if said.whose == "thing" and does.passive and not does.negated and not does.modal and does.lemma in tables.verbs:
        return Judgement("offer", "", why="positions.condition")
    if (said.judged == "bad" or hypothetical) and said.whose != "own":
        return Judgement("warn", "contra", why="positions.condition")
    return None


def _by_words(said: Said, tables: PositionTables) -> Judgement | None:
    """The rows of position_cues."""
    words = said.unit.words([said.unit.head])
    words = f" {words[:1].lower()}{words[1:]} {words}"
    verbs = {said.does.lemma, said.does.modal, said.inner} - {""}
    row = next((row for row in tables.cues if row.verb in verbs and _fits(row, said, words)), None)
    row = row or next((row for row in tables.cues if not row.verb and _fits(row, said, words)), None)
    return Judgement(row.act, row.stance, why=f"positions.words: {row.verb or row.words[0]}") if row else None


def _fits(row: ContentCue, said: Said, words: str) -> bool:
    does = said.does
    if row.act == "accuse" and does.passive:
        return False
    if row.negated and (row.negated == "yes") != does.negated:
        return False
    if row.whose and row.whose != said.whose:
        return False
    return not row.words or any(_stands(word, words) for word in row.words)


def _stands(word: str, words: str) -> bool:
    """Whether a word of a table stands in a text: by its beginning, or whole behind `=`."""
    if word[0] == "~":
        return word[1:] in words.lower()
    return f" {word[1:]} " in f"{words} " if word[0] == "=" else f" {word}" in words


def _by_modal(said: Said, _tables: PositionTables) -> Judgement | None:
    """`müsse`, `solle`, `dürfe nicht`: what ought to be is demanded."""
    does = said.does
    aims = any(f" {word} " in f" {said.unit.words([said.unit.head]).lower()} " for word in _AIMING)
    if does.perfect or not does.lemma or does.form.startswith("dürfte") or said.unit.head.kind == "ob":
        return None
    if does.modal == "müssen" or (does.modal == "dürfen" and does.negated):
        return Judgement("demand", "", why=f"positions.modal: {does.modal}")
    if (
        does.modal == "sollen"
        and not aims
        and does.lemma not in _UNWILLED
        and (does.mood == "sub" or does.form.startswith("sollte"))
    ):
        return Judgement("demand", "", why="positions.modal: sollen")
    return None


def _goes_on(said: Said, tables: PositionTables) -> bool:
    """Whether a unit says that there will be, or will not be, more talks (`vorerst gebe es keine neuen Gespräche`)."""
    words = f" {said.unit.words([said.unit.head])}"
    topics = (topic for topic in tables.topics if topic.also and "inform" in topic.acts)
    return any(any(f" {w}" in words for w in t.words) and any(f" {w}" in words for w in t.also) for t in topics)


def _by_forecast(said: Said, tables: PositionTables) -> Judgement | None:
    """`Beide Seiten würden sich wieder treffen`: that talks go on is told; of talks on something the own side says whether it will."""
    does = said.does
    if does.lemma in _BEING_THERE and _goes_on(said, tables):
        return Judgement("inform", "neutral", why="positions.forecast")
    soon = said.whose == "own" and does.lemma in _NOT_TALKED and not (does.perfect or does.modal or does.passive)
    if not (does.future or does.lemma == "rechnen" or soon) or does.negated:
        return None
    if does.lemma in _NOT_TALKED and said.whose == "own" and " über " in said.unit.words([said.unit.head]):
        return Judgement("offer", "pro", why="positions.will: über")
    words = f" {said.unit.words()}"
    if does.lemma in _TALKING | {"entscheiden", "rechnen"}:
        topic = next((t for t in tables.topics if "inform" in t.acts and any(f" {w}" in words for w in t.words)), None)
        return Judgement("inform", "pro", why="positions.forecast") if topic or does.lemma in _TALKING else None
    return None


def _by_will(said: Said, tables: PositionTables) -> Judgement | None:
    """What the own side will do, will not do, has not done, could do; what is not talked about; who could be let go."""
    does = said.does
    if not does.lemma:
        return None
    if does.negated and does.passive and not does.perfect and said.whose == "thing" and does.lemma in _NOT_TALKED:
        return Judgement("refuse", "", why="positions.will")
    if does.modal == "können" and does.lemma in _LETTING and not does.negated:
        return Judgement("offer", "pro", why="positions.will: können")
    return _own_will(does, tables) if said.whose == "own" else None


def _own_will(does: Doing, tables: PositionTables) -> Judgement | None:
    if does.negated and does.perfect and does.lemma not in _GETTING_ON:
        return Judgement("deny", "contra", why="positions.not done")
    if does.lemma in _TALKING and not does.negated:
        return None
    if does.modal == "wollen" and does.lemma in _GETTING and not does.negated:
        return Judgement("demand", "pro", why="positions.will: wollen")
    willing = does.modal == "wollen" or (does.future and does.lemma not in _UNWILLED)
    if willing:
        return Judgement("refuse" if does.negated else "commit", "", why=f"positions.will: {does.modal or 'werden'}")
    if does.negated and does.lemma in tables.verbs and not does.modal and not does.passive:
        return Judgement("refuse", "", why="positions.will")
    if does.modal == "können" and does.lemma in tables.verbs and not does.negated:
        return Judgement("threaten" if does.lemma in tables.harm else "offer", "pro", why="positions.will: können")
    return None


def _is_talk(said: Said, tables: PositionTables) -> bool:
    """Whether a unit says how talks were: it begins with them, and has an adjective that says so."""
    found, own = said.unit.found, said.unit.head.own
    talks = next((topic.words for topic in tables.topics if topic.acts == {"assess"}), ())
    finite = said.unit.head.finite or 0
    about = any(found.tokens[i].text.startswith(talks) for i in own if i < finite)
    return about and any(found.tokens[i].tag == "ADJD" for i in own if i > finite)


def _by_verdict(said: Said, _tables: PositionTables) -> Judgement | None:
    """Who judges: what others did badly is a charge, all else is assessed."""
    if said.judged == "bad" and said.whose == "other":
        return Judgement("accuse", "contra", why="positions.charge on another")
    stance = {"good": "pro", "bad": "contra"}.get(said.judged, "neutral")
    if said.does.lemma in _COURSE and said.whose == "thing" and _is_talk(said, _tables):
        return Judgement("assess", stance, why="positions.verdict")
    if said.statement.act == "assess" and said.unit.number == 0:
        return Judgement("assess", stance, why="positions.cue")
    if said.judged and said.unit.head.kind != "ob":
        return Judgement("assess", stance, why="positions.verdict")
    return None
