from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.utils import OperationalError, ProgrammingError

from datastory.core.startup.users import ADMIN, give_password


class Command(BaseCommand):
    help = f'Give the user "{ADMIN}" a new password and print it; the user is made if there is none.'

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            password = give_password()
        except (OperationalError, ProgrammingError) as error:
            raise CommandError("The database has no tables for users yet: make run makes them.") from error
        self.stdout.write(f"Sign in as {ADMIN} with {password} (said this once).")
