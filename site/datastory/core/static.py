"""Static files with a hash in their name, compressed once when they are collected."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StoryStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Follows `import` between modules too, so that a module's address changes with its content."""

    support_js_module_import_aggregation = True
    manifest_strict = False
