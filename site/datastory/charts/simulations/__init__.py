"""The adjustable models, one file each. Altair is imported where they are drawn, in the compiler alone."""

from . import (
    build_or_buy,
    dilution,
    expansion,
    head_count,
    phone_numbers,
    recovery,
    revenue_mix,
    sales_multiple,
    verification,
)
from .model import Model

MODELS: dict[str, Model] = {
    model.name: model
    for model in (
        build_or_buy.MODEL,
        expansion.MODEL,
        recovery.MODEL,
        revenue_mix.MODEL,
        phone_numbers.MODEL,
        verification.MODEL,
        sales_multiple.MODEL,
        dilution.MODEL,
        head_count.MODEL,
    )
}

__all__ = ["MODELS", "Model"]
