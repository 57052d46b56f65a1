"""Addresses: Vietnamese without a prefix, English under /en/; the editor's desk and files have no language of their own."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail.admin import urls as desk_urls
from wagtail.documents import urls as document_urls

from counterpoise_site.accounts import views as accounts
from counterpoise_site.bulletin import feeds
from counterpoise_site.layout import views

# One way in: Wagtail's own pages for signing in would pass by the second factor and the lock.
_SIGN_IN = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("robots.txt", feeds.robots),
    path("cms/login/", _SIGN_IN),
    path("cms/password_reset/", _SIGN_IN),
    path("cms/", include(desk_urls)),
    path("documents/", include(document_urls)),
    # Renditions only: the pictures as they were uploaded stay inside.
    path("media/images/<path:path>", serve, {"document_root": settings.MEDIA_ROOT / "images"}),
]

urlpatterns += i18n_patterns(
    path("", views.home, name="home"),
    path("account/me/", include("counterpoise_site.accounts.urls")),
    path("account/forgotten/", accounts.forgotten, name="forgotten"),
    re_path("^account/password/reset/", RedirectView.as_view(pattern_name="forgotten")),
    path("account/", include("allauth.urls")),
    path("register/", include("counterpoise_site.register.urls")),
    path("examination/", include("counterpoise_site.examination.urls")),
    path("public/", include("counterpoise_site.public.urls")),
    path("bulletin/", include("counterpoise_site.bulletin.urls")),
    prefix_default_language=False,
)

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.server_error
