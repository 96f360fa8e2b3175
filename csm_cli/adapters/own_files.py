"""What a person keeps beside the config file, as the doctor sees it: templates and tips.

Commands read such a file when they need it, which may be in the middle of the work.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from csm_cli.adapters import tips_file
from csm_cli.adapters.config_file import TIPS
from csm_cli.adapters.template_samples import samples
from csm_cli.adapters.templates import Templates
from csm_cli.domain import doctor
from csm_cli.domain.doctor import Found
from csm_cli.domain.errors import WrongUsage


class OwnFiles:
    """Those beside one config file."""

    def __init__(self, config: Path) -> None:
        self._folder = config.parent / "templates"
        self._tips_file = config.with_name(TIPS)
        self.looks: Mapping[str, Callable[[], Found]] = {
            "templates": self._templates,
            "tips_file": self._tips,
        }

    def _templates(self) -> Found:
        templates, folder = Templates(self._folder), self._folder
        names = templates.own()
        if not names:
            return doctor.ok("none of your own; the shipped ones hold")
        if broken := list(_broken(templates, names)):
            found = broken[0] if len(broken) == 1 else f"{len(broken)} templates can't be used"
            then = f"correct it in {folder}; csm help templates lists what each can use"
            return doctor.fail(found, then, items=broken)
        if unused := [name for name in names if not samples(name)]:
            return doctor.warn(
                f"no command uses {' and '.join(unused)} in {folder}",
                "give it a name that csm help templates lists, or that begins with note-",
            )
        return doctor.ok(f"{doctor.counted(names, 'template')} of your own in {folder}")

    def _tips(self) -> Found:
        entries = [each for each in tips_file.load(self._tips_file) if each.origin is not None]
        if not self._tips_file.exists():
            return doctor.ok("none of your own; the shipped ones hold")
        areas = f"{len(entries)} area{'' if len(entries) == 1 else 's'}"
        return doctor.ok(f"{self._tips_file}: tips for {areas}")


def _broken(templates: Templates, names: list[str]) -> Iterator[str]:
    for name in names:
        for values in samples(name):
            try:
                templates.write(name, values)
            except WrongUsage as problem:
                yield problem.message
                break
