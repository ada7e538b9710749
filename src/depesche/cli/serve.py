"""`depesche serve`: open a case in the browser."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from depesche.cli import terminal
from depesche.cli.options import CasePath, Verbose
from depesche.errors import SetupError, UsageError

if TYPE_CHECKING:
    import socket

LOOPBACK = ("127.0.0.1", "localhost", "::1")
SHORTEST = 16
NEW = "talks.depesche"
_LAST = 5  # seconds for answers that are on their way when the server is told to end


def serve(
    case: CasePath,
    *,
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="Another port; 0 takes any free one.")] = 0,
    host: Annotated[str, typer.Option(metavar="NAME", help="Serve other machines too; needs --token.")] = LOOPBACK[0],
    token: Annotated[
        str, typer.Option(envvar="DEPESCHE_TOKEN", metavar="WORD", help="Who knows it may read and decide.")
    ] = "",
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
    verbose: Verbose = 0,  # noqa: ARG001 (the last door asks for it)
) -> None:
    """Open a case in the browser, on this machine only. Ctrl-C ends it."""
    _check(host, token)
    run(case, host=host, port=port, token=token, browser=browser)


def run(
    case: str, *, host: str = LOOPBACK[0], port: int = 0, token: str = "", browser: bool = True, create: bool = False
) -> None:
    """Serve a case until somebody interrupts. create: make it if it is not there."""
    from asyncio import to_thread  # noqa: PLC0415 (start-up)

    import uvicorn  # noqa: PLC0415 (start-up)

    from depesche.run.recent import remember  # noqa: PLC0415 (start-up)
    from depesche.settings import load  # noqa: PLC0415 (start-up)
    from depesche.store.case import Case  # noqa: PLC0415 (start-up)
    from depesche.web.app import make_app  # noqa: PLC0415 (start-up)
    from depesche.web.desk import Desk  # noqa: PLC0415 (start-up)

    with Case.open(case, create=create) as opened, closing(_door(host, port)) as door:
        if isinstance(opened.path, Path):
            remember(opened.path)
        number = int(door.getsockname()[1])
        desk = Desk(opened, load(), port=number, host=host, hosts=_names(host, number))
        if token:
            desk.token = token
        address = f"http://{_shown(host)}:{number}/?token={desk.token}"
        terminal.say(address)
        sys.stdout.flush()
        if browser:
            import webbrowser  # noqa: PLC0415 (start-up)

            webbrowser.open(address)
        config = uvicorn.Config(
            make_app(desk),
            log_level="warning",
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=_LAST,
        )

        class Server(uvicorn.Server):
            """Ends its builds, and with them the pages that listen to them, before it waits for what is still asked."""

            async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
                await to_thread(desk.runs.close)
                await super().shutdown(sockets)

        try:
            Server(config).run(sockets=[door])
        finally:
            desk.runs.close()


def last() -> tuple[str, bool] | None:
    """The case that bare `depesche` opens: the one opened last, else the only one here; with whether it must be made.

    None where several lie here and none was opened before.
    """
    from depesche.run.recent import recent  # noqa: PLC0415 (start-up)

    known = recent()
    if known:
        return str(known[0]), False
    here = sorted(Path().glob("*.depesche"))
    if len(here) > 1:
        return None
    return (str(here[0]), False) if here else (NEW, True)


def _check(host: str, token: str) -> None:
    if host not in LOOPBACK and not token:
        raise UsageError(
            f"Other machines would reach the case at {host}, and there is no token.",
            hint=f"Choose one of at least {SHORTEST} characters: --token or DEPESCHE_TOKEN.",
        )
    if token and (len(token) < SHORTEST or not token.isascii() or not all(c.isalnum() or c in "-_.~" for c in token)):
        raise UsageError(
            "This token is too easy to guess, or does not fit into an address.",
            hint=f"At least {SHORTEST} letters of a to z, digits, - and _.",
        )


def _door(host: str, port: int) -> socket.socket:
    import socket  # noqa: PLC0415 (start-up)

    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        hint = "Another program has this port; leave --port out to take a free one."
        if port == 0:
            hint = "This machine has no such address."
        raise SetupError(f"Port {port} cannot be opened: {error.strerror}.", where=host, hint=hint) from error


def _names(host: str, port: int) -> tuple[str, ...]:
    """Under which names the server may be called."""
    import socket  # noqa: PLC0415 (start-up)

    names = {host, *(LOOPBACK if host in LOOPBACK else ())}
    if host in {"0.0.0.0", "::"}:  # noqa: S104 (asked for, with a token)
        own = socket.gethostname()
        names |= {own, socket.getfqdn(), "localhost", "127.0.0.1"}
        names |= {str(info[4][0]) for info in socket.getaddrinfo(own, None)}
    return tuple(sorted(f"{_shown(name)}:{port}".lower() for name in names))


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
