"""The docs tell everything there is, and nothing that is not there."""

from __future__ import annotations

import re
import shlex
from dataclasses import fields
from importlib.metadata import entry_points
from pathlib import Path
from typing import get_args

import pytest
import typer

import depesche
from depesche.cli.app import app
from depesche.records import Act, Mode, TimeType
from depesche.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
ROOMS = sorted(
    path.name
    for path in Path(depesche.__file__).parent.iterdir()
    if (path / "__init__.py").exists() and path.name != "texts"
)
EVERYWHERE = {"--help", "-h", "--verbose", "-v"}
LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")
HEADING = re.compile(r"^#+\s+(.+?)\s*$", re.MULTILINE)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def page(name: str) -> str:
    return (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")


def prose(text: str) -> str:
    """A page without its blocks of code, in which brackets are no links and # is no heading."""
    return FENCE.sub("", text)


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as the usual renderers make them."""
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(prose(text)))
    return {heading.replace(" ", "-") for heading in plain}


def section(text: str, heading: str) -> str:
    """What stands below a heading of the second level."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"docs/cli.md has no section {heading}"
    return found[1]


def words_in_code(text: str) -> set[str]:
    """Every word that stands in code, `like this` or in a block."""
    code = [*re.findall(r"`([^`\n]+)`", prose(text)), *(block for _, block in FENCE.findall(text))]
    return {word.strip("[]|,=.:()") for piece in code for word in re.split(r"[\s|=]+", piece)}


def leaves(group=None, path=()):
    """Every command that does something, with the words that call it."""
    group = group or typer.main.get_command(app)
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from leaves(command, (*path, name))
        else:
            yield (*path, name), command


COMMANDS = list(leaves())


def options(command) -> set[str]:
    """The options of a command that are its own."""
    given = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    return {name for name in given if name.startswith("-")} - EVERYWHERE


@pytest.mark.parametrize(("words", "command"), COMMANDS, ids=[" ".join(words) for words, _ in COMMANDS])
def test_every_command_and_option_is_documented(words, command):
    """Whoever looks a command up finds it with all it can do."""
    text = section(page("cli"), words[0])

    assert f"depesche {' '.join(words)}" in text
    assert sorted(options(command) - words_in_code(text)) == []


@pytest.mark.parametrize("verb", sorted({words[0] for words, _ in COMMANDS}))
def test_no_option_is_documented_that_does_not_exist(verb):
    """An option that was taken away leaves the docs too."""
    known = set().union(*(options(command) for words, command in COMMANDS if words[0] == verb))
    told = {word for word in words_in_code(section(page("cli"), verb)) if re.fullmatch(r"--?[a-z][a-z-]*", word)}

    assert sorted(told - known - EVERYWHERE) == []


def test_options_that_all_commands_share_are_documented():
    """They stand once, at the top."""
    top = page("cli").partition("\n## ")[0]
    root = {name for parameter in typer.main.get_command(app).params for name in parameter.opts}

    assert sorted((EVERYWHERE | root) - words_in_code(top)) == []


def test_every_setting_is_documented():
    """A key of depesche.toml is found with its default."""
    text = section(page("cli"), "Settings")
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\| `?([^|`]+)`? \|$", text, re.MULTILINE))

    assert {one.name: str(one.default).strip('"') for one in fields(Settings)} == {
        key: value.strip('" ') for key, value in rows.items()
    }


def test_every_exporter_is_documented():
    """What is installed with the package is told on the page on exports, under a heading or in code."""
    names = {entry.name for entry in entry_points(group="depesche.exporters") if entry.value.startswith("depesche.")}
    told = words_in_code(page("export")) | anchors(page("export"))

    assert names
    assert sorted(names - told) == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_a_page(room):
    """The table of rooms on the first page is complete, and leads to a page for each."""
    row = next((line for line in page("index").splitlines() if line.startswith(f"| {room} |")), "")

    assert f"({room}.md)" in row
    assert page(room).startswith("# ")


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("Statement", get_args(Mode)),
        ("Time", get_args(TimeType)),
        ("Position", get_args(Act)),
    ],
    ids=["modes", "types of time", "acts"],
)
def test_every_value_of_a_field_is_in_the_guidelines(heading, names):
    """A value that records can have is defined."""
    assert sorted(set(names) - words_in_code(section(page("guidelines"), heading))) == []


@pytest.mark.parametrize("path", PAGES, ids=[path.name for path in PAGES])
def test_every_link_leads_somewhere(path):
    """No link between our pages, to a heading or to a picture is broken."""
    broken = []
    for found in LINK.finditer(prose(path.read_text(encoding="utf-8"))):
        target, _, anchor = found["target"].partition("#")
        if "://" in target or target.startswith("mailto:"):
            continue
        there = (path.parent / target).resolve() if target else path
        if not there.exists() or (anchor and anchor not in anchors(there.read_text(encoding="utf-8"))):
            broken.append(found["target"])

    assert broken == []


def test_every_page_is_reached_from_the_first():
    """A page that nothing links to is never read."""
    linked = {found["target"].partition("#")[0] for path in PAGES for found in LINK.finditer(path.read_text("utf-8"))}

    assert [path.name for path in (ROOT / "docs").glob("*.md") if path.name not in linked | {"index.md"}] == []


def shell_lines():
    """Every command line of ours that a page shows."""
    for path in PAGES:
        for language, block in FENCE.findall(path.read_text(encoding="utf-8")):
            for line in block.splitlines() if language in {"", "console", "sh"} else ():
                words = line.removeprefix("$ ").split("#")[0].strip()
                if words.startswith(("depesche ", "make ")) and "..." not in words and "[" not in words:
                    yield path.name, words


@pytest.mark.parametrize(("name", "line"), sorted(set(shell_lines())))
def test_commands_shown_in_the_docs_exist(name, line):
    """What a reader copies to the shell is understood there."""
    program, *words = shlex.split(line.partition(" | ")[0].partition(" > ")[0])
    if program == "make":
        targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
        assert {word for word in words if "=" not in word} <= set(targets)
        return
    called = next((one for one in COMMANDS if tuple(words[: len(one[0])]) == one[0]), None)
    if called is None:
        assert words
        assert words[0] in {"--version", "--help", "--install-completion", "COMMAND"}
        return
    given = {word.partition("=")[0] for word in words if word.startswith("-") and word != "-"}
    assert given <= options(called[1]) | EVERYWHERE
