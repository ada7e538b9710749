"""The whole case as a file, in every format that `depesche export` knows."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO, Any

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from depesche.errors import UsageError
from depesche.export import registry
from depesche.web.desk import DeskOf, VisitorOf
from depesche.web.faults import NotFoundError

router = APIRouter(include_in_schema=False)
_MEDIA = {
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
}
_PIECE = 1 << 16
_IN_MEMORY = 4 << 20


@router.get("/export/{form}")
def export(desk: DeskOf, visitor: VisitorOf, form: str, of: str = "") -> StreamingResponse:
    """The case in a format; of: which records, where the format asks for it. Whoever opens it gets all or nothing."""
    try:
        found = registry.find(form)
    except UsageError as error:
        raise NotFoundError(error.what, hint=error.hint) from error
    options: dict[str, Any] = {"lang": visitor.lang, "of": of}
    given = {name: value for name, value in options.items() if name in found.options and value}
    out = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (closed when it is sent)
    try:
        registry.write(desk.case, form, out, **given)
    except BaseException:
        out.close()
        raise
    size = out.tell()
    out.seek(0)
    name = desk.path.stem.encode("ascii", "replace").decode().replace('"', "_").replace("\\", "_")
    headers = {"content-disposition": f'attachment; filename="{name}{found.suffix}"', "content-length": str(size)}
    media = _MEDIA.get(found.suffix, "application/octet-stream")
    return StreamingResponse(_pieces(out), media_type=media, headers=headers)


def _pieces(out: IO[bytes]) -> Iterator[bytes]:
    with out:
        while piece := out.read(_PIECE):
            yield piece
