"""Issues: the codebook of the case, to be edited; what is changed codes the case anew at once."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from depesche.errors import UsageError
from depesche.run.codebook import Codebook, codebook
from depesche.run.codebook_edits import VERBS, Asked, as_text, edit
from depesche.texts import text
from depesche.web.asked import After, Short
from depesche.web.charted import REMEMBERED
from depesche.web.desk import Desk, DeskOf, VisitorOf
from depesche.web.faults import NotFoundError
from depesche.web.render import page
from depesche.web.ways import Way

router = APIRouter(include_in_schema=False)
WAY = Way("/issues", "way.issues", "record", 54)
PAGE = 50
_SHOWN = 30
MAX_BYTES = 5_000_000
Word = Annotated[str, Form(max_length=500)]


@router.get("/issues")
def issues(
    request: Request,
    desk: DeskOf,
    visitor: VisitorOf,
    words: Short = "",
    hidden: bool = False,
    said: Short = "",
    after: After = 0,
) -> HTMLResponse:
    """The entries of the codebook, those with most positions first."""
    book = book_of(desk)
    counts = book.count()
    wanted = words.casefold()
    found = [
        one
        for one in book.issues
        if (hidden or (counts[one.id] and not one.hidden))
        and wanted in "\n".join((one.id, one.name, one.topic, *one.covers)).casefold()
    ]
    return page(
        request,
        "issues.html",
        title=text("way.issues", visitor.lang),
        issues=found[after : after + PAGE],
        counts=counts,
        words=words,
        hidden=hidden,
        said=said,
        total=len(found),
        after=after,
        page=PAGE,
        ruled=bool(book.rulings),
    )


@router.get("/issues/{called}")
def issue(request: Request, desk: DeskOf, called: str, said: Short = "") -> HTMLResponse:
    """One entry: what it covers, and who stands where on it over time."""
    book = book_of(desk)
    one = next((each for each in book.issues if each.id == called), None)
    if one is None:
        raise NotFoundError("The codebook has no such entry.", hint="It may have been merged; look at the list again.")
    held, total = desk.case.related_page("held", status=one.id, limit=_SHOWN)
    inside = sorted(name for name, home in book.codes.items() if home == one.id)
    return page(
        request,
        "issue.html",
        title=one.name,
        one=one,
        names=sorted({own or english for english, own in inside}),
        held=held,
        total=total,
        shown=_SHOWN,
        said=said,
    )


@router.get("/codebook.toml")
def as_file(desk: DeskOf) -> Response:
    """The codebook as a file for version control."""
    headers = {"content-disposition": 'attachment; filename="codebook.toml"'}
    return Response(as_text(desk.case), media_type="application/toml", headers=headers)


@router.post("/codebook")
async def lay_over(desk: DeskOf, visitor: VisitorOf, file: UploadFile) -> Response:
    """Lay the codebook of a file over that of the case."""
    raw = await file.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise UsageError("The codebook is too large.", hint=f"It may have {MAX_BYTES:,} bytes.")
    try:
        words = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError("The codebook is not UTF-8.", hint="Save it as UTF-8.") from error
    asked = Asked(visitor.who, [file.filename or "codebook", words])
    said = await run_in_threadpool(edit, desk.case, "import", asked)
    return _back("", said)


@router.post("/issues/{verb}")
def edit_one(
    desk: DeskOf,
    visitor: VisitorOf,
    verb: str,
    ids: Annotated[list[str], Form()] = [],  # noqa: B006 (FastAPI copies it)
    value: Word = "",
    called: Word = "",
    remove: Annotated[bool, Form()] = False,
) -> Response:
    """Edit the codebook. ids: the entries, as the page showed them; value: a name, pattern, note or topic."""
    if verb not in VERBS or verb == "import":
        raise NotFoundError(f"A codebook cannot be edited by {verb}.", hint=f"Known: {', '.join(VERBS)}.")
    known = {one.id for one in book_of(desk).issues}
    if gone := [one for one in ids if one not in known]:
        raise NotFoundError(f"The codebook has no entry {gone[0]} any more.", hint="Look at the list again.")
    if verb != "undo" and not ids:
        raise UsageError(text("issues.choose one", visitor.lang))
    if verb in {"rename", "split", "pattern"} and not value.strip():
        raise UsageError(text("issues.no words", visitor.lang))
    words = [*ids, *([value] if verb in {"rename", "split", "pattern", "note", "topic"} else [])]
    said = edit(desk.case, verb, Asked(visitor.who, words, called, remove))
    return _back(ids[0] if len(ids) == 1 and verb not in {"hide", "merge"} else "", said)


def book_of(desk: Desk) -> Codebook:
    """The codebook as it is now."""
    found: Codebook = REMEMBERED.of(desk, ("codebook",), lambda: codebook(desk.case))
    return found


def _back(issue: str, said: str) -> Response:
    from urllib.parse import quote  # noqa: PLC0415 (next to its only use)

    words = quote(said[:250].encode("utf-8", "replace"))
    return RedirectResponse(f"/issues{f'/{quote(issue)}' if issue else ''}?said={words}", 303)
