"""A certificate for loopback, from an authority that exists for this sandbox alone."""

from __future__ import annotations

import ssl
from pathlib import Path

import trustme

from csm_cli.sandbox.private import make_file


def make_tls(state: Path) -> tuple[ssl.SSLContext, Path]:
    """Return the servers' TLS settings, and the file that makes clients trust them."""
    authority = trustme.CA()
    certificate = authority.issue_cert("127.0.0.1", "localhost", "::1")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    bundle = make_file(state / "sandbox-ca.pem")
    authority.cert_pem.write_to_path(str(bundle))
    return context, bundle
