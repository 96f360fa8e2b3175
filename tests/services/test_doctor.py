"""Examining: looks at once, each with its own end, none of which can stop another one."""

import threading
from collections.abc import Callable, Sequence

from csm_cli.domain import doctor
from csm_cli.domain.doctor import Check, Examination, Found, Skip
from csm_cli.domain.errors import ExitCode, Unavailable
from csm_cli.services.doctor import Examining, Look, single


def _examined(*looks: Look, longest: float = 20.0) -> dict[str, Check]:
    found = Examining(looks, longest, lambda *_: None).examine()
    return {check.name: check for check in found.checks}


def _well(name: str, needs: tuple[str, ...] = (), after: tuple[str, ...] = ()) -> Look:
    return single(name, lambda: doctor.ok("well"), needs=needs, after=after)


def _raises(problem: Exception) -> Callable[[], Found]:
    def look() -> Found:
        raise problem

    return look


def test_a_failure_stops_nothing_else() -> None:
    """An expected error, and one that nobody foresaw, are findings; the other looks are made."""
    found = _examined(
        single("clock", _raises(Unavailable("away", hint="wait"))),
        single("cache", _raises(KeyError("canary"))),
        _well("drafts"),
    )
    assert found["clock"] == Check("clock", doctor.FAIL, "away", "wait")
    assert (found["cache"].state, found["drafts"].state) == (doctor.FAIL, doctor.OK)
    assert "KeyError" in found["cache"].found
    assert "canary" not in repr(found)


def test_independent_looks_are_made_at_once() -> None:
    """Looks that need nothing of each other meet: each waits until the others are under way."""
    met = threading.Barrier(3, timeout=10)

    def look() -> Found:
        met.wait()
        return doctor.ok("met")

    found = _examined(*(single(name, look) for name in ("clock", "cache", "drafts")))
    assert {check.found for check in found.values()} == {"met"}


def test_what_hangs_on_a_failure_is_skipped() -> None:
    """It is not made, and names the check at the root, however far away that is."""
    found = _examined(
        single("zendesk_url", _raises(Unavailable("away"))),
        _well("zendesk_credential", needs=("zendesk_url",)),
        _well("zendesk_role", needs=("zendesk_credential",)),
        _well("clock", after=("zendesk_url", "zendesk_role")),
    )
    assert found["zendesk_role"].state == doctor.SKIPPED
    assert found["zendesk_role"].found == "not looked at, because zendesk_url failed"
    assert found["zendesk_url"].next  # whatever fails says what to do
    assert found["clock"].state == doctor.OK


def test_a_warning_keeps_nothing_back() -> None:
    """What hangs on a check with a warning is looked at."""
    found = _examined(
        single("zendesk_url", lambda: doctor.warn("slow", "wait")),
        _well("zendesk_credential", needs=("zendesk_url",)),
    )
    assert found["zendesk_credential"].state == doctor.OK


def test_one_look_for_several_checks() -> None:
    """If it ends in an error the first check has failed, and the others hang on it."""
    looks = Look(("severity_field", "area_field"), _raises(Unavailable("away")))  # type: ignore[arg-type]
    found = _examined(looks, single("cache", _raises(Skip("nothing there"))))
    assert found["severity_field"].state == doctor.FAIL
    assert found["area_field"].found == "not looked at, because severity_field failed"
    assert found["cache"] == Check("cache", doctor.SKIPPED, "nothing there")


def test_a_look_that_does_not_end() -> None:
    """It is given up after its time, what needs it is skipped, and its late answer is nothing."""
    late = threading.Event()

    def silent() -> Found:
        late.wait(10)
        return doctor.ok("late")

    found = _examined(
        single("zendesk_url", silent),
        _well("zendesk_credential", needs=("zendesk_url",)),
        _well("drafts"),
        longest=0.1,
    )
    late.set()
    assert found["zendesk_url"].state == doctor.FAIL
    assert "no answer" in found["zendesk_url"].found
    assert found["zendesk_credential"].state == doctor.SKIPPED
    assert found["drafts"].state == doctor.OK


def test_progress_is_told() -> None:
    """Whoever waits hears how many checks are settled, up to all but the last."""
    told: list[tuple[int, int]] = []
    looks = [_well("clock"), _well("cache", needs=("clock",)), _well("drafts", needs=("cache",))]
    Examining(looks, 20, lambda *how_far: told.append(how_far)).examine()
    assert told == [(0, 3), (1, 3), (2, 3)]


class Broken:
    """A thing that is broken until it is fixed."""

    def __init__(self, *, fixable: bool = True, stubborn: bool = False) -> None:
        self.broken = True
        self.fixable = fixable
        self.stubborn = stubborn

    def look(self) -> Found:
        """Whether it is broken."""
        if self.broken:
            return doctor.warn("broken", "mend it", fixable=self.fixable)
        return doctor.ok("whole")

    def fix(self) -> Sequence[str]:
        """Mend it, if it lets itself be mended."""
        if self.stubborn:
            raise PermissionError
        self.broken = False
        return ["mended"]


def _of(name: str, thing: Broken) -> Look:
    return single(name, thing.look, fix=thing.fix)


def test_fixing() -> None:
    """What is fixable is fixed and then looked at again; what is not stays, and is told."""
    things = Broken(), Broken(fixable=False), Broken(stubborn=True)
    names = ("journal", "drafts", "cache")
    looks = [_of(name, thing) for name, thing in zip(names, things, strict=True)]
    found = Examining(looks, 20, lambda *_: None).fix()
    assert [(each.name, each.done) for each in found.fixed] == [("journal", "mended")]
    states = {check.name: check.state for check in found.checks}
    assert states == {"journal": doctor.OK, "drafts": doctor.WARN, "cache": doctor.WARN}


def test_nothing_is_fixed_unasked() -> None:
    """Looking alone mends nothing."""
    thing = Broken()
    _examined(_of("journal", thing))
    assert thing.broken


def test_the_exit_code() -> None:
    """A failure is 9; warnings and what was skipped are 0."""
    bad, fair = Check("clock", doctor.FAIL, "x", "y"), Check("cache", doctor.WARN, "x", "y")
    skipped = Check("drafts", doctor.SKIPPED, "x")
    assert Examination((fair, skipped)).exit_code is ExitCode.DONE
    assert Examination((fair, bad)).exit_code is ExitCode.CHECK_FAILED
