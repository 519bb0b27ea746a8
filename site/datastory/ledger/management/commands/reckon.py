from typing import Any

from django.core.management.base import BaseCommand

from datastory.ledger.books import refresh


class Command(BaseCommand):
    help = "Work out every receipt and check anew, as after a change of the arithmetic or of its words."

    def handle(self, *args: Any, **options: Any) -> None:
        changed = refresh()
        self.stdout.write(f"Receipts: {len(changed)} changed.")
