"""Lin, a light agent, with and without an account that may change roles."""

from pathlib import Path

import pytest

from tests.cli.roles.story import QUICK, Desk, as_lin, desk_of, with_changer
from tests.conftest import Served
from tests.terminal import Terminal


@pytest.fixture
def desk(sandbox: Served) -> Desk:
    """The Zendesk behind csm's back."""
    return desk_of(sandbox)


@pytest.fixture
def lin(csm: Terminal) -> Terminal:
    """A light agent without an account that may change roles; waits are short."""
    Path(csm.variables["CSM_CONFIG"]).write_text(QUICK)
    return as_lin(csm)


@pytest.fixture
def rising(lin: Terminal) -> Terminal:
    """A light agent with such an account."""
    return with_changer(lin)
