from django.conf import settings
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls
from wagtail.views import serve as serve_page

urlpatterns = [
    path("admin/", include(admin_urls)),
    path("documents/", include(document_urls)),
    path("", include("datastory.sharing.urls")),
    path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}),
    path("", include("datastory.charts.urls")),
    path("", include("datastory.stories.urls")),
    # data beside a page, at its address with an ending: /numbers/bill.csv, /numbers/some-figure.json
    re_path(r"^((?:[\w-]+/)+[\w-]+\.(?:csv|json|xlsx|zip))$", serve_page),
    path("", include(wagtail_urls)),
]

handler404 = "datastory.sharing.views.not_found"
handler500 = "datastory.sharing.views.server_error"
