"""An audit that is broken off after any page, kept as a file would keep it, and gone on with."""

import json
from collections.abc import Callable

import pytest

from csm_cli.domain.errors import CsmError, Exhausted, Unavailable
from csm_cli.domain.impersonation.keeping import Kept, packed, unpacked
from csm_cli.domain.impersonation.members import Evidence
from csm_cli.domain.impersonation.remarks import Warn, warning
from csm_cli.domain.impersonation.result import Audit
from csm_cli.services.audit import audit, audit_all
from tests.domain.impersonation.builders import (
    KOFI,
    started,
    upgraded,
    with_staff_as_target,
    without_staff,
)
from tests.services.memory_log import ORGANIZATION, MemoryLog
from tests.services.test_audit import IN_OTHER, KELP, MEMBERS, QUESTION, RULES

RECORDS = [
    *(started(minute) for minute in range(0, 9, 2)),
    *(with_staff_as_target(upgraded(minute)) for minute in (1, 5, 8)),
    *(without_staff(upgraded(minute)) for minute in (3, 4)),
    *(started(minute, **KOFI) for minute in (6, 7, 8)),
    started(4, region="eu"),
    started(5, target_email=None, target_user_id=None),
]
PEOPLE = [*MEMBERS, Evidence("anonymous", None, current=True, region="us")]


class Memory:
    """Keeps an audit as JSON; `going_on` says nothing."""

    going_on = ""

    def __init__(self, text: str | None = None) -> None:
        self.text = text

    @property
    def kept(self) -> Kept | None:
        """What the text holds."""
        return unpacked(json.loads(self.text)) if self.text else None

    def keep(self, now: Callable[[], Kept], *, at_once: bool = False) -> None:
        """Each page."""
        del at_once
        self.text = json.dumps(packed(now()))

    def finished(self) -> None:
        """Nothing is left."""
        self.text = None


def _audit(log: MemoryLog, memory: Memory) -> Audit:
    return audit(log, QUESTION, RULES, lambda _: None, memory)


@pytest.mark.parametrize("page", range(2, 7))
@pytest.mark.parametrize("error", [Unavailable("down"), Exhausted("too much")])
def test_it_ends_as_one_that_nothing_happened_to(page: int, error: CsmError) -> None:
    """Whichever page it broke off at; of the members nobody is asked again."""
    whole = _audit(MemoryLog(RECORDS, PEOPLE), Memory())
    assert whole.complete
    memory = Memory()
    fails = dict.fromkeys(range(page, 60), error)
    assert not _audit(MemoryLog(RECORDS, PEOPLE, fails=fails), memory).complete
    log = MemoryLog(RECORDS)
    resumed = _audit(log, memory)
    assert resumed._replace(proof=whole.proof) == whole
    assert (resumed.complete, resumed.proof.counted) == (True, whole.proof.counted)
    if not isinstance(error, Exhausted):  # else the halves have pages of their own
        assert resumed.proof == whole.proof
    assert log.lookups == 0
    assert memory.text is None


@pytest.mark.parametrize("page", [0, *range(2, 7)])
def test_a_doubt_of_the_first_run_is_not_forgotten(page: int) -> None:
    """An answer out of the cache stays one, whoever finishes the audit."""
    memory = Memory()
    doubt = [warning(Warn.CACHED)]
    _audit(MemoryLog(RECORDS, PEOPLE, fails={page: Unavailable("down")}, remarks=doubt), memory)
    resumed = _audit(MemoryLog(RECORDS), memory)
    assert (resumed.complete, resumed.proof.cached) == (False, True)
    assert Warn.CACHED in {remark.code for remark in resumed.reasons}


def test_several_are_gone_on_with_together() -> None:
    """Those that can't be audited stay so."""
    unknown = QUESTION._replace(organization_id="0184c2f1-7a10-0000-4b1d-6a6f1e5c0dff")
    people = [(ORGANIZATION, piece) for piece in PEOPLE] + [KELP]
    questions = [QUESTION, unknown, IN_OTHER]
    whole = audit_all(
        MemoryLog(RECORDS, people, name=None), questions, RULES, lambda _: None, Memory()
    )
    memory = Memory()
    log = MemoryLog(RECORDS, people, name=None, fails={3: Unavailable("down")})
    broken = audit_all(log, questions, RULES, lambda _: None, memory)
    assert broken != whole
    assert audit_all(MemoryLog(RECORDS), questions, RULES, lambda _: None, memory) == whole


def test_a_person_that_stops_it_loses_nothing_that_was_read() -> None:
    """Ctrl-C comes while a page is waited for."""

    class Stopped(MemoryLog):
        def impersonations(self, *asked: object) -> tuple[object, ...]:  # type: ignore[override]
            if self.pages == 2:
                raise KeyboardInterrupt
            return tuple(super().impersonations(*asked))  # type: ignore[arg-type]

    memory = Memory()
    with pytest.raises(KeyboardInterrupt):
        _audit(Stopped(RECORDS, PEOPLE), memory)
    assert _audit(MemoryLog(RECORDS), memory) == _audit(MemoryLog(RECORDS, PEOPLE), Memory())
