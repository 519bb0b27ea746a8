"""Between names and ids: what a walk does with each reference and each rich text on the way in and out."""

from dataclasses import dataclass, field
from typing import Any

from ..files.places import Path
from ..richtext.parser import read_database_form, read_file_form
from ..richtext.tree import renamed, to_database, to_file
from ..schemas.fields import Ref, Rich, is_number
from ..schemas.walking import Mark
from .catalog import Catalog


@dataclass
class Inwards:
    """From files to the database: names become ids."""

    catalog: Catalog

    def __call__(self, mark: Mark, value: Any, path: Path) -> Any:
        if isinstance(mark, Ref):
            return value if mark.or_number and is_number(value) else self.catalog.pk(mark.kind, value)
        if isinstance(mark, Rich):
            nodes = read_file_form(value, mark.inline).nodes
            return to_database(renamed(nodes, lambda kind, name: str(self.catalog.pk(kind, name))))
        return value


@dataclass
class Outwards:
    """From the database to files: ids become names. What has none that is published is noted in `faults`."""

    catalog: Catalog
    faults: list[str] = field(default_factory=list)

    def __call__(self, mark: Mark, value: Any, path: Path) -> Any:
        if isinstance(mark, Ref):
            return value if mark.or_number and isinstance(value, str) else self._name(mark.kind, value)
        if isinstance(mark, Rich):
            marked = read_database_form(value)
            self.faults += [fault.message for fault in marked.faults]
            return to_file(renamed(marked.nodes, self._name), mark.inline)
        return value

    def _name(self, kind: str, pk: int | str) -> str:
        name = self.catalog.name(kind, pk)
        if name is None:
            self.faults.append(f"it refers to the {kind} with id {pk}, which is not published")
        return name or f"gone-{pk}"
