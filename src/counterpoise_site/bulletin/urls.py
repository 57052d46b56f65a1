"""Addresses of the bulletin; numbers first, so that an article's address outlives its title and section."""

from __future__ import annotations

from django.urls import path, re_path

from counterpoise_site.bulletin import desk, feeds, moderating, picking, proving, sending, views

app_name = "bulletin"
urlpatterns = [
    path("", views.front, name="front"),
    path("section/<slug:slug>/", views.section, name="section"),
    path("place/<slug:slug>/", views.place, name="place"),
    path("keyword/<slug:slug>/", views.keyword, name="keyword"),
    path("archive/", views.archive, name="archive"),
    re_path(r"^archive/(?P<year>\d{4})-(?P<number>\d{2})/$", views.month, name="month"),
    path("search/", views.find, name="search"),
    path("feed.rss", feeds.rss, name="rss"),
    path("feed.atom", feeds.atom, name="atom"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    re_path(r"^sitemap-(?P<year>\d{4})-(?P<month>\d{2})\.xml$", feeds.sitemap_month, name="sitemap_month"),
    path("weather/", views.weather_now, name="weather"),
    path("text-size/", views.text_size, name="text_size"),
    path("challenge/", sending.challenge, name="challenge"),
    path("comment/<str:secret>/", sending.mine, name="my_comment"),
    path("comment/<str:secret>/feed.atom", sending.followed, name="follow_comment"),
    path("rules/", moderating.rules, name="rules"),
    path("moderation/", moderating.moderation, name="moderation"),
    path("moderation/<int:comment>/", moderating.one, name="one_comment"),
    path("approvals/", desk.approvals, name="approvals"),
    path("approvals/<int:number>/<slug:spoken>/", desk.approval_of, name="approval"),
    path("approvals/<int:number>/<slug:spoken>/decide/", desk.approve, name="approve"),
    path("withdraw/<int:number>/<slug:spoken>/", desk.withdraw, name="withdraw"),
    path("draft/", desk.draft, name="draft"),
    path("facts/", picking.offered, name="facts"),
    path("<int:number>/", views.by_number, name="by_number"),
    path("<int:number>/print/", views.printed, name="print"),
    path("<int:number>/history/", views.history, name="history"),
    path("<int:number>/comment/", sending.send, name="send"),
    path("<int:number>/fact/<str:block>/", proving.page, name="fact"),
    path("<int:number>/fact/<str:block>/fact.json", proving.fact_file, name="fact_file"),
    path("<int:number>/fact/<str:block>/proof.zip", proving.bundle, name="proof"),
    path("<int:number>/<str:slug>/", views.article, name="article"),
]
