"""Records taken apart into what coding programs know: a kind, stretches of the text by role, and fields.

Exports write these, readers of coded files give them back. Nothing of a record is lost on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from depesche.records import Report, Span
from depesche.store.codec import decode, encode
from depesche.store.overlay import FORMS
from depesche.store.schema import KINDS

ROLES: Mapping[str, tuple[str, ...]] = {
    "statements": ("content", "cue", "source", "addressee", "occasion", "via", "frame"),
    "times": ("span",),
    "actors": ("mentions",),
    "talks": ("evidence", "outcome", "when"),
    "positions": ("evidence", "condition"),
    "figures": ("span",),
}
"""The fields of each kind that are stretches of the text; the first is what the record stands for."""
SEVERAL = frozenset({"content", "cue", "frame", "mentions", "evidence", "when"})
"""The roles that may have several stretches; all others have one or none."""
CLOSED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    kind: {name: known for name, (_, known, _) in forms.items() if known} for kind, forms in FORMS.items()
}
"""The fields of each kind that take one of a few values, with these."""
# What XML 1.0 cannot hold; lone surrogates, which are among it, UTF-8 cannot hold either.
_UNHELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Coded:
    """A record as a coding program holds it.

    report: what the file calls the report: its name, its id, or a file name that ends with its id. digest: of the text that was
    coded, as `carried` makes it. kind: `statements`, `times` ...; empty for "this report was coded", which each report of a file
    begins with. record: the id of the record that it was made of, empty for what the coder added. fields: everything that is no stretch
    of text, as JSON; `remark` is what the coder noted beside. who: the coder as the file names them.
    """

    report: str
    digest: str
    kind: str = ""
    record: str = ""
    spans: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)
    who: str = ""


def codings(report: Report) -> Iterator[Coded]:
    """Take the records of a report apart, kind by kind, each in the order in which the report has them."""
    for kind, roles in ROLES.items():
        for record in getattr(report, kind):
            spans = {role: several(getattr(record, role)) for role in roles}
            fields = {name: value for name, value in encode(record).items() if name not in {*roles, "id"}}
            held = {role: found for role, found in spans.items() if found}
            yield Coded(report.name, report.digest, kind, record.id, held, fields)


def record_of(coded: Coded, text: str) -> Any:
    """Put a record together again.

    Raises:
        DamagedError: if a field has not the form that the record needs.

    """
    ends = {role: [[one.start, one.end] for one in spans] for role, spans in coded.spans.items()}
    given = {role: found if role in SEVERAL else found[0] for role, found in ends.items()}
    if "evidence" in ROLES[coded.kind] or coded.kind == "statements":
        given.setdefault(ROLES[coded.kind][0], [])
    return decode(KINDS[coded.kind].record, {**coded.fields, "id": coded.record, **given}, text)


def several(value: Any) -> tuple[Span, ...]:
    """One stretch, none or several, as several.

    >>> several(None), several(Span(0, 1, "a"))
    ((), (Span(start=0, end=1, text='a'),))
    """
    if value is None:
        return ()
    return (value,) if isinstance(value, Span) else tuple(value)


def carried(text: str) -> str:
    r"""A text as the files of coding programs can carry it: each character that XML or UTF-8 cannot hold is U+FFFD there.

    Offsets stay as they are.

    >>> carried("Genf\x00 \ud800")
    'Genf� �'
    """
    return _UNHELD.sub("\ufffd", text)


def name_of(kind: str) -> str:
    """What records of a kind are called one by one.

    >>> name_of("statements")
    'Statement'
    """
    return str(KINDS[kind].record.__name__)


def kind_of(name: str) -> str:
    """The kind of record that a name is, in whatever case; empty where it is none.

    >>> kind_of("STATEMENT"), kind_of("Person")
    ('statements', '')
    """
    wanted = name.casefold()
    return next((kind for kind in ROLES if wanted in {kind, name_of(kind).casefold()}), "")
