"""Settings that hold everywhere."""

from csp.constants import NONE, SELF

from .environment import ROOT, database, environment

ENV = environment()

INSTALLED_APPS = [
    "datastory.interchange",
    "datastory.sharing",
    "datastory.stories",
    "datastory.companies",
    "datastory.timeline",
    "datastory.charts",
    "datastory.ledger",
    "datastory.core",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "datastory.core.cookieless.Cookieless",
    "datastory.core.framing.FrameAncestors",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "datastory.urls"
WSGI_APPLICATION = "datastory.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "datastory.core.navigation.navigation",
                "datastory.ledger.sides.side",
            ],
        },
    }
]

DATABASES = {"default": database(ENV)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = ENV.var / "static"
STATICFILES_DIRS = [ROOT / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = ENV.var / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "datastory.core.static.StoryStaticFilesStorage"},
}
# fonts and modules are asked for by sandboxed frames, whose origin is opaque
WHITENOISE_ALLOW_ALL_ORIGINS = True
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

if ENV.redis_url:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": ENV.redis_url}}
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# what is for everybody is answered from memory, of each worker, until the site's generation moves
PAGE_CACHE_BYTES = 16 * 2**20
PIECES_BYTES = 4 * 2**20  # of receipts, checks and tables as HTML, kept by what they say
GENERATION_FILE = ENV.var / "generation"
# all that pages read from a query; anything else is answered, and not kept
PAGE_PARAMETERS = [
    *("category", "chapter", "disputed", "exact", "firm", "from", "group", "kind", "layer", "metric", "q", "reading"),
    *("record", "relation", "sort", "subject", "then", "to", "v", "verdict", "view", "with", "year"),
    *("doctor", "figures", "format", "height", "lang", "maxheight", "maxwidth", "theme", "url"),  # of embeds
]
# what others append to addresses; taken off before a page sees it
IGNORED_PARAMETERS = [
    *("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "msclkid"),
    *("initialWidth", "childId", "parentTitle", "parentUrl"),  # read by the script of an embed alone
]

CARDS_ROOT = ENV.var / "cards"  # social cards, drawn when first asked for
OFFLINE_COPY = True  # whether a service worker keeps what was read

COOKIELESS = ("/embed/", "/oembed/")  # what begins so reads no cookie and sets none
X_FRAME_OPTIONS = "DENY"  # embeds alone may be framed (sharing/embeds/headers.py)
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    # the administration uses inline scripts of its own framework
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

WAGTAIL_SITE_NAME = "Data story"
WAGTAILADMIN_BASE_URL = ENV.site_url
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_I18N_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILEMBEDS_FINDERS: list[object] = []  # the site asks nothing of another host
WAGTAILIMAGES_EXTENSIONS = ["png", "jpg", "jpeg", "webp", "svg"]

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a chapter with many blocks

STORY_DIRECTORY = ENV.story
CHARTS_COMPILE_ON_PUBLISH = True
EDITIONS_KEPT_ON_PUBLISH = True
CHART_COMPILE_TIMEOUT = 20.0  # seconds for one drawing before the compiler is ended

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
