"""Writes the page of the manual from the program's own help: `make man`. It depends on nothing but the help and the version."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from depesche import __version__
from depesche.cli.app import app

PAGE = Path(__file__).resolve().parents[1] / "share" / "man" / "man1" / "depesche.1"
SHARED = {"help", "verbose"}
NAME = "depesche \\- rebuild the record of a negotiation from the reports about it"
ENVIRONMENT = (
    ("DEPESCHE_CONFIG", "A file of settings in the place of the user's own."),
    ("DEPESCHE_TOKEN", "The token of `depesche serve`, so that it stands in no list of processes."),
    ("NO_COLOR, FORCE_COLOR", "No colour at all; colour in a pipe too. Where TERM is dumb there is none either."),
    ("XDG_CONFIG_HOME, XDG_STATE_HOME", "Where the settings of the user are, and what is remembered between two runs."),
)
FILES = (
    ("talks.depesche", "A case, whatever it is called: reports, records, and what people ruled."),
    ("depesche.toml", "Settings, in the working folder."),
    (
        "~/.config/depesche/depesche.toml",
        "Settings of the user's own, for all folders; that of the working folder goes before it.",
    ),
    ("~/.local/state/depesche/recent.json", "Which cases were opened last."),
)
EXIT = (
    ("0", "Fine; doubles, and reports without a language pack, are no failures."),
    ("1", "Some reports could not be read, or a figure is below its floor."),
    ("2", "The call makes no sense."),
    ("4", "The installation, the case or the disk is at fault."),
    ("130", "Interrupted."),
)
EXAMPLES = (
    ("depesche build talks.depesche reports/", "Read a folder of reports into a case."),
    ("depesche show talks.depesche", "What one wants to know first."),
    ("depesche show talks.depesche statements --actor Hallvik --json", "What one actor said, for programs."),
    ("depesche serve talks.depesche", "Look at it and correct it in the browser."),
    ("depesche export talks.depesche --to html -o talks.html", "Take it home as one page."),
)


def main() -> None:
    """Write the page."""
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """The page as the file has it."""
    return "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    root: Any = typer.main.get_command(app)
    yield '.\\" Made of the help by scripts/man_page.py; edit that.'
    yield f'.TH DEPESCHE 1 "" "depesche {__version__}" "User Commands"'
    yield from (".SH NAME", NAME, ".SH SYNOPSIS", ".B depesche", ".I COMMAND", "\\&...", ".SH DESCRIPTION")
    yield from _prose(root.help)
    yield ".PP"
    yield from _prose(root.callback.__doc__)
    yield ".SH OPTIONS"
    yield from _options(root, ())
    yield from _entry(".B \\-v\\fR, \\fB\\-\\-verbose", "With every command: say more; twice shows tracebacks.")
    yield ".SH COMMANDS"
    yield from _commands(root, ())
    yield from _section("EXIT STATUS", EXIT)
    yield from _section("ENVIRONMENT", ENVIRONMENT)
    yield from _section("FILES", FILES)
    yield ".SH EXAMPLES"
    for call, does in EXAMPLES:
        yield from (".TP", f".B {_escaped(call)}", _text(does))


def _commands(group: Any, path: tuple[str, ...]) -> Iterator[str]:
    for name, command in group.commands.items():
        words = (*path, name)
        if hasattr(command, "commands"):
            yield f".SS {_escaped(' '.join(('depesche', *words)))}"
            yield from _prose(command.help)
            yield from _commands(command, words)
            continue
        yield f".SS {_escaped(' '.join(('depesche', *words, _usage(command))))}"
        yield from _prose(command.help)
        yield from _options(command, words)


def _usage(command: Any) -> str:
    with command.make_context("depesche", [], resilient_parsing=True) as context:
        return re.sub(r"[{}]", "", " ".join(command.collect_usage_pieces(context)))


def _options(command: Any, words: tuple[str, ...]) -> Iterator[str]:
    with command.make_context(" ".join(("depesche", *words)), [], resilient_parsing=True) as context:
        for one in command.params:
            if words and one.name in {*SHARED, "_verbose"}:
                continue
            told = one.get_help_record(context)
            if told is not None:
                # Of an argument the help names the type too, which tells a reader nothing.
                name = told[0].partition(" <")[0] if one.param_type_name == "argument" else told[0]
                yield from _entry(f".B {_escaped(name)}", told[1])


def _section(heading: str, rows: tuple[tuple[str, str], ...]) -> Iterator[str]:
    yield f".SH {heading}"
    for what, means in rows:
        yield from _entry(f".B {_escaped(what)}", means)


def _entry(head: str, words: str) -> Iterator[str]:
    yield from (".TP", head, _text(words))


def _prose(words: str | None) -> Iterator[str]:
    for number, paragraph in enumerate(re.split(r"\n\s*\n", inspect.cleandoc(words or ""))):
        if number:
            yield ".PP"
        yield _text(paragraph)


def _text(words: str) -> str:
    """A paragraph in one line, which must not begin as a request does."""
    line = _escaped(" ".join(words.split()))
    return f"\\&{line}" if line.startswith((".", "'")) else line


def _escaped(words: str) -> str:
    return (
        words.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq").replace("'", "\\(aq").replace("`", "\\(ga")
    )


if __name__ == "__main__":
    main()
