"""`depesche serve`: open a case in the browser."""

from __future__ import annotations

from typing import Annotated

import typer

from depesche.cli import terminal
from depesche.cli.options import CasePath, Verbose
from depesche.errors import SetupError


def serve(
    case: CasePath,
    *,
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="Another port; 0 takes any free one.")] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
    verbose: Verbose = 0,  # noqa: ARG001 (the last door asks for it)
) -> None:
    """Open a case in the browser, on this machine only. Ctrl-C ends it."""
    import socket  # noqa: PLC0415 (start-up)

    import uvicorn  # noqa: PLC0415 (start-up)

    from depesche.settings import load  # noqa: PLC0415 (start-up)
    from depesche.store.case import Case  # noqa: PLC0415 (start-up)
    from depesche.web.app import make_app  # noqa: PLC0415 (start-up)
    from depesche.web.desk import Desk  # noqa: PLC0415 (start-up)

    with Case.open(case) as opened, socket.socket() as door:
        try:
            door.bind(("127.0.0.1", port))
        except OSError as error:
            hint = "Another program has this port; leave --port out to take a free one."
            raise SetupError(f"Port {port} cannot be opened.", where="127.0.0.1", hint=hint) from error
        number = int(door.getsockname()[1])
        desk = Desk(opened, load(), port=number, hosts=(f"127.0.0.1:{number}", f"localhost:{number}"))
        address = f"http://127.0.0.1:{number}/?token={desk.token}"
        terminal.say(address)
        if browser:
            import webbrowser  # noqa: PLC0415 (start-up)

            webbrowser.open(address)
        config = uvicorn.Config(make_app(desk), log_level="warning", server_header=False, proxy_headers=False)
        uvicorn.Server(config).run(sockets=[door])
