"""`depesche doctor`: what is installed, whether it works, and what is wrong with a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

import typer

from depesche.cli.options import Verbose
from depesche.cli.terminal import say
from depesche.errors import DepescheError, SetupError

# Invented words; every reader of German has to make something of them.
TEST_SENTENCE = "Die Ministerin sagte am Montag, man werde weiter verhandeln. „Wir haben Zeit“, sagte sie."


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, what was found, and, if it is not as it should be, what to do."""

    what: str
    ok: bool = True
    hint: str | None = None


def doctor(
    case: Annotated[str | None, typer.Argument(metavar="[CASE]", help="A case to check as a whole.")] = None,
    _verbose: Verbose = 0,
) -> None:
    """Find out what is wrong with the installation.

    Or with a case, if one is named. Exit code 4 means that something is wrong.
    """
    checks: list[Callable[[], list[Finding]]] = [_package, _parts, _packs, _database, _settings, _reading]
    if case is not None:
        checks.append(lambda: _case(case))
    findings = [finding for check in checks for finding in _looked_at(check)]
    for one in findings:
        say(f"{'ok ' if one.ok else 'BAD'}  {one.what}")
        if one.hint:
            say(f"     {one.hint}")
    bad = sum(not one.ok for one in findings)
    say("Everything is as it should be." if not bad else f"{bad} of {len(findings)} findings are bad.")
    if bad:
        raise typer.Exit(SetupError.exit_code)


def _looked_at(check: Callable[[], list[Finding]]) -> list[Finding]:
    """A check's findings; one that breaks is a finding too."""
    try:
        return check()
    except DepescheError as error:
        where = f" ({error.where})" if error.where else ""
        return [Finding(f"{error.what}{where}", ok=False, hint=error.hint)]
    except Exception as error:  # noqa: BLE001 (the doctor looks at what is broken)
        what = f"{check.__name__.strip('_')}: {type(error).__name__}: {error}"
        return [Finding(what, ok=False, hint="Install depesche again; -vv with any other command shows more.")]


def _package() -> list[Finding]:
    import platform  # noqa: PLC0415 (start-up)

    from depesche import __version__  # noqa: PLC0415 (start-up)

    return [Finding(f"depesche {__version__}, Python {platform.python_version()} on {platform.system()}")]


def _parts() -> list[Finding]:
    from depesche.cli.versions import READERS, installed, model_digest  # noqa: PLC0415 (start-up)

    versions = {name: installed(name) for name in READERS}
    findings = [
        Finding(f"{name} {version}") if version else Finding(f"{name} is missing", ok=False, hint=f"pip install {name}")
        for name, version in versions.items()
    ]
    digest = model_digest()
    if digest is None:
        hint = "pip install --force-reinstall HanTa"
        return [*findings, Finding("HanTa's German model is missing", ok=False, hint=hint)]
    return [*findings, Finding(f"HanTa's German model, sha256 {digest[:16]}")]


def _packs() -> list[Finding]:
    from depesche.packs import codes, load  # noqa: PLC0415 (start-up)

    found = [load(code) for code in codes()]
    if not found:
        return [Finding("There is no language pack", ok=False, hint="Install depesche again.")]
    return [Finding(f"language pack {pack.code} {pack.version}") for pack in found]


def _database() -> list[Finding]:
    from depesche.store.about import engine  # noqa: PLC0415 (start-up)

    version, mode = engine()
    flaw = "" if mode == "WAL" else "; its write-ahead log has a flaw and is not used, which costs speed only"
    return [Finding(f"SQLite {version}, journal mode {mode}{flaw}")]


def _settings() -> list[Finding]:
    from pathlib import Path  # noqa: PLC0415 (start-up)

    from depesche.settings import FILE, load  # noqa: PLC0415 (start-up)

    load()
    return [Finding(f"settings from {FILE}" if Path(FILE).exists() else f"settings: no {FILE} here, so the defaults")]


def _reading() -> list[Finding]:
    """Read two sentences with everything that reads."""
    from depesche.records import Report, Source, digest  # noqa: PLC0415 (start-up)
    from depesche.run.plan import read_report  # noqa: PLC0415 (start-up)

    source = Source("doctor", "text", digest(TEST_SENTENCE), "utf-8", "given", 0, "none")
    report = read_report(Report("doctor.txt", TEST_SENTENCE, source))
    found = f"{len(report.statements)} statements and {len(report.times)} times in a test of two sentences"
    ok = report.language == "de" and bool(report.statements) and bool(report.times)
    return [Finding(f"reading German: {found}", ok=ok, hint=None if ok else report.unread or "Install depesche again.")]


def _case(path: str) -> list[Finding]:
    from depesche.store.case import Case  # noqa: PLC0415 (start-up)

    with Case.open(path) as case:
        number = sum(1 for _ in case.rows())
        failed = len(case.failures())
        if not case.sound():
            hint = "Restore a copy, or build it again from the reports."
            return [Finding(f"{path} is damaged", ok=False, hint=hint)]
        return [Finding(f"{path}: sound, {number} reports, {failed} that could not be read")]
