"""What the case is and how much it holds."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from depesche.web.desk import DeskOf
from depesche.web.faults import ANSWERS

router = APIRouter(prefix="/api/v1", tags=["case"], responses=ANSWERS)


class CaseCard(BaseModel):
    """A case in numbers. counts: records by kind; related: relations by kind; failures: sources that could not be read."""

    name: str
    reports: int
    counts: dict[str, int]
    related: dict[str, int]
    failures: int


@router.get("/case")
def case(desk: DeskOf) -> CaseCard:
    """How much the case holds."""
    counts = desk.case.counts()
    reports = counts.pop("reports")
    related: dict[str, Any] = dict(desk.case.related())
    failures = len(desk.case.failures())
    return CaseCard(name=desk.path.stem, reports=reports, counts=counts, related=related, failures=failures)
