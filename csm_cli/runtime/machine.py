"""What one run has of its own machine: the settings, and the files that csm and its user keep.

Nothing is built, opened or connected before somebody asks for it, so an offline command loads
no HTTP client.
"""

from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from csm_cli.environment import Environment

if TYPE_CHECKING:
    from csm_cli.adapters.completion import RecentTickets
    from csm_cli.adapters.completion_scripts import CompletionScripts
    from csm_cli.adapters.journal_history import SqliteHistory
    from csm_cli.adapters.ownership_reading import OwnershipFile
    from csm_cli.adapters.settings import Settings
    from csm_cli.domain.ownership import Ownership

_MOST_WARNINGS = 3


class Machine:
    """The inside of one run.

    Args:
        environment: The process.
        profile: The profile named by an option, or null.
        announce: Tells a person one line on the way; makes it safe for a screen.
    """

    def __init__(
        self, environment: Environment, profile: str | None, announce: Callable[[str], None]
    ) -> None:
        self.environment = environment
        self.profile = profile
        self._announce = announce
        self.warns_of_config = True
        self._closers: list[Callable[[], None]] = []

    @cached_property
    def settings(self) -> "Settings":
        """The settings; the sandbox is not started for them."""
        from csm_cli.adapters import state_folder  # noqa: PLC0415
        from csm_cli.adapters.settings import Settings  # noqa: PLC0415

        settings = Settings(self.environment, self.profile)
        state_folder.close(settings.state, named=settings.names_state)
        self._warn_of(settings)
        return settings

    def _warn_of(self, settings: "Settings") -> None:
        """Tell what of the config file has no effect, or keeps some command from its work.

        No error: a key that means nothing here may mean something to a newer csm that the file
        serves too, and a wrong text is in the way of those alone who need it.
        """
        if not self.warns_of_config:
            return
        self.warns_of_config = False  # once a run
        told = [*map(" ".join, settings.mistakes), *self._unknown(settings)]
        for words in told[:_MOST_WARNINGS]:
            self._announce(f"warning: {settings.config_file}: {words}")
        if more := told[_MOST_WARNINGS:]:
            self._announce(f"warning: and {len(more)} more; csm doctor names all of them")

    def _unknown(self, settings: "Settings") -> Iterator[str]:
        for name in settings.unknown_keys:
            near = settings.nearest_key(name)
            meant = f"; did you mean {near}" if near else ""
            yield f"no setting {name}{meant}"

    def reread(self) -> None:
        """Close what is open and read everything anew: the config file was changed."""
        self.close()
        for name in [*vars(self)]:
            if isinstance(getattr(type(self), name, None), cached_property):
                del vars(self)[name]

    def ownership(self, option: str | None) -> "Ownership":
        """The rows of the ownership file: the shipped ones, or a user's own laid over them."""
        from csm_cli.adapters import ownership_file  # noqa: PLC0415

        path, _ = self.settings.ownership_file(option)
        # A file that an option names is for this once: a Tab goes on with the usual one.
        learned = None if option else self._learned_ownership
        return ownership_file.load(path, self.settings.state / "ownership.json", learned)

    def ownership_file(self, path: str | None) -> "OwnershipFile":
        """An ownership file with its mistakes; without a path, the one that is in use."""
        from csm_cli.adapters import ownership_reading  # noqa: PLC0415

        own, _ = self.settings.ownership_file(path)
        return ownership_reading.examine(own)

    def _learned_ownership(self, rows: "Ownership") -> None:
        from csm_cli.adapters import completion  # noqa: PLC0415

        completion.keep_ownership(self._completion_folder, rows)

    @cached_property
    def recent_tickets(self) -> "RecentTickets":
        """The tickets that were read last on this machine."""
        from csm_cli.adapters.completion import RecentTickets  # noqa: PLC0415

        limit = self.settings.facts["completion"]["recent_tickets"]
        return RecentTickets(self._completion_folder, int(limit))

    @property
    def _completion_folder(self) -> Path:
        return self.settings.state / "completion"

    def _keep_profiles(self) -> None:
        """Keep their names for a Tab; where the config file is as it was, this looks twice."""
        from csm_cli.adapters.config_file import modified  # noqa: PLC0415

        settings, folder = self.settings, self._completion_folder
        written, kept = modified(settings.config_file), modified(folder / "profiles")
        if written != kept and (kept is not None or settings.profiles):
            from csm_cli.adapters import completion  # noqa: PLC0415

            completion.keep_profiles(folder, settings.profiles, written)

    def _keep_areas(self) -> None:
        """Keep those of a tips file of one's own in the same way."""
        from csm_cli.adapters.config_file import TIPS, modified  # noqa: PLC0415

        own, folder = self.settings.config_file.with_name(TIPS), self._completion_folder
        written = modified(own)
        if written != modified(folder / "areas"):
            from csm_cli.adapters import completion, tips_file  # noqa: PLC0415

            found = () if written is None else tips_file.usable(own)
            completion.keep_areas(folder, found, written)

    @property
    def completion_scripts(self) -> "CompletionScripts":
        """The scripts that come with csm."""
        from csm_cli.adapters.completion_scripts import CompletionScripts  # noqa: PLC0415

        return CompletionScripts(self.environment)

    def template(self, name: str) -> tuple[bool, str, str]:
        """Whether a template is the user's own, where that is or would be, and its text."""
        from csm_cli.adapters.templates import Templates  # noqa: PLC0415

        return Templates(self.settings.templates).source(name)

    def templates_of(self, prefix: str) -> list[str]:
        """The names of templates that begin like this, a user's own among them."""
        from csm_cli.adapters.templates import Templates  # noqa: PLC0415

        return Templates(self.settings.templates).names(prefix)

    def keep_draft(self, ticket: int, text: str, command: str = "escalate") -> Path:
        """Keep what a person wrote for a ticket and could not send; gives the file."""
        from csm_cli.adapters import drafts  # noqa: PLC0415

        return drafts.keep(self.settings.state / "drafts", f"{command}-{ticket}", text)

    @property
    def _history(self) -> "SqliteHistory":
        from csm_cli.adapters.journal_history import SqliteHistory  # noqa: PLC0415

        return SqliteHistory(self.settings.state / "journal.sqlite3", self.environment.now)

    def _role_may_be_due(self) -> bool:
        from csm_cli.adapters.loan_marker import may_be_due  # noqa: PLC0415

        return may_be_due(self.environment)

    def close_at_end(self, close: Callable[[], None]) -> None:
        """Have this called when the run ends."""
        self._closers.append(close)

    def close(self) -> None:
        """Close what was opened, the last first."""
        if "settings" in vars(self):
            self._keep_profiles()
            self._keep_areas()
        while self._closers:
            self._closers.pop()()
