"""Stands for a browser and a person: opens the page, presses a button, goes where it is sent.

`BROWSER` names it; the variable `PRESSED` says what the person does.
"""

import os
import re
import sys
import urllib.request
from contextlib import suppress
from html import unescape
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit


class Stay(urllib.request.HTTPRedirectHandler):
    """Follows nothing by itself."""

    def redirect_request(self, *_: object) -> None:
        """Stay."""


def pressed(page: str, button: str, user: str | None = None) -> str:
    """Press a button of the consent page; gives the address that the browser is sent to."""
    opener = urllib.request.build_opener(Stay)
    with opener.open(page) as shown:
        text = shown.read().decode()
    hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', text)
    form = {name: unescape(value) for name, value in hidden} | {"decision": button}
    if user:
        form["user_id"] = user
    parts = urlsplit(page)
    try:
        opener.open(f"{parts.scheme}://{parts.netloc}{parts.path}", urlencode(form).encode())
    except HTTPError as answer:
        return str(answer.headers["Location"])
    raise AssertionError("the page sent nobody anywhere")


def main() -> None:
    """Do what the person does."""
    button, _, user = os.environ.get("PRESSED", "allow").partition(" ")
    page = sys.argv[1]
    if not page.partition("?")[0].endswith("/oauth/authorizations/new"):
        return  # another page, which asks nothing
    if button == "late":
        return
    back = pressed(page, "deny" if button == "deny" else "allow", user or None)
    if button == "old":
        parts = urlsplit(page)
        urllib.request.urlopen(  # noqa: S310
            f"{parts.scheme}://{parts.netloc}/_sandbox/clock", b'{"advance_s": 121}'
        )
    if button in {"paste", "old"}:
        with open(os.environ["PASTED"], "w") as terminal:  # noqa: PTH123 - a pipe
            terminal.write(f"rubbish\n{back.replace('state=', 'state=x')}\n{back}\n")
        return
    if button == "forged":
        forged = re.sub(r"state=[^&]*", "state=forged", back)
        for wrong in (forged, back.partition("?")[0], back.replace("/callback", "/favicon.ico")):
            with suppress(HTTPError):
                urllib.request.urlopen(wrong)  # noqa: S310
    urllib.request.urlopen(back)  # noqa: S310


if __name__ == "__main__":
    main()
