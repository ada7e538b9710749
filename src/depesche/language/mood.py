"""The mood of a finite verb, told from its form and lemma.

German marks reported speech by the subjunctive, so this decides much of what is read. Forms that could be either (`wollte`, `haben`) are
`both`; what stands around them must tell.
"""

from __future__ import annotations

# Present and past subjunctive of the verbs whose stems are irregular, third person singular and plural.
_SUBJUNCTIVE = frozenset(
    [
        "sei",
        "seien",
        "seist",
        "seiet",
        "wäre",
        "wären",
        "habe",
        "hätte",
        "hätten",
        "werde",
        "würde",
        "würden",
        "könne",
        "könnte",
        "könnten",
        "müsse",
        "müsste",
        "müssten",
        "müßte",
        "müßten",
        "dürfe",
        "dürfte",
        "dürften",
        "solle",
        "wolle",
        "möge",
        "wisse",
        "wüsste",
        "wüssten",
        "wüßte",
        "tue",
        "täte",
        "täten",
        "brauchte",
        "bräuchte",
        "bräuchten",
    ]
)
# `möchte` is a present of its own, `wurde` the plain past; the next forms serve as the preterite too.
_NEITHER = frozenset(["möchte", "möchten", "wurde", "wurden", "ward"])
_BOTH = frozenset(["sollte", "sollten", "wollte", "wollten", "mochte", "brauchte", "brauchten"])


def mood(form: str, lemma: str) -> str:
    """Tell `sub`, `ind` or `both` for a finite verb form of the third person.

    >>> [mood(f, l) for f, l in [("habe", "haben"), ("gebe", "geben"), ("ging", "gehen"), ("ginge", "gehen"), ("sagte", "sagen")]]
    ['sub', 'sub', 'ind', 'sub', 'ind']
    """
    form, lemma = form.lower(), lemma.lower()
    if form in _BOTH:
        return "both"
    if form in _SUBJUNCTIVE:
        return "sub"
    if form in _NEITHER:
        return "ind"
    return _regular(form, lemma)


def _regular(form: str, lemma: str) -> str:
    stem = lemma[:-2] if lemma.endswith("en") else lemma.removesuffix("n")
    if form.endswith("e"):
        return _singular(form, stem)
    if form.endswith("en") and form != lemma and not form.endswith("ten"):
        # kämen, gäben: an umlaut that the infinitive lacks; gingen and blieben are past and subjunctive alike.
        return "sub" if _umlauts(form) > _umlauts(lemma) else "ind"
    return "ind"


def _singular(form: str, stem: str) -> str:
    if form == stem + "e" or (stem.endswith(("el", "er")) and form in {stem + "e", stem[:-2] + stem[-1] + "e"}):
        return "sub"  # gebe, sammle: first person or present subjunctive; the subject decides (see analysis)
    if form.endswith("te"):
        weak = form in {stem + "te", stem + "ete"}
        return "ind" if weak or not _umlauts(form) > _umlauts(stem) else "sub"
    return "sub"  # ginge, bliebe, käme: a strong past has no -e in the singular


def _umlauts(word: str) -> int:
    return sum(c in "äöü" for c in word)


def present_subjunctive(form: str, lemma: str) -> bool:
    """Whether a subjunctive form is the present one, which serves reported speech alone (`sei`, `habe`, `gebe`).

    >>> [present_subjunctive(f, l) for f, l in [("sei", "sein"), ("gebe", "geben"), ("gäbe", "geben"), ("wäre", "sein")]]
    [True, True, False, False]
    """
    form, lemma = form.lower(), lemma.lower()
    if form in {"sei", "seien"}:
        return True
    stem = lemma[:-2] if lemma.endswith("en") else lemma[:-1]
    return form == stem + "e" or (stem.endswith(("el", "er")) and form == stem[:-2] + stem[-1] + "e")
