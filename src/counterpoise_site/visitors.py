"""Where a request comes from: never what a visitor writes about it, only what our own proxies write.

Each proxy adds to X-Forwarded-For, on the right, the address that spoke to it. Behind n of them the n-th entry from the right is
the visitor's; everything further left was sent by the visitor and may be forged.
"""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest

_ONE_SUBSCRIBER = 64


def address_of(request: HttpRequest) -> str:
    """Give the visitor's address; where a proxy wrote less than it must, the address that spoke to us."""
    spoke = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.PROXIES:
        return spoke
    hops = [
        hop.strip() for hop in str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",") if hop.strip()
    ]
    return _plain(hops[-settings.PROXIES]) or spoke if len(hops) >= settings.PROXIES else spoke


def told_apart(request: HttpRequest) -> str:
    """Give what tells one visitor from another: an address, of IPv6 the part that names a subscriber.

    Whoever has an IPv6 line holds 2**64 addresses, and could otherwise be as many visitors.
    """
    written = address_of(request)
    try:
        address = ipaddress.ip_address(written)
    except ValueError:
        return written
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((int(address), _ONE_SUBSCRIBER), strict=False))


def _plain(hop: str) -> str:
    """Take a port away, and refuse what is no address."""
    bare = hop
    if hop.startswith("["):
        bare = hop[1:].partition("]")[0]
    elif hop.count(":") == 1:
        bare = hop.partition(":")[0]
    try:
        return str(ipaddress.ip_address(bare))
    except ValueError:
        return ""
