"""Addresses beside the pages: for those who share the site, index it, or keep a copy of it."""

from django.urls import path, re_path
from wagtail.contrib.sitemaps.views import sitemap

from datastory.core.cache_policy import shared

from .cards.views import picture
from .embeds.oembed import oembed
from .embeds.share import share
from .embeds.views import edition_file, embed
from .feeds import ChapterFeed
from .llms import llms
from .offline.views import manifest, offline, worker
from .views import robots, speculation_rules

urlpatterns = [
    path("robots.txt", robots),
    path("sitemap.xml", shared(sitemap)),
    path("llms.txt", llms),
    path("feed.xml", shared(ChapterFeed()), name="feed"),
    re_path(r"^cards/(?P<digest>[0-9a-f]{20})(?P<path>(?:/[\w-]+)*)\.png$", picture, name="card"),
    path("embed/<path:path>/edition-<int:number>/<str:name>", edition_file, name="edition_file"),
    path("embed/<path:path>/", embed, name="embed"),
    path("embed/", embed),
    re_path(r"^cards/(?P<digest>[0-9a-f]{20})-(?P<width>300|600)(?P<path>(?:/[\w-]+)*)\.png$", picture),
    path("oembed/", oembed, name="oembed"),
    path("share/<path:path>/", share, name="share"),
    path("speculation-rules.json", speculation_rules, name="speculation-rules"),
    path("site.webmanifest", manifest, name="manifest"),
    path("sw.js", worker, name="worker"),
    path("offline/", offline, name="offline"),
]
