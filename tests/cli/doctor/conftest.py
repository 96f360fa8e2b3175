"""`csm` with a config file that does not grow old."""

from collections.abc import Iterator

import pytest

from tests.cli.doctor.looking import configure
from tests.cli.zendesk_of_sandbox import Zendesk
from tests.conftest import Served
from tests.terminal import Terminal


@pytest.fixture(scope="package")
def as_new(served: Served) -> Served:
    """The sandbox, put back once: the doctor changes nothing, and its tests undo what they do."""
    served.reset()
    return served


@pytest.fixture
def well(as_new: Served, offline: Terminal) -> Terminal:
    """Signed in as Robin Vale, and nothing is the matter."""
    configure(offline, "")
    return Terminal({**as_new.env, **offline.variables, "CSM_TIMEOUT": "60"})


@pytest.fixture
def at_desk(well: Terminal) -> Terminal:
    """Signed in to Zendesk alone: for what only Zendesk is asked about, which is quicker."""
    names = ("POSTHOG", "GITHUB", "PYLON", "VITALLY", "SLACK")
    gone = {f"CSM_{name}_KEY" for name in names}
    return Terminal({name: value for name, value in well.variables.items() if name not in gone})


@pytest.fixture
def alone(as_new: Served, offline: Terminal) -> Terminal:
    """Nobody is signed in: for what is looked at without a credential, which is quick."""
    configure(offline, "")
    places = {name: url for name, url in as_new.env.items() if name.endswith("_URL")}
    return Terminal({**offline.variables, **places})


@pytest.fixture
def desk(as_new: Served) -> Iterator[Zendesk]:
    """The sandbox's Zendesk as its admin sees it, with an empty log of requests."""
    made = Zendesk(as_new.services)
    made.forget_requests()
    yield made
    made.close()
