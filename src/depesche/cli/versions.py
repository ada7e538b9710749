"""Which versions of everything that may change a reading are at work."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

from depesche import __version__
from depesche.errors import PackError

# Those that decide what a report's text is and what is read out of it.
READERS = ("HanTa", "sentencex", "trafilatura", "lxml", "py3langid", "charset-normalizer")


def version_lines() -> Iterator[str]:
    """What `depesche --version` shows."""
    from depesche.packs import codes, load  # noqa: PLC0415 (start-up)

    yield f"depesche {__version__}"
    yield f"Python {platform.python_version()}"
    for name in READERS:
        yield f"{name} {installed(name) or 'missing'}"
    yield f"HanTa's German model sha256 {(model_digest() or 'missing')[:16]}"
    for code in codes():
        try:
            yield f"language pack {code} {load(code).version}"
        except PackError as error:
            yield f"language pack {code} damaged: {error.what}"


def installed(name: str) -> str | None:
    """The version of a package, or None if it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


@lru_cache(maxsize=1)
def model_digest() -> str | None:
    """The sha256 of the model that tags German, without loading it; None if it is missing."""
    try:
        files = distribution("HanTa").files or []
    except PackageNotFoundError:
        return None
    for file in files:
        if file.name == "morphmodel_ger.pgz":
            path = Path(str(file.locate()))
            return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None
    return None
