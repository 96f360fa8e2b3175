"""Notes and drafts from templates: the user's own file if there is one, else the shipped one.

Values are data: they are filled in as they are and never read as template language.
"""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.escalation import Parts

_ENDING = ".md.j2"
_WRITTEN = (*Parts._fields, "message", "progress", "blockers")  # by a person, so not to be lost


class Templates:
    """Templates by name.

    Args:
        folder: The user's own templates: `NAME.md.j2` in it replaces the shipped NAME.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, template: str, values: Mapping[str, object]) -> str:
        """The text of a note or a draft.

        Raises:
            WrongUsage: the template can't be read or is broken, or drops a part that was
                written for the note.
        """
        from jinja2 import StrictUndefined  # noqa: PLC0415 - heavy
        from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415

        name, source = self._source(template)
        # Not HTML: a note is plain text, and what goes into it is escaped nowhere.
        environment = SandboxedEnvironment(autoescape=False, undefined=StrictUndefined)
        try:
            text = environment.from_string(source).render(values)
        except Exception as problem:  # noqa: BLE001 - a template's own mistake can be of any kind
            where = f" line {problem.lineno}" if hasattr(problem, "lineno") else ""
            raise WrongUsage(
                f"the template {name}{where}: {problem}", written="nothing was sent"
            ) from None
        _all_parts(name, text, values)
        return text.strip() + "\n"

    def names(self, prefix: str) -> list[str]:
        """The names that begin like this, the shipped ones first; a user's own may be more."""
        found = [entry.name for entry in (files("csm_cli") / "templates").iterdir()]
        try:
            own = [entry.name for entry in self._folder.iterdir()]
        except OSError:  # no folder of their own
            own = []
        every = [*sorted(found), *sorted(own)]
        fitting = [name for name in every if name.startswith(prefix) and name.endswith(_ENDING)]
        return list(dict.fromkeys(name.removesuffix(_ENDING) for name in fitting))

    def own(self) -> list[str]:
        """The names of the user's own, whether or not a command uses them."""
        try:
            found = [entry.name for entry in self._folder.iterdir()]
        except OSError:  # no folder of their own
            return []
        return sorted(name.removesuffix(_ENDING) for name in found if name.endswith(_ENDING))

    def source(self, template: str) -> tuple[bool, str, str]:
        """Whether it is the user's own, where that is or would be, and the template's text."""
        name, text = self._source(template)
        own = str(self._folder / f"{template}{_ENDING}")
        return name == own, own, text

    def _source(self, template: str) -> tuple[str, str]:
        file = f"{template}{_ENDING}"
        own = self._folder / file
        try:
            return str(own), own.read_text(encoding="utf-8")
        except FileNotFoundError:
            return file, (files("csm_cli") / "templates" / file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as problem:
            raise WrongUsage(f"the template {own} can't be read: {problem}") from None


def _all_parts(name: str, text: str, values: Mapping[str, object]) -> None:
    dropped = [part for part in _WRITTEN if str(values.get(part) or "") not in text]
    if dropped:
        raise WrongUsage(
            f"the template {name} leaves out: {', '.join(dropped)}", written="nothing was sent"
        )
