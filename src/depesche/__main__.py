"""Starts the command line."""

import sys


def main() -> None:
    """Run `depesche`."""
    try:
        from depesche.cli.app import run  # noqa: PLC0415 (an early Ctrl-C must end quietly, and so must a second one)

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
