"""Addresses of the register."""

from __future__ import annotations

from django.urls import path

from counterpoise_site.register.views import (
    browsing,
    deciding,
    disputing,
    exchanging,
    frameworks,
    offices,
    papers,
    proposing,
)

app_name = "register"
urlpatterns = [
    path("", browsing.home, name="home"),
    path("places/", browsing.places, name="places"),
    path("places/new/", proposing.place_new, name="place-new"),
    path("places/<slug:place>/", browsing.place, name="place"),
    path("places/<slug:place>/change/", proposing.place_change, name="place-change"),
    path("places/<slug:place>/appoint/", proposing.tenure_new, name="tenure-new"),
    path("tenures/<slug:key>/change/", proposing.tenure_change, name="tenure-change"),
    path("tenures/<slug:key>/end/", proposing.tenure_end, name="tenure-end"),
    path("persons/", browsing.persons, name="persons"),
    path("persons/new/", proposing.person_new, name="person-new"),
    path("person/<path:person>/change/", proposing.person_change, name="person-change"),
    path("person/<path:person>/", browsing.person, name="person"),
    path("frameworks/<slug:framework>/", browsing.framework, name="framework"),
    path("offices/", offices.offices, name="offices"),
    path("frameworks/<slug:framework>/offices/new/", frameworks.office_new, name="office-new"),
    path("frameworks/<slug:framework>/offices/<slug:office>/", offices.office, name="office"),
    path(
        "frameworks/<slug:framework>/offices/<slug:office>/change/",
        frameworks.office_change,
        name="office-change",
    ),
    path("frameworks/<slug:framework>/offices/<slug:office>/end/", frameworks.office_end, name="office-end"),
    path("frameworks/<slug:framework>/bodies/new/", frameworks.body_new, name="body-new"),
    path("frameworks/<slug:framework>/bodies/<slug:body>/", offices.body, name="body"),
    path(
        "frameworks/<slug:framework>/bodies/<slug:body>/change/", frameworks.body_change, name="body-change"
    ),
    path("frameworks/<slug:framework>/bodies/<slug:body>/end/", frameworks.body_end, name="body-end"),
    path("pilots/", browsing.pilots, name="pilots"),
    path("pilots/new/", proposing.pilot_new, name="pilot-new"),
    path("pilots/<int:number>/<path:key>/", proposing.pilot_change, name="pilot-change"),
    path("regulations/", browsing.regulations, name="regulations"),
    path("regulations/new/", proposing.regulation_new, name="regulation-new"),
    path("regulations/change/<path:key>/", proposing.regulation_change, name="regulation-change"),
    path("papers/", papers.overview, name="papers"),
    path("papers/kin/", papers.kin, name="kin"),
    path("papers/kin/new/", papers.kin_new, name="kin-new"),
    path("papers/kin/change/<path:key>/", papers.kin_change, name="kin-change"),
    path("papers/kin/withdraw/<path:key>/", papers.kin_withdraw, name="kin-withdraw"),
    path("papers/change/<path:key>/", papers.paper_change, name="paper-change"),
    path("papers/withdraw/<path:key>/", papers.paper_withdraw, name="paper-withdraw"),
    path("papers/<slug:kind>/", papers.papers, name="papers-of"),
    path("papers/<slug:kind>/new/", papers.paper_new, name="paper-new"),
    path("history/<slug:table>/<path:key>/", browsing.history, name="history"),
    path("changes/", browsing.changes, name="changes"),
    path("proposals/", deciding.proposals, name="proposals"),
    path("proposals/<int:number>/", deciding.proposal, name="proposal"),
    path("proposals/<int:number>/decide/", deciding.decide, name="decide"),
    path("import/", exchanging.bring_in, name="import"),
    path("export/<slug:kind>/", exchanging.export, name="export"),
    path("disputes/", disputing.disputes, name="disputes"),
    path("disputes/new/", disputing.dispute_new, name="dispute-new"),
    path("disputes/<int:number>/", disputing.dispute, name="dispute"),
]
