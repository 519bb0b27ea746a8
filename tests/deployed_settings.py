"""What a deployment uses, without the static files of the administration, which take a quarter of a minute to pack."""

from datastory.settings.production import *  # noqa: F403

STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
CHARTS_COMPILE_ON_PUBLISH = False
EDITIONS_KEPT_ON_PUBLISH = False
