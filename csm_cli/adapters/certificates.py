"""The certificates that csm trusts, read once a run.

OpenSSL takes some 40 ms to read the usual bundle, and both HTTP libraries would read it anew for
each client or connection. No name is looked up and nothing is sent here.
"""

import ssl
import threading
from functools import cache
from pathlib import Path

import certifi

_ONE = threading.Lock()


def trusting(path: str | None) -> ssl.SSLContext:
    """What TLS connections are made with: always verifying, and shared by all of them.

    Args:
        path: A file or folder of certificate authorities; null for those of certifi.

    Raises:
        OSError: it can't be read, or holds no certificate.
    """
    with _ONE:  # a second thread would read it, too, rather than wait
        return _trusting(path)


def trusting_nobody() -> ssl.SSLContext:
    """For a client that speaks plain HTTP: whatever would speak TLS all the same is refused."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@cache
def read_ahead(path: str | None) -> None:
    """Read them on a thread of its own, while csm does what it does before it asks; once."""
    threading.Thread(target=_try, args=(path,), daemon=True, name="csm-certificates").start()


@cache
def _trusting(path: str | None) -> ssl.SSLContext:
    if path is not None and Path(path).is_dir():
        return ssl.create_default_context(capath=path)
    return ssl.create_default_context(cafile=path or certifi.where())


def _try(path: str | None) -> None:
    try:
        trusting(path)
    except OSError:
        return  # whoever needs them is told
