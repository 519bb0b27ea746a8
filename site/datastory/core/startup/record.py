"""What earlier starts have done, as digests of what they did it from: `var/started.json`."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Record:
    """Digest by step. One that cannot be read is empty: the work is then done again, which harms nothing."""

    path: Path
    done: dict[str, str] = field(default_factory=dict)

    @classmethod
    def at(cls, path: Path) -> "Record":
        try:
            done = json.loads(path.read_text())
            return cls(path, {str(step): str(digest) for step, digest in done.items()})
        except (OSError, ValueError, AttributeError):
            return cls(path)

    def holds(self, step: str, digest: str) -> bool:
        """Whether the step was last done from the same."""
        return self.done.get(step) == digest

    def keep(self, step: str, digest: str) -> None:
        """Note that the step is done. The file changes in one move, so a start that is cut off leaves a whole one."""
        self.done[step] = digest
        self.path.parent.mkdir(parents=True, exist_ok=True)
        partial = self.path.with_suffix(".partial")
        partial.write_text(json.dumps(self.done, indent=1, sort_keys=True))
        partial.replace(self.path)

    def forget(self) -> None:
        """Nothing of it holds any more, as where the database is a new one."""
        self.done.clear()


def digest_of(files: Mapping[str, Path] | Iterable[Path]) -> str:
    """Of names and contents, in the order of the names."""
    named = files if isinstance(files, Mapping) else {str(path): path for path in files}
    total = hashlib.sha256()
    for name in sorted(named):
        content = named[name].read_bytes()
        total.update(f"{name}\0{len(content)}\0".encode() + content)
    return total.hexdigest()


def folder(path: Path) -> dict[str, Path]:
    """The files of a folder by their place in it, without what editors and systems leave behind."""
    return {
        found.relative_to(path).as_posix(): found
        for found in path.rglob("*")
        if found.is_file() and not found.name.startswith(".") and not found.name.endswith("~")
    }
