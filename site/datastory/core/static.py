"""Static files with a hash in their name, compressed once when they are collected."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

JOINED = ("css/site.css",)  # stylesheets that are nothing but imports of others
_import = re.compile(r'^@import url\("([^"]+)"\)([^;]*);$', re.M)
_comment = re.compile(r"/\*.*?\*/", re.S)


class StoryStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Follows `import` between modules too, so that a module's address changes with its content.

    Imports of the joined stylesheets are replaced by what they import: one request in place of six.
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


def joined(name: str, read: Any) -> str:
    """A stylesheet with its imports replaced by the files that they name, which lie in the same folder.

    `read` gives the text of a file by its name. Comments are left out. Raises ValueError, as Django does for a
    stylesheet that names a file which is not there.
    """

    def imported(match: re.Match[str]) -> str:
        other = str(PurePosixPath(name).with_name(match[1]))
        try:
            text = joined(other, read)
        except KeyError:
            raise ValueError(f"{name} imports {match[1]}, which is not there") from None
        media = match[2].strip()
        return f"@media {media} {{\n{text}\n}}" if media else text

    return _import.sub(imported, _comment.sub("", read(name)).strip())


def _read(storage: Any, path: str) -> str:
    with storage.open(path) as file:
        return str(file.read().decode())
