"""What the doctor tries templates on is what the commands fill in, under those names."""

from pathlib import Path

import pytest

from csm_cli.adapters.template_samples import samples
from csm_cli.output.topics import TEMPLATES
from tests.terminal import Terminal

PARTS = (
    "--why 'Replay owns the player' --investigated 'Opened three of them' "
    "--observed 'They stop at once' --next 'Say what is broken'"
)
RUNS = {
    "note-bug": "note 48213 -t bug -m words --dry-run",
    "escalate-support": f"escalate 48213 --to support {PARTS} --dry-run",
    "escalate-engineering": f"escalate 48213 --to engineering --feature Replay {PARTS} --dry-run",
    "ask-keen": "ask 48213 --for steps --register keen",
    "update-keen": "update 48213 --register keen --progress 'It is found'",
    "incident-customer": "incident 48270",
    "incident": "incident 48270 --tag 418 --dry-run",
    "remind-ticket-emoji": "triage --remind",
    "nudge": "escalations",
}


@pytest.mark.parametrize("name", RUNS)
def test_a_template_that_uses_all_of_them(name: str, reader: Terminal) -> None:
    """The command knows each value; one that it does not know would end it with 2."""
    folder = Path(reader.variables["CSM_CONFIG"]).parent / "templates"
    folder.mkdir()
    used = "\n".join(f"{key}: {{{{ {key} }}}}" for key in samples(name)[0])
    (folder / f"{name}.md.j2").write_text(used)
    ended = reader(RUNS[name])
    assert ended.exit_code == 0, ended.stderr
    (folder / f"{name}.md.j2").write_text("{{ bogus }}")
    assert "'bogus' is undefined" in reader(RUNS[name]).stderr


def test_each_shipped_one_has_samples() -> None:
    """So one of the user's own in its place is tried."""
    assert [name for name in TEMPLATES if not samples(name)] == []
    assert not samples("withdrawn")
