"""The steps of a start, in order: database, story, address, charts, static files, the first user of the admin.

Rooms above this one are reached by the names of their commands, never imported.
"""

import io
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper
from django.db import connection
from django.db.utils import OperationalError

from .address import take_address
from .record import Record, digest_of, folder
from .users import ADMIN, give_password


@dataclass
class Start:
    """One start: where it speaks, what it knows, and whether it has worked."""

    out: OutputWrapper
    record: Record = field(default_factory=lambda: Record.at(Path(settings.ENV.var) / "started.json"))
    worked: bool = False

    def say(self, step: str, words: str) -> None:
        self.out.write(f"{step}: {words}")

    @contextmanager
    def working(self, step: str, words: str) -> Iterator[None]:
        """The line that says what is done now, ended by the seconds that it took."""
        self.worked = True
        self.out.write(f"{step}: {words} … ", ending="")
        self.out.flush()
        began = time.monotonic()
        try:
            yield
        except BaseException:
            self.out.write("")
            raise
        self.out.write(f"done in {time.monotonic() - began:.0f} s.")


def prepare(start: Start) -> None:
    """Do what is due. Raises CommandError with a sentence where a step cannot be done."""
    for step in STEPS:
        step(start)


def database(start: Start) -> None:
    """Apply migrations, unless the same ones were applied to this very database."""
    try:
        rows = _applied()
    except OperationalError as error:
        where = settings.DATABASES["default"]
        raise CommandError(
            f"The database {where['NAME']} cannot be reached ({str(error).splitlines()[0]}): "
            "start it, or correct DATABASE_URL."
        ) from error
    if rows is None:
        start.record.forget()
    digest = digest_of(_migrations())
    if start.record.holds("database", f"{digest} {rows}"):
        start.say("Database", "up to date.")
        return
    with start.working(
        "Database", "making its tables, about 10 s" if rows is None else "bringing its tables up to date"
    ):
        call_command("migrate", interactive=False, verbosity=0)
    start.record.keep("database", f"{digest} {_applied()}")


def _applied() -> int | None:
    """How many migrations the database has had; None for an empty one."""
    with connection.cursor() as cursor:
        if "django_migrations" not in connection.introspection.table_names(cursor):
            return None
        cursor.execute("SELECT COUNT(*) FROM django_migrations")
        return int(cursor.fetchone()[0])


def _migrations() -> dict[str, Path]:
    return {
        f"{app.label}/{path.name}": path
        for app in apps.get_app_configs()
        for path in (Path(app.path) / "migrations").glob("*.py")
    }


def story(start: Start) -> None:
    """Load the story's folder, unless it is as it was when last loaded."""
    place = Path(settings.STORY_DIRECTORY)
    if not place.is_dir():
        raise CommandError(f"There is no folder {place}: set STORY to the folder of a story, such as content.")
    digest = digest_of(folder(place))
    if start.record.holds("story", digest):
        start.say("Story", "as it was when last loaded.")
        return
    report = io.StringIO()
    with start.working("Story", f"loading {place.name}/, about 10 s"), _charts_drawn_later():
        call_command("load_story", str(place), stdout=report)
    start.out.write(report.getvalue(), ending="")
    start.record.keep("story", digest)


@contextmanager
def _charts_drawn_later() -> Iterator[None]:
    """Loading publishes, and publishing draws; here the next step does, and shows how far it is."""
    before = settings.CHARTS_COMPILE_ON_PUBLISH
    settings.CHARTS_COMPILE_ON_PUBLISH = False
    try:
        yield
    finally:
        settings.CHARTS_COMPILE_ON_PUBLISH = before


def address(start: Start) -> None:
    """Take the public address from SITE_URL where that has changed; what an editor set since then stays."""
    if not start.record.holds("address", settings.ENV.site_url):
        take_address()
        start.record.keep("address", settings.ENV.site_url)
        start.say("Address", f"links that leave the site begin with {settings.ENV.site_url}.")


def receipts(start: Start) -> None:
    """Work out receipts and checks anew where the code that does it has changed since it last did."""
    code = Path(apps.get_app_config("ledger").path)
    digest = digest_of({path.relative_to(code).as_posix(): path for path in code.rglob("*.py")})
    if start.record.holds("receipts", digest):
        return
    with _charts_drawn_later():
        call_command("reckon", stdout=start.out)
    start.record.keep("receipts", digest)


def charts(start: Start) -> None:
    """Draw what is out of date. A chart with a problem keeps its last drawing and stops nothing."""
    try:
        call_command("charts", stdout=start.out)
    except CommandError as error:
        start.say("Charts", str(error))


def static_files(start: Start) -> None:
    """Collect them, hashed and compressed, unless none has changed."""
    if settings.DEBUG:
        start.say("Static", "served from where they are edited.")
        return
    root = Path(settings.STATIC_ROOT)
    files = {
        path: Path(storage.path(path)) for finder in get_finders() for path, storage in finder.list(["CVS", ".*", "*~"])
    }
    digest = digest_of(files | {"": Path(__file__).parents[1] / "static.py"})
    if start.record.holds("static", digest) and (root / "staticfiles.json").is_file():
        start.say("Static", "up to date.")
        return
    root.mkdir(parents=True, exist_ok=True)
    with start.working("Static", "collecting and compressing files, about 10 s"):
        try:
            call_command("collectstatic", interactive=False, verbosity=0)
        except ValueError as error:  # a stylesheet or module names a file that is not there
            raise CommandError(f"The static files cannot be collected: {str(error).splitlines()[0]}") from error
    start.record.keep("static", digest)


def first_user(start: Start) -> None:
    """Someone who may enter the admin, where there is nobody yet."""
    if get_user_model()._default_manager.filter(is_superuser=True, is_active=True).exists():
        start.say("Users", f"kept (make admin gives {ADMIN} a new password).")
        return
    password = give_password()
    start.say("Users", f"sign in as {ADMIN} with {password} (said this once; make admin makes a new one).")


STEPS: tuple[Callable[[Start], None], ...] = (database, story, address, receipts, charts, static_files, first_user)
