"""`depesche`: its verbs, and how each way of failing ends."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from depesche.cli import terminal
from depesche.cli.actors import actors
from depesche.cli.build import build
from depesche.cli.changes import changes
from depesche.cli.completion import script_asked
from depesche.cli.copy import copy
from depesche.cli.doctor import doctor
from depesche.cli.explain import explain
from depesche.cli.export import export
from depesche.cli.import_ import import_coding
from depesche.cli.issues import issues
from depesche.cli.packs import packs
from depesche.cli.plot import plot
from depesche.cli.read import read
from depesche.cli.remove import remove
from depesche.cli.review import review
from depesche.cli.score import app as score
from depesche.cli.score_all import score_all
from depesche.cli.score_cluster import cluster
from depesche.cli.score_dates import dates
from depesche.cli.score_lineage import lineage
from depesche.cli.score_ner import ner
from depesche.cli.score_spkatt import spkatt
from depesche.cli.score_timeml import timeml
from depesche.cli.score_wikinews import wikinews
from depesche.cli.score_wording import wording
from depesche.cli.search import search
from depesche.cli.serve import last, serve
from depesche.cli.serve import run as run_server
from depesche.cli.set import set_facts
from depesche.cli.show import show
from depesche.errors import DepescheError, SetupError, UsageError

INTERRUPTED = 130
# What the disk behind `> FILE` answers; errors of files that we open ourselves are told where they happen.
_OUTPUT_FAILS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
# typer carries a click of its own since 0.25; this way to its base class of misuse holds in every version.
_Misuse: Any = typer.BadParameter.__base__

app = typer.Typer(
    name="depesche",
    help="Read reports on a negotiation or crisis and rebuild the record: who said what, when, and where it stands.",
    epilog="Begin with: depesche build talks.depesche FOLDER",
    rich_markup_mode=None,  # rich's help takes 0.25 s longer to appear
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command()(build)
app.command()(read)
app.command()(show)
app.command()(search)
app.command()(review)
app.command()(serve)
app.command()(explain)
app.command()(changes)
app.command()(export)
app.command(name="import")(import_coding)
app.command()(plot)
app.command()(issues)
app.command()(actors)
app.command(name="set")(set_facts)
app.command()(remove)
app.command()(copy)
score.command(name="all")(score_all)
score.command()(cluster)
score.command()(dates)
score.command()(timeml)
score.command()(lineage)
score.command()(ner)
score.command()(spkatt)
score.command()(wikinews)
score.command()(wording)
app.add_typer(score, name="score")
app.command()(packs)
app.command()(doctor)


def _version(wanted: bool) -> None:
    if wanted:
        from depesche.cli.versions import version_lines  # noqa: PLC0415 (start-up)

        for line in version_lines():
            terminal.say(line)
        raise typer.Exit


@app.callback(invoke_without_command=True)
def common(
    context: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show all versions and stop.")
    ] = False,
) -> None:
    """Open the workbench where no verb is named; show the help where nobody sits at the terminal."""
    if context.invoked_subcommand is None:
        found = last() if terminal.is_terminal(sys.stdin) and terminal.is_terminal(sys.stdout) else None
        if found is None:
            terminal.say(context.get_help())
            return
        case, new = found
        terminal.note(
            f"There is no case yet; {case} is a new one." if new else f"Opening {case}; depesche --help tells more."
        )
        run_server(case, create=new)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code.

    0: fine. 1: some reports failed. 2: misuse. 4: the installation, the case or the disk. 130: interrupted.
    """
    terminal.WISHES.verbose = 0
    terminal.prepare()
    try:
        with script_asked(sys.argv[1:] if argv is None else argv):
            code = app(args=argv, prog_name="depesche", standalone_mode=False)
        sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001 (the last door: whatever happened, the user gets clear words)
        return _ended(error)
    return code if isinstance(code, int) else 0


def _ended(error: BaseException) -> int:
    """Say what went wrong; return the exit code for it."""
    # The parser turns a closed pipe into an exit of its own.
    if isinstance(error, SystemExit) and not isinstance(error.__context__, BrokenPipeError):
        raise error
    if isinstance(error, (BrokenPipeError, SystemExit)):
        return _seen_enough()
    if isinstance(error, (KeyboardInterrupt, typer.Abort)):
        terminal.note("Interrupted.")
        return INTERRUPTED
    ours = error if isinstance(error, DepescheError) else _in_our_words(error)
    terminal.complain(ours)
    _traceback()
    return ours.exit_code


def _seen_enough() -> int:
    """Whoever reads our output has seen enough (`| head`): no more is written, not even when Python shuts down."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return 0


def _in_our_words(error: Any) -> DepescheError:
    """Misuse that the parser found, or what nobody expected, as one of our errors."""
    if isinstance(error, _Misuse):
        verb = error.ctx.command_path if error.ctx else "depesche"
        said = error.format_message().replace("Value error, ", "")  # what the parser puts before the words of a check
        return UsageError(said, hint=f"{verb} --help tells what is expected.")
    if isinstance(error, OSError) and error.errno in _OUTPUT_FAILS:
        return SetupError(f"The output cannot be written: {error.strerror}.", hint="Is there room on the disk?")
    return DepescheError(
        f"Something unexpected went wrong: {type(error).__name__}: {error}",
        hint=f"The case is unharmed. Please report this with what -vv shows, at {terminal.ISSUES}.",
    )


def _traceback() -> None:
    if terminal.WISHES.verbose > 1:
        import traceback  # noqa: PLC0415 (start-up)

        terminal.note(traceback.format_exc())


def run() -> None:
    """Run the command that the process was started with, and end the process."""
    sys.exit(main())
