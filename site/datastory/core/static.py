"""Static files with a hash in their name, compressed once when they are collected."""

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

# what every page and every embed asks for; and scripts of one page that have more to do than one module should hold
JOINED = ("css/site.css", "css/embed.css", "js/site.js", "js/timeline.js", "js/board.js")
Read = Callable[[str], str]

_style = re.compile(r'^@import url\("(?P<file>[^"]+)"\)(?P<media>[^;]*);$', re.M)
_module = re.compile(r'^import "(?P<file>\./[^"]+)";$', re.M)
_comment = re.compile(r"/\*.*?\*/", re.S)
_linked = re.compile(r"^(?:import|export)\b", re.M)
_named = re.compile(r'^import \{ (?P<names>[\w, ]+) \} from "(?P<file>\./[^"]+)";$', re.M)
_export = re.compile(r"^export (?=(?:async )?(?:function|const|class)\b)", re.M)


class StoryStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Follows `import` between modules too, so that a module's address changes with its content.

    What the joined files import is put in the place of the import: a page asks for one stylesheet and one module,
    with no tool but this.
    """

    support_js_module_import_aggregation = True
    manifest_strict = False

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if not dry_run:
            for name in JOINED:
                if name in paths:
                    text = joined(name, lambda each: _read(*paths[each]))
                    self.delete(name)
                    self._save(name, ContentFile(text.encode()))
                    paths[name] = (self, name)
        yield from super().post_process(paths, dry_run, **options)


def joined(name: str, read: Read) -> str:
    """A stylesheet or module with its imports replaced by the files that they name.

    Stylesheets lie in one folder, as addresses in them are relative to it. A module is put in a block of its own,
    which keeps its names to itself, or in a function that hands out the names that are asked of it; one that imports
    others stays a file. `read` gives the text of a file by its name. Raises ValueError, as Django does for a
    stylesheet that names a file which is not there.
    """
    if name.endswith(".css"):
        return _style.sub(lambda m: _styles(name, m, read), _comment.sub("", read(name)).strip())
    text = _module.sub(lambda m: _script(name, m, read), read(name))
    return _named.sub(lambda m: _function(name, m, read), text)


def _styles(name: str, found: re.Match[str], read: Read) -> str:
    other = _beside(name, found["file"])
    _must_be_there(name, other, read)
    text = joined(other, read)
    media = found["media"].strip()
    return f"@media {media} {{\n{text}\n}}" if media else text


def _script(name: str, found: re.Match[str], read: Read) -> str:
    other = _beside(name, found["file"])
    text = _must_be_there(name, other, read)
    return found[0] if _linked.search(text) else f"{{\n{text}}}"


def _function(name: str, found: re.Match[str], read: Read) -> str:
    text = _export.sub("", _must_be_there(name, _beside(name, found["file"]), read))
    if _linked.search(text):
        return found[0]
    return f"const {{ {found['names']} }} = (() => {{\n{text}return {{ {found['names']} }};\n}})();"


def _beside(name: str, file: str) -> str:
    return str(PurePosixPath(name).parent / file)


def _must_be_there(name: str, other: str, read: Read) -> str:
    try:
        return read(other)
    except KeyError:
        raise ValueError(f"{name} imports {other}, which is not there") from None


def _read(storage: Any, path: str) -> str:
    with storage.open(path) as file:
        return str(file.read().decode())
