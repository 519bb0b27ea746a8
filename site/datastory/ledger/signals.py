"""What the ledger tells the rooms below it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.dispatch import Signal

ledger_changed = Signal()  # sent with `slugs`: the figures whose receipts changed

_held: ContextVar[bool] = ContextVar("ledger_held", default=False)


@contextmanager
def hold_refresh() -> Iterator[None]:
    """While it lasts, publishing does not reckon the ledger anew: for loads, which do so once at their end."""
    token = _held.set(True)
    try:
        yield
    finally:
        _held.reset(token)


def refresh_is_held() -> bool:
    """Whether somebody reckons the ledger later anyway."""
    return _held.get()
