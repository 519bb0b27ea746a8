"""Which side of the ledger a reader looks at: as told, or on record."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

TOLD, RECORD = "told", "record"


def side_of(query: Mapping[str, str]) -> str:
    """The side that a query string asks for; as told unless it says otherwise."""
    return RECORD if query.get("reading") == RECORD else TOLD


def side(request: HttpRequest) -> dict[str, str]:
    """Context processor: `side` in every template."""
    return {"side": side_of(request.GET)}


def view(receipt: dict[str, Any], chosen: str) -> dict[str, Any] | None:
    """The reading of a receipt on that side; the one there is where that side is silent."""
    return receipt[chosen] or receipt["shown"]
