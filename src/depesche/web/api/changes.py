"""What was altered between the versions of a report, as `depesche changes --json` has it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from depesche.errors import UsageError
from depesche.export.revisions import revision_object, revisions
from depesche.web.desk import DeskOf
from depesche.web.faults import ANSWERS, NotFoundError

router = APIRouter(prefix="/api/v1", tags=["reports"], responses=ANSWERS)


class ChangesPage(BaseModel):
    """Every step from one version of a report to the next, oldest first; none for a report that never changed."""

    report: str
    steps: list[dict[str, Any]]


@router.get("/changes/{name:path}")
def changes(desk: DeskOf, name: str) -> ChangesPage:
    """What was altered in a report, and which records that touched."""
    try:
        steps = [revision_object(one) for one in revisions(desk.case, name)]
    except UsageError as error:
        raise NotFoundError(error.what, hint=error.hint) from error
    return ChangesPage(report=name, steps=steps)
