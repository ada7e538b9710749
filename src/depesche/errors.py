"""The errors that Depesche raises on purpose. Each says what is wrong, where, and what to do.

DepescheError
├── UsageError         the call makes no sense (exit code 2)
│   └── ConflictError  somebody else ruled on the same thing meanwhile
├── SetupError         the installation, the case file or the disk is at fault (exit code 4)
│   ├── CaseError      the case cannot be opened, read or written
│   ├── PackError      a language pack is missing or damaged
│   └── SettingsError  depesche.toml has a key or value that does not exist
└── ReportError        one report cannot be read; the run goes on without it (exit code 1)
"""


class DepescheError(Exception):
    """Something a user can act on.

    >>> print(DepescheError("There is no case here.", where="talks.depesche", hint="depesche build makes one."))
    There is no case here.
      where: talks.depesche
      hint:  depesche build makes one.
    """

    exit_code = 4

    def __init__(self, what: str, *, where: str | None = None, hint: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        lines = [self.what]
        if self.where:
            lines.append(f"  where: {self.where}")
        if self.hint:
            lines.append(f"  hint:  {self.hint}")
        return "\n".join(lines)

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.what, self.where, self.hint))


def _rebuild(kind: type[DepescheError], what: str, where: str | None, hint: str | None) -> DepescheError:
    """Errors travel between processes; keyword-only arguments need a hand to be unpickled."""
    return kind(what, where=where, hint=hint)


class UsageError(DepescheError):
    """The call makes no sense."""

    exit_code = 2


class ConflictError(UsageError):
    """Somebody else ruled on the same thing meanwhile; nothing was written."""


class SetupError(DepescheError):
    """The installation, the case file or the disk is at fault."""


class CaseError(SetupError):
    """The case cannot be opened, read or written."""


class PackError(SetupError):
    """A language pack is missing or damaged."""


class SettingsError(SetupError):
    """A setting does not exist or has a value that makes no sense."""


class ReportError(DepescheError):
    """One report cannot be read."""

    exit_code = 1
