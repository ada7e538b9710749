"""What a notebook shows: charts by the specifications of the page, a report with its marks, an utterance in all its versions."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from depesche.errors import UsageError
from depesche.export.cites import Cites
from depesche.export.highlight import Segment, marks_of, segments
from depesche.export.plain import visible
from depesche.export.said import SaidLine, utterance
from depesche.paragraphs import paragraphs
from depesche.records import Report, Statement
from depesche.relations import Utterance

if TYPE_CHECKING:
    from depesche.store.case import Case

VEGALITE = "application/vnd.vegalite.v6+json"
VEGA = "application/vnd.vega.v6+json"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that a notebook draws. spec: a Vega-Lite specification, or a Vega one for the network."""

    spec: dict[str, Any]
    is_vega: bool = False

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:  # noqa: ARG002 (the protocol's)
        """What notebooks ask for: the specification, and words where nothing can draw it."""
        return {VEGA if self.is_vega else VEGALITE: self.spec, "text/plain": repr(self)}

    def __repr__(self) -> str:
        """What it is, without its data."""
        title = self.spec.get("title", {}).get("text", "")
        return f"<Chart {title!r}; .spec is its specification>"


# Notebooks drop style sheets of outputs that they do not trust, so that every mark carries its own; each works on light and on dark.
_STYLES = {
    "content": "text-decoration: underline 2px #b8860b; text-underline-offset: 3px",
    "source": "border: 1px solid #4a86b8; border-radius: 2px; padding: 0 1px",
    "cue": "font-weight: bold",
    "time": "border-bottom: 2px dotted #3c8f68",
    "clutter": "opacity: 0.6",
}
_DIFFERENT = {
    "other": "font-weight: bold; text-decoration: underline",
    "gap": "opacity: 0.6",
    "spelling": "",
    "same": "",
}
_LONGEST = 200_000
"""Characters of a report that are shown; a notebook with more of them hardly moves."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A report as a notebook shows it: words said underlined, sources in a box, cues bold, times dotted, what is no article dim."""

    report: Report

    def _repr_html_(self) -> str:
        """Its paragraphs; who said what stands where the pointer rests. Whatever the report says is text."""
        report, said = self.report, {one.id: one for one in self.report.statements}
        title = report.header.title or report.name
        about = " · ".join(
            filter(None, (report.name, report.header.outlet, report.header.published.value, report.unread))
        )
        lines = "".join(f"<p>{''.join(_bit(one, said) for one in some)}</p>" for some in _by_paragraph(report))
        more = "<p>…</p>" if len(report.text) > _LONGEST else ""
        return f"<div><h4>{_safe(title)}</h4><p><small>{_safe(about)}</small></p>{lines}{more}</div>"

    def __repr__(self) -> str:
        """Which report it is."""
        return f"<report {self.report.name!r}: {len(self.report.statements)} statements>"


@dataclass(frozen=True, slots=True)
class Versions:
    """An utterance as each report has it; what one has otherwise than the longest is bold, […] stands where the longest says more."""

    said: SaidLine

    def _repr_html_(self) -> str:
        """A row for each report."""
        head = f"{', '.join(self.said.actors)}, {self.said.day or 'on a day that is open'}"
        rows = "".join(
            f"<tr><td>{_safe(one.passage.place.outlet or one.passage.place.report)}</td><td>{one.passage.place.day or ''}</td>"
            f"<td>{', '.join(_signs(one.longest, one.first))}</td><td style='text-align: left'>"
            f"{''.join(_span(piece.text, _DIFFERENT[piece.kind]) for piece in one.pieces)}</td></tr>"
            for one in self.said.versions
        )
        return f"<div><h4>{_safe(head)}</h4><table><tbody>{rows}</tbody></table></div>"

    def __repr__(self) -> str:
        """Whose words they are, and in how many reports."""
        return f"<utterance of {', '.join(self.said.actors)} in {self.said.reports} reports>"


def versions_of(case: Case, one: Utterance) -> Versions:
    """An utterance with the words of every report that has it.

    Raises:
        UsageError: if none of the reports has it any more.

    """
    names = dict.fromkeys(member.report for member in one.members)
    said = utterance(Cites(case, [case.row(name) for name in names], cast=(), kinds=("statements",)), one)
    if said is None:
        raise UsageError("The reports of this utterance do not have it any more.", hint="Ask the case for it anew.")
    return Versions(said)


def _by_paragraph(report: Report) -> Iterator[list[Segment]]:
    """The segments of each paragraph in turn."""
    cut = [(start, end) for start, end in paragraphs(report.text) if start < _LONGEST]
    found = segments(report.text, marks_of(report), (edge for both in cut for edge in both))
    at = 0
    for start, end in cut:
        while at < len(found) and found[at].start < start:
            at += 1
        first = at
        while at < len(found) and found[at].end <= end:
            at += 1
        yield list(found[first:at])


def _bit(piece: Segment, said: Mapping[str, Statement]) -> str:
    roles = dict.fromkeys(mark.role for mark in piece.marks)
    styles = "; ".join(style for role, style in _STYLES.items() if role in roles)
    told = [said[mark.record] for mark in piece.marks if mark.role == "content" and mark.record in said]
    hints = [", ".join(filter(None, (one.actor or "unspecified", one.mode, one.act))) for one in told]
    return _span(piece.text, styles, "; ".join(hints))


def _span(words: str, style: str, hint: str = "") -> str:
    told = f' title="{_safe(hint)}"' if hint else ""
    return f'<span style="{style}"{told}>{_safe(words)}</span>' if style or hint else _safe(words)


def _signs(longest: bool, first: bool) -> list[str]:
    return [sign for sign, holds in (("longest", longest), ("first", first)) if holds]


def _safe(words: str) -> str:
    return html.escape(visible(words))
