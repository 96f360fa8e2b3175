"""The package index, asked for the newest csm, and only when a person asked for that."""

import json
import sys
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from httpx import codes

from csm_cli.adapters import http
from csm_cli.adapters.accounts import checked_url
from csm_cli.domain.errors import Unavailable
from csm_cli.environment import Environment


class PackageIndex:
    """An index that answers as PyPI's JSON API does: `{"info": {"version": ...}}`.

    Args:
        url: Of the package's document.
        environment: The process.
        timeout: In seconds.
    """

    def __init__(self, url: str, environment: Environment, timeout: float) -> None:
        self._origin = checked_url(url, "the package index's URL")
        self._path = urlsplit(url).path
        self._environment = environment
        self._timeout = timeout

    def newest(self) -> str:
        """The newest released version.

        Raises:
            Unavailable: the index does not answer, or not with a version.
        """
        with http.client(self._origin, self._environment, timeout=self._timeout, headers={}) as web:
            try:
                response = web.get(self._path)
                version = json.loads(response.content)["info"]["version"]
            except (httpx.RequestError, ValueError, LookupError, TypeError) as problem:
                kind = type(problem).__name__
                raise self._no_answer(kind) from None
        if response.status_code != codes.OK or not isinstance(version, str):
            raise self._no_answer(f"status {response.status_code}")
        return version

    def _no_answer(self, why: str) -> Unavailable:
        return Unavailable(
            f"the package index at {self._origin} did not tell the newest version ({why})",
            hint="run csm doctor --check-version again later",
        )


def installed_by() -> str:
    """What installed this csm, told by where its Python is: pipx, uv or pip."""
    parts = Path(sys.prefix).parts
    if "pipx" in parts:
        return "pipx"
    return "uv" if "uv" in parts and "tools" in parts else "pip"
