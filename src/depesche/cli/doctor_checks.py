"""What `depesche doctor` looks at: each check tells what it found, and what to do where that is not as it should be."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

State = Literal["ok", "bad", "without"]

# Invented words; every reader of German has to make something of them.
TEST_SENTENCE = "Die Ministerin sagte am Montag, man werde weiter verhandeln. „Wir haben Zeit“, sagte sie."
TEST_PAGE = f"<!doctype html><html><body><article><h1>Es geht weiter</h1><p>{TEST_SENTENCE}</p></article></body></html>"
LEAST_FREE = 200_000_000
"""Bytes below which the next build may end in the middle: it is kept till there, but nobody is glad of it."""

INSTALL_AGAIN = "Install depesche again."
_REQUIREMENT = re.compile(r"([\w.-]+)[^;]*(?:;.*\bextra == ['\"]([\w-]+)['\"])?")


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, what was found, and, if it is not as it should be, what to do.

    state: `ok`, `bad`, or `without` for what not everybody needs and is not there.
    """

    what: str
    state: State = "ok"
    hint: str | None = None


def package() -> list[Finding]:
    """Ours, and the Python that it runs in."""
    import platform  # noqa: PLC0415 (start-up)

    from depesche import __version__  # noqa: PLC0415 (start-up)

    return [Finding(f"depesche {__version__}, Python {platform.python_version()} on {platform.system()}")]


def parts() -> list[Finding]:
    """What has a say in the records, with its version, and the model that tags German."""
    from depesche.cli.versions import READERS, installed, model_digest, model_stated  # noqa: PLC0415 (start-up)

    versions = {name: installed(name) for name in READERS}
    findings = [Finding(f"{name} {version}") if version else _missing(name) for name, version in versions.items()]
    digest = model_digest()
    if digest is not None and model_stated() in {None, digest}:
        return [*findings, Finding(f"HanTa's German model, sha256 {digest[:16]}")]
    what = "is missing" if digest is None else "is not the one that was installed"
    return [*findings, Finding(f"HanTa's German model {what}", "bad", "pip install --force-reinstall HanTa")]


def core() -> list[Finding]:
    """Every package that Depesche needs, whatever it is used for."""
    from depesche.cli.versions import READERS, installed  # noqa: PLC0415 (start-up)

    needed = required().get("", [])
    missing = [name for name in needed if installed(name) is None and name not in READERS]
    return [_missing(name) for name in missing] or [Finding(f"all of the {len(needed)} packages that it needs")]


def extras() -> list[Finding]:
    """The packages that not everybody needs, by the extra that brings them."""
    return [_extra(name, packages) for name, packages in sorted(required().items()) if name and packages]


def _extra(name: str, packages: list[str]) -> Finding:
    from depesche.cli.versions import installed  # noqa: PLC0415 (start-up)

    versions = {package: installed(package) for package in packages}
    if all(versions.values()):
        return Finding(f"extra {name}: {', '.join(f'{package} {version}' for package, version in versions.items())}")
    lacking = ", ".join(package for package, version in versions.items() if version is None)
    return Finding(f"extra {name} is not installed (without {lacking})", "without", f"pip install 'depesche[{name}]'")


def required() -> dict[str, list[str]]:
    """The packages that each extra brings, and under the empty name those that are always needed."""
    from importlib.metadata import requires  # noqa: PLC0415 (start-up)

    found: dict[str, list[str]] = {}
    for line in requires("depesche") or ():
        told = _REQUIREMENT.match(line)
        if told and told[1] != "depesche" and told[2] != "all":  # it brings what the others bring
            found.setdefault(told[2] or "", []).append(told[1])
    return found


def packs() -> list[Finding]:
    """The languages that can be read."""
    from depesche.packs import codes, load  # noqa: PLC0415 (start-up)

    found = [load(code) for code in codes()]
    if not found:
        return [Finding("There is no language pack", "bad", INSTALL_AGAIN)]
    return [Finding(f"language pack {pack.code} {pack.version}") for pack in found]


def sources() -> list[Finding]:
    """What reads files, each loaded."""
    from depesche.ingest import registry  # noqa: PLC0415 (start-up)

    names = [one.name for one in registry.sources()]
    return [Finding(f"{len(names)} kinds of files can be read: {', '.join(names)}")] if names else [_none("sources")]


def exporters() -> list[Finding]:
    """The formats a case can be written in, each loaded."""
    from depesche.errors import DepescheError  # noqa: PLC0415 (start-up)
    from depesche.export import registry  # noqa: PLC0415 (start-up)

    fine, damaged = [], []
    for name in registry.names():
        try:
            fine.append(registry.find(name).name)
        except DepescheError as error:
            damaged.append(Finding(f"{error.what} ({error.where})", "bad", error.hint))
    found = Finding(f"{len(fine)} formats can be written: {', '.join(fine)}") if fine else _none("exporters")
    return [found, *damaged]


def _none(group: str) -> Finding:
    return Finding(f"There are no {group}", "bad", INSTALL_AGAIN)


def database() -> list[Finding]:
    """SQLite, and what its version means for cases."""
    from depesche.store.about import engine  # noqa: PLC0415 (start-up)

    version, mode = engine()
    flaw = "" if mode == "WAL" else "; its write-ahead log has a flaw and is not used, which costs speed only"
    return [Finding(f"SQLite {version}, journal mode {mode}{flaw}")]


def settings() -> list[Finding]:
    """The files of settings that hold here, read."""
    from depesche.settings import FILE, files, load  # noqa: PLC0415 (start-up)

    load()
    named = " and ".join(str(path) for path in files())
    return [Finding(f"settings from {named}" if named else f"settings: no {FILE} here or of yours, so the defaults")]


def folders() -> list[Finding]:
    """Where something is written besides the case: what is remembered, and what is made for a moment."""
    import tempfile  # noqa: PLC0415 (start-up)

    from depesche.run.recent import state_folder  # noqa: PLC0415 (start-up)

    state = state_folder()
    remembers = Finding(f"which cases were opened last is kept in {state}")
    if not _writable(state):
        remembers = Finding(
            f"which cases were opened last is not kept: {state} cannot be written",
            "without",
            "XDG_STATE_HOME names another folder.",
        )
    try:
        return [remembers, Finding(f"passing files go to {tempfile.gettempdir()}")]
    except FileNotFoundError:
        hint = "Make room in /tmp, or let TMPDIR name a folder that can be written."
        return [remembers, Finding("There is no folder for passing files", "bad", hint)]


def _writable(folder: Path) -> bool:
    """Whether a folder can be written, or made."""
    there = next((one for one in (folder, *folder.parents) if os.path.lexists(one)), folder)
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def room(folder: Path) -> list[Finding]:
    """Whether the disk behind a folder has room for the next build."""
    import shutil  # noqa: PLC0415 (start-up)

    free = shutil.disk_usage(folder).free
    told = f"{free / 1e9:.1f} GB are free in {folder.resolve()}"
    return [Finding(told) if free >= LEAST_FREE else Finding(told, "bad", "Make room before the next build.")]


def worker() -> list[Finding]:
    """The process that takes hostile files apart: it starts, and reads a page."""
    from depesche.ingest.pieces import Given  # noqa: PLC0415 (start-up)
    from depesche.ingest.worker import pieces_of  # noqa: PLC0415 (start-up)
    from depesche.settings import load  # noqa: PLC0415 (start-up)

    given, limits = Given("doctor.html", raw=TEST_PAGE.encode()), load()
    pieces = pieces_of("page", given, seconds=limits.page_seconds, megabytes=limits.page_megabytes)
    if any("Wir haben Zeit" in (piece.text or "") for piece in pieces):
        return [Finding("a process of its own takes pages and other files apart")]
    return [Finding("The process that takes files apart reads nothing", "bad", INSTALL_AGAIN)]


def reading() -> list[Finding]:
    """Read two sentences with everything that reads."""
    from depesche.records import Report, Source, digest  # noqa: PLC0415 (start-up)
    from depesche.run.plan import read_report  # noqa: PLC0415 (start-up)

    source = Source("doctor", "text", digest(TEST_SENTENCE), "utf-8", "given", 0, "none")
    report = read_report(Report("doctor.txt", TEST_SENTENCE, source))
    found = f"{len(report.statements)} statements and {len(report.times)} times in a test of two sentences"
    if report.language == "de" and report.statements and report.times:
        return [Finding(f"reading German: {found}")]
    return [Finding(f"reading German: {found}", "bad", report.unread or INSTALL_AGAIN)]


def case(path: str) -> list[Finding]:
    """A case as a whole: every page of the file, and what is in it."""
    from depesche.store.about import schema  # noqa: PLC0415 (start-up)
    from depesche.store.case import Case  # noqa: PLC0415 (start-up)

    with Case.open(path) as opened:
        number = sum(1 for _ in opened.rows())
        failed = len(opened.failures())
        if not opened.sound():
            return [Finding(f"{opened.path} is damaged", "bad", "Restore a copy, or build it again from the reports.")]
        records = ", ".join(f"{count} {kind}" for kind, count in opened.counts().items())
        return [
            Finding(f"{opened.path}: sound, {number} reports, {failed} that could not be read"),
            Finding(f"{opened.path}: schema {schema()}, {records}"),
        ]


def _missing(name: str) -> Finding:
    return Finding(f"{name} is missing", "bad", f"pip install {name}")
