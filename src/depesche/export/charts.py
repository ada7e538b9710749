"""Charts as Vega-Lite specifications: the same one for the page, a notebook, and a file.

Plain dictionaries with their data in them, always the same for the same case. Nothing hangs on colour alone: kinds have rows of their own,
stances letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from depesche.texts import name_of, text

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
# Okabe and Ito's colours, which the colour-blind can tell apart; the darker ones of them, for contrast on white.
COLOURS = {"reports": "#5f5a52", "statements": "#a8791a", "positions": "#7b2418", "talks": "#1f5a8c"}
STANCES = {"pro": "#00664d", "contra": "#a3201a", "neutral": "#5f5a52"}
LIGHT = {"paper": "#fcfbf8", "ink": "#1c1a17", "rule": "#ddd7cb"}
DARK = {"paper": "#141517", "ink": "#e8e4dc", "rule": "#37383c"}
_DARKER = {"reports": "#b0aba1", "statements": "#d9ad4e", "positions": "#f0a58f", "talks": "#8cc1ee"}
DARK_STANCES = {"pro": "#7fd1a4", "contra": "#ff9d92", "neutral": "#b0aba1"}
_ABOVE = {"labelAngle": -40, "orient": "top", "labelLimit": 220}
_TIPS = (
    ("actor", "asked.actor"),
    ("issue", "review.issue"),
    ("act", "field.act"),
    ("stance", "field.stance"),
    ("count", "chart.count"),
    ("words", "field.content"),
)
_FONT = "system-ui, 'Noto Sans', 'Liberation Sans', Arial, sans-serif"

Spec = dict[str, Any]


SIGNS = {"pro": "+", "contra": "−", "neutral": "○"}
"""What stands for a stance where colour must not tell it alone."""


def timeline(days: Mapping[str, Sequence[tuple[str, int]]], *, lang: str = "en", theme: str = "light") -> Spec:
    """How many reports, statements, positions and talks there are on each day; a stretch of days is chosen below.

    Args:
        days: for each kind the days, ISO, with how many.
        lang: the language of the words.
        theme: `light` or `dark`.

    """
    kinds = [kind for kind in COLOURS if days.get(kind)]
    names = {kind: text(f"kind.{kind}", lang) for kind in kinds}
    values = [{"day": day, "kind": names[kind], "count": number} for kind in kinds for day, number in days[kind]]
    every = sorted({day for kind in kinds for day, _ in days[kind]})
    # All rows show the same days from the beginning, whatever days they have something on.
    chosen = [_instant(every[0]), _instant(every[-1], 1)] if every else []
    colours = _DARKER if theme == "dark" else COLOURS
    scale = {"domain": [names[kind] for kind in kinds], "range": [colours[kind] for kind in kinds]}
    day = {"field": "day", "type": "temporal", "timeUnit": "utcyearmonthdate", "title": None, "axis": _days(lang)}
    tip = [
        {"field": "day", "type": "temporal", "timeUnit": "utcyearmonthdate", "title": text("day", lang)},
        {"field": "kind", "type": "nominal", "title": text("chart.kind", lang)},
        {"field": "count", "type": "quantitative", "title": text("chart.count", lang)},
    ]
    above = {
        "width": "container",
        "height": 90,
        "mark": {"type": "bar", "tooltip": True},
        "encoding": {
            "x": {**day, "scale": {"domain": {"param": "days"}}},
            "y": {"field": "count", "type": "quantitative", "title": None, "axis": {"tickMinStep": 1, "tickCount": 4}},
            "color": {"field": "kind", "type": "nominal", "scale": scale, "legend": None},
            "tooltip": tip,
        },
    }
    rows = [
        {
            **above,
            "title": {"text": names[kind], "anchor": "start"},
            "transform": [{"filter": {"field": "kind", "equal": names[kind]}}],
        }
        for kind in kinds
    ]
    whole = {
        "width": "container",
        "height": 50,
        "params": [{"name": "days", "select": {"type": "interval", "encodings": ["x"]}, "value": {"x": chosen}}],
        "mark": {"type": "bar", "color": colours["reports"]},
        "encoding": {
            "x": {**day, "title": text("chart.choose", lang)},
            "y": {"aggregate": "sum", "field": "count", "type": "quantitative", "title": None, "axis": None},
        },
    }
    title = text("chart.timeline", lang)
    return _framed({"vconcat": [*rows, whole], "data": {"values": values}}, title, theme)


def _days(lang: str) -> Spec:
    return {"format": "%d.%m.%y" if lang == "de" else "%-d %b %y", "labelOverlap": True, "grid": False, "tickCount": 8}


def _instant(day: str, later: int = 0) -> Spec:
    on = date.fromisoformat(day) + timedelta(later)
    return {"year": on.year, "month": on.month, "date": on.day, "utc": True}


def matrix(cells: Iterable[Mapping[str, Any]], *, lang: str = "en", theme: str = "light") -> Spec:
    """Who stands where: an actor in each row, an issue in each column, colour and letter for the stance.

    Args:
        cells: each with actor, issue, act, stance, count, words (of the report), moved (whether a stand shifted there) and href;
            actors and issues in the order in which they come.
        lang: the language of the words.
        theme: `light` or `dark`.

    """
    values = [
        {
            **cell,
            "act": name_of("act", cell["act"], lang),
            "stance": name_of("stance", cell["stance"], lang),
            "letter": SIGNS.get(cell["stance"], "") + ("*" if cell["moved"] else ""),
        }
        for cell in cells
    ]
    actors, issues = (list(dict.fromkeys(one[name] for one in values)) for name in ("actor", "issue"))
    colours = DARK_STANCES if theme == "dark" else STANCES
    scale = {"domain": [name_of("stance", one, lang) for one in colours], "range": list(colours.values())}
    ink = DARK["paper"] if theme == "dark" else "#ffffff"
    places = {
        "x": {"field": "issue", "type": "nominal", "sort": issues, "title": None, "axis": _ABOVE},
        "y": {"field": "actor", "type": "nominal", "sort": actors, "title": None, "axis": {"labelLimit": 200}},
        "tooltip": [_tip(name, key, lang) for name, key in _TIPS],
    }
    href = {"href": {"field": "href"}} if values and values[0].get("href") else {}
    box = {
        "mark": {"type": "rect", "cornerRadius": 2},
        "encoding": {
            **places,
            **href,
            "color": {"field": "stance", "type": "nominal", "scale": scale, "title": text("field.stance", lang)},
        },
    }
    mark = {
        "mark": {"type": "text", "fontWeight": "bold", "fontSize": 13, "color": ink},
        "encoding": {**places, **href, "text": {"field": "letter"}},
    }
    body = {"width": {"step": 46}, "height": {"step": 26}, "layer": [box, mark], "data": {"values": values}}
    return _framed(body, text("chart.matrix", lang), theme)


def _tip(name: str, key: str, lang: str) -> Spec:
    return {"field": name, "type": "quantitative" if name == "count" else "nominal", "title": text(key, lang)}


def _framed(body: Spec, title: str, theme: str) -> Spec:
    colours = DARK if theme == "dark" else LIGHT
    return {
        "$schema": SCHEMA,
        "title": {"text": title, "anchor": "start", "font": "Georgia, 'Liberation Serif', serif", "fontSize": 16},
        "background": colours["paper"],
        **body,
        "config": {
            "aria": False,  # the page names the chart as a whole, and has it as a table
            "font": _FONT,
            "view": {"stroke": None},
            "title": {"color": colours["ink"], "fontSize": 12},
            "axis": {
                **{f"{part}Color": colours["ink"] for part in ("label", "title")},
                **{f"{part}Color": colours["rule"] for part in ("grid", "domain", "tick")},
            },
            "legend": {f"{part}Color": colours["ink"] for part in ("label", "title")},
        },
    }


def fixed(spec: Any, width: int = 760) -> Any:
    """A specification for a file: what fills its container on a page gets a width of its own."""
    if isinstance(spec, dict):
        return {
            key: width if key == "width" and value == "container" else fixed(value, width)
            for key, value in spec.items()
        }
    return [fixed(one, width) for one in spec] if isinstance(spec, list) else spec
