"""Which versions of everything that may change a reading are at work."""

from __future__ import annotations

import base64
import hashlib
import platform
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, PackagePath, distribution, version
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
    file = _model()
    path = None if file is None else Path(str(file.locate()))
    return hashlib.sha256(path.read_bytes()).hexdigest() if path is not None and path.exists() else None


def model_stated() -> str | None:
    """The sha256 that the model had when it was installed, as the installer wrote it down; None if it did not."""
    file = _model()
    if file is None or file.hash is None or file.hash.mode != "sha256":
        return None
    return base64.urlsafe_b64decode(f"{file.hash.value}=").hex()


def _model() -> PackagePath | None:
    try:
        files = distribution("HanTa").files or []
    except PackageNotFoundError:
        return None
    return next((file for file in files if file.name == "morphmodel_ger.pgz"), None)
