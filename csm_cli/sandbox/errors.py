"""What can go wrong while a sandbox is set up, each named after the situation."""

from __future__ import annotations

from pathlib import Path


class SandboxError(Exception):
    """The sandbox cannot do what was asked; the message is one sentence for a person."""


class ScenarioError(SandboxError):
    """A scenario folder holds something that cannot be loaded."""

    def __init__(self, file: Path, line: int, reason: str) -> None:
        super().__init__(f"{file}:{line}: {reason}")
        self.file = file
        self.line = line
        self.reason = reason


class StateError(SandboxError):
    """The state folder holds a file that this version cannot read."""


class PortError(SandboxError):
    """A port that was asked for is taken."""


class AlreadyServedError(SandboxError):
    """Another process serves this state folder at the moment."""
