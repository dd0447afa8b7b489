"""Which names this service answers to, and whose address a request comes from."""

from __future__ import annotations

import ipaddress
from functools import lru_cache
from urllib.parse import urlsplit

from osler.gate.refusals import Refusal
from osler.settings import Settings

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
PROBED = frozenset({"/healthz", "/readyz", "/metrics"})  # asked by address, by machines


def own_names(settings: Settings) -> frozenset[str]:
    """Every `Host` that is ours, in lower case: that of `base_url` and the loopback names."""
    return LOOPBACK | {_named(urlsplit(settings.base_url).netloc.encode())}


def misled(hosts: list[bytes], names: frozenset[str], settings: Settings) -> Refusal | None:
    """A refusal where a request is for another host than ours, or for none or several: a page
    served under a stranger's name would trust that name.
    """
    if len(hosts) != 1:
        return Refusal(400, "Bad request", "A request names exactly one host.", close=True)
    if _named(hosts[0]) in names:
        return None
    said = (
        f"This service answers at {settings.base_url}. If readers use another address, an admin "
        "sets base_url to it."
    )
    return Refusal(421, "Not this host", said)


def _named(host: bytes) -> str:
    """A `Host` without its port; "" for what is no host."""
    text = host.decode("latin-1").lower()
    name, colon, port = text.rpartition(":")
    if colon and port.isdigit() and (not name.startswith("[") or name.endswith("]")):
        return name
    return text


def networks(trusted: str | None) -> tuple[Network, ...]:
    """Addresses and networks parted by commas. Raises `ValueError` naming the wrong one."""
    return tuple(
        ipaddress.ip_network(each.strip(), strict=False)
        for each in (trusted or "").split(",")
        if each.strip()
    )


def address(peer: str, forwarded: list[bytes], trusted: tuple[Network, ...]) -> str:
    """Who really asks: the peer, or where that is a proxy of ours, whom it names. What a stranger
    writes before our proxies' own entries is not believed.
    """
    if not trusted or not forwarded or not _within(peer, trusted):
        return peer
    named = [each.strip() for each in b",".join(forwarded).decode("latin-1").split(",")]
    found = peer
    for each in reversed(named):
        if _read(each) is None:
            return found
        found = each
        if not _within(each, trusted):
            return found
    return found


def _within(address: str, trusted: tuple[Network, ...]) -> bool:
    read = _read(address)
    return read is not None and any(read in network for network in trusted)


@lru_cache(maxsize=4096)
def _read(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return None
    mapped = read.ipv4_mapped if isinstance(read, ipaddress.IPv6Address) else None
    return mapped or read


@lru_cache(maxsize=4096)
def household(address: str) -> str:
    """What counts as one address: IPv4 whole, of IPv6 the /64 that one customer is given. At most
    45 characters, whatever was said.
    """
    read = _read(address)
    if isinstance(read, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((read.packed, 64), strict=False))
    return str(read) if read is not None else address[:45]


def is_loopback(address: str) -> bool:
    """Whether an address is this machine's own."""
    read = _read(address)
    return read is not None and read.is_loopback
