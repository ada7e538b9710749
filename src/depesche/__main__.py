"""Starts the command line."""


def main() -> None:
    """Run `depesche`."""
    from depesche.cli.app import run  # noqa: PLC0415 (nothing is imported before it is needed)

    run()


if __name__ == "__main__":
    main()
