"""What reaches over reports, as the JSON export has it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel

from depesche.export.relations import relation_object
from depesche.web.compared import AskedOf, one_of, some
from depesche.web.desk import DeskOf
from depesche.web.faults import ANSWERS

router = APIRouter(prefix="/api/v1", tags=["relations"], responses=ANSWERS)
Kind = Literal["utterances", "discrepancies", "silences", "lineage", "meetings", "shifts", "datings"]


class RelationsPage(BaseModel):
    """Some relations, each with the fields of the export, and how many fit what was asked for."""

    total: int
    relations: list[dict[str, Any]]


@router.get("/relations/{what}")
def relations(
    desk: DeskOf, what: Kind, wanted: AskedOf, limit: Annotated[int, Query(ge=1, le=500)] = 50
) -> RelationsPage:
    """Relations of one kind."""
    found, total = some(desk.case, what, wanted, limit)
    return RelationsPage(total=total, relations=[relation_object(one) for one in found])


@router.get("/relations/{what}/{called}")
def relation(desk: DeskOf, what: Kind, called: str) -> dict[str, Any]:
    """One relation, by its id."""
    found: dict[str, Any] = relation_object(one_of(desk.case, what, called))
    return found
