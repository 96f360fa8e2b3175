"""The text that reminds a customer of the ticket emoji, as a document."""

from csm_cli.domain.reminder import Reminder
from csm_cli.output.present import View


def view(found: Reminder) -> View:
    """The document of `csm help json triage-remind`."""
    document = {**found._asdict()}
    return View(document, [tuple(document.values())], lambda console: console.print(found.text))
