"""Where a request comes from: what our own proxies wrote counts, what a visitor forges never does."""

from __future__ import annotations

import pytest
from axes.helpers import get_client_ip_address
from django.conf import LazySettings
from django.test import RequestFactory
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from counterpoise_site import environment, limits
from counterpoise_site.bulletin import counting
from counterpoise_site.visitors import address_of, told_apart

VISITOR, PROXY, FORGED = "203.0.113.7", "10.0.0.2", "198.51.100.66"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "spoke", "address"),
    [
        (0, "", VISITOR, VISITOR),
        (0, FORGED, VISITOR, VISITOR),
        (1, VISITOR, PROXY, VISITOR),
        (1, f"{FORGED}, {VISITOR}", PROXY, VISITOR),
        (2, f"{FORGED}, {VISITOR}, 10.0.0.1", PROXY, VISITOR),
        (2, f"{VISITOR}, 10.0.0.1", PROXY, VISITOR),
        (1, "", PROXY, PROXY),
        (2, VISITOR, PROXY, PROXY),
        (1, "not an address", PROXY, PROXY),
        (1, f"{VISITOR}:50123", PROXY, VISITOR),
        (1, "[2001:db8::7]:50123", PROXY, "2001:db8::7"),
        (1, "2001:db8::7", "", "2001:db8::7"),
    ],
)
def test_the_right_hop_counts(
    settings: LazySettings, proxies: int, forwarded: str, spoke: str, address: str
) -> None:
    settings.PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=spoke, HTTP_X_FORWARDED_FOR=forwarded)
    assert address_of(request) == address
    assert get_client_ip_address(request) == address, "the lock after wrong passwords sees the same"


@examples(max_examples=60)
@given(
    forged=st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40), proxies=st.integers(1, 3)
)
def test_nothing_a_visitor_writes_changes_where_they_come_from(forged: str, proxies: int) -> None:
    hops = ", ".join([forged, VISITOR, *[f"10.0.0.{n}" for n in range(1, proxies)]])
    request = RequestFactory().get("/", REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=hops)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("counterpoise_site.visitors.settings.PROXIES", proxies)
        assert address_of(request) == VISITOR


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:203.0.113.7", "203.0.113.7", True),
        ("203.0.113.7", "203.0.113.8", False),
    ],
)
def test_one_subscriber_is_one_visitor(one: str, other: str, *, alike: bool) -> None:
    seen = [told_apart(RequestFactory().get("/", REMOTE_ADDR=address)) for address in (one, other)]
    assert (seen[0] == seen[1]) is alike


def test_limits_behind_a_proxy_hold_each_visitor_to_their_own(settings: LazySettings) -> None:
    def tries(forwarded: str) -> list[bool]:
        request = RequestFactory().get("/", REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=forwarded)
        return [limits.may(request, f"drill-{settings.PROXIES}", times=1, seconds=86_400) for _ in range(2)]

    settings.PROXIES = 1
    assert tries(VISITOR) == [True, False]
    assert tries(f"{FORGED}, {VISITOR}") == [False, False], "a forged header is nobody new"
    assert tries("203.0.113.8") == [True, False], "another visitor is not held to what the first did"
    settings.PROXIES = 0
    assert tries(VISITOR) == [True, False]
    assert tries("203.0.113.9") == [False, False], "without a proxy of ours the header is a visitor's"


@pytest.mark.django_db
def test_readers_behind_a_proxy_are_several_and_forged_ones_are_one(settings: LazySettings) -> None:
    def readers(*headers: str) -> int:
        counting._gathered.clear()
        for header in headers:
            request = RequestFactory().get(
                "/", REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=header, headers={"User-Agent": "Firefox"}
            )
            counting.saw(1, request)
        found = len(counting._gathered)
        counting._gathered.clear()
        return found

    counting._written_at = float("inf")  # nothing is written down here
    try:
        settings.PROXIES = 1
        assert readers(VISITOR, "203.0.113.8") == 2
        assert readers(f"1.2.3.4, {VISITOR}", f"5.6.7.8, {VISITOR}") == 1
        settings.PROXIES = 0
        assert readers(VISITOR, "203.0.113.8") == 1
    finally:
        counting._written_at = 0.0


def test_the_number_of_proxies_is_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    for written in ("-1", "one", "1.5", "²"):
        monkeypatch.setenv("COUNTERPOISE_PROXIES", written)
        with pytest.raises(environment.SettingError, match="whole number"):
            environment.count("COUNTERPOISE_PROXIES", 0)
    monkeypatch.setenv("COUNTERPOISE_PROXIES", "2")
    assert environment.count("COUNTERPOISE_PROXIES", 0) == 2
