"""The scripts of `.ci/`, which are no modules of the project, as modules for the tests."""

import importlib.util
from types import ModuleType

from tests.promises.program import TOP


def script(name: str) -> ModuleType:
    """`.ci/NAME.py`, read anew."""
    spec = importlib.util.spec_from_file_location(name, TOP / ".ci" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
