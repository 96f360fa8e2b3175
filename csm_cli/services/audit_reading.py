"""The second half of an audit: walking past the window's impersonations, and proving the walk."""

from collections.abc import Callable, Sequence

from csm_cli.domain.errors import CsmError, Exhausted
from csm_cli.domain.impersonation.attribution import Attributed, Attribution, Halfway
from csm_cli.domain.impersonation.how_far import HowFar
from csm_cli.domain.impersonation.keeping import Kept
from csm_cli.domain.impersonation.paging import Cursor, Walk, Walked
from csm_cli.domain.impersonation.parties import Party
from csm_cli.domain.impersonation.records import Record
from csm_cli.domain.impersonation.remarks import Remark, Warn, warning
from csm_cli.domain.impersonation.rules import Rules
from csm_cli.domain.impersonation.window import Window, halves
from csm_cli.services.audit_keeping import Keeper
from csm_cli.services.audit_log import AuditLog


class Reading:
    """One walk for all organizations; `counted` is PostHog's own number, if it gave one."""

    def __init__(
        self,
        log: AuditLog,
        kept: Kept,
        rules: Rules,
        progress: Callable[[HowFar], None],
        keeper: Keeper,
    ) -> None:
        self._log = log
        self._kept = kept
        self._rules = rules
        self._progress = progress
        self._keeper = keeper
        self._parties = [party for party in kept.parties if isinstance(party, Party)]
        halfways = kept.halfways or (Halfway(),) * len(self._parties)
        self._attributions = [
            Attribution(
                party.membership, party.region, party.question.window, rules.session_limit, halfway
            )
            for party, halfway in zip(self._parties, halfways, strict=True)
        ]
        self._window = self._reach()
        begin = Walked((self._window,)) if self._window else Walked(())
        self._walk = Walk(self._page, log.page_rows, kept.walked or begin, rules.halving)
        self._count_halvings = 0
        self._settled = True  # whether all have read what the walk has come to
        self.counted: int | None = None

    def run(self) -> Sequence[Remark]:
        """Read all there is; gives what is to be warned of.

        Raises:
            NotSignedIn, NotAllowed, Unavailable: nothing was read, and nothing had been.
        """
        if self._window is None:
            return ()
        try:
            self._read()
        except CsmError as problem:
            if not self.walked.pages:
                raise
            broken_off = f"{problem.message}{self._keep()}"
            return (warning(Warn.INTERRUPTED, rows=self.walked.rows, problem=broken_off),)
        except KeyboardInterrupt:
            self._keep()
            raise
        if not self.walked.in_order:
            self._keeper.finished()
            return (warning(Warn.DISORDER),)
        return self._prove(self._window)

    def attributed(self) -> list[Attributed]:
        """What the organizations' parts come to, in their order."""
        return [attribution.result() for attribution in self._attributions]

    @property
    def walked(self) -> Walked:
        """How the pages followed one another."""
        return self._walk.walked

    @property
    def halvings(self) -> int:
        """How many questions were too much at once."""
        return self._kept.halvings + self.walked.halvings + self._count_halvings

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What is doubtful about any answer, of an earlier run's as well; each doubt once."""
        return tuple({one.code: one for one in (*self._kept.remarks, *self._log.remarks)}.values())

    def _reach(self) -> Window | None:
        """What must be read: the windows, and the time before in which a session may have begun."""
        windows = [each.question.window for each in self._parties if each.membership.looked_for]
        if not windows:
            return None
        first, last = min(one.since for one in windows), max(one.until for one in windows)
        return Window(first - self._rules.session_limit, last)

    def _read(self) -> None:
        for page in self._walk:
            for attribution in self._attributions:
                attribution.read(page)
            self._settled = True
            if self.walked.stretches:
                self._keeper.keep(self._now)

    def _page(self, window: Window, below: Cursor | None) -> Sequence[Record]:
        words = f"reading impersonations: {self.walked.rows} so far"
        self._progress(HowFar(words, self._share()))
        page = self._log.impersonations(window, below)
        self._settled = False
        return page

    def _share(self) -> float:
        """How much of the window lies behind; it is read from its end on."""
        place = self.walked.cursor
        if place is None or self._window is None:
            return 0.0
        since, until = self._window
        return (until - place.occurred_at) / (until - since)

    def _keep(self) -> str:
        """Keep what there is, if it belongs together; gives the words that say so."""
        if self._settled:
            self._keeper.keep(self._now, at_once=True)
        return self._keeper.going_on

    def _now(self) -> Kept:
        return self._kept._replace(
            remarks=self.remarks,
            walked=self.walked,
            halfways=tuple(attribution.halfway() for attribution in self._attributions),
        )

    def _prove(self, window: Window) -> Sequence[Remark]:
        """Compare what was walked past with a count that owes nothing to paging."""
        rows = self.walked.rows
        self._progress(HowFar(f"checking that these are all: {rows}", 1.0))
        try:
            counted = self._count(window)
        except CsmError as problem:
            return (warning(Warn.COUNT_MISSING, problem=f"{problem.message}{self._keep()}"),)
        self.counted = counted
        self._keeper.finished()
        if counted != rows:
            return (warning(Warn.COUNTS_DIFFER, walked=rows, counted=counted),)
        return ()

    def _count(self, window: Window) -> int:
        """The count; if that is too much at once, of both halves."""
        try:
            return self._log.count(window)
        except Exhausted:
            parts = halves(window, self._rules.halving.shortest)
            if parts is None or self._count_halvings >= self._rules.halving.most:
                raise
            self._count_halvings += 1
            return sum(self._count(part) for part in parts)
