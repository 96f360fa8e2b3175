"""Nothing leaves csm untold: `--verbose` and `CSM_LOG` hear of every request."""

import ast
import re

from tests.promises.program import modules

_SESSIONS = {"Session", "requests.Session", "OAuth2Session"}
_CLIENTS = {"httpx.Client", "httpx.AsyncClient"}
_AT_ONCE = re.compile(r"(?:requests|httpx)\.(?:get|post|put|patch|delete|request|stream)")


def test_what_is_sent_is_told() -> None:
    """Whatever leaves goes through a client that tells the record of it, whoever made it.

    A session of requests has the adapter mounted, clients of httpx are made in one place, and
    nobody asks with neither.
    """
    for path, tree in modules().items():
        libraries = _imported(tree) & {"authlib", "httpx", "requests", "urllib.request"}
        if path.startswith("sandbox/") or not libraries:
            continue
        used = _used(tree)
        assert "urllib.request" not in libraries, path
        assert not any(map(_AT_ONCE.fullmatch, used)), path
        if used & _SESSIONS:
            assert "ToldAdapter" in used, f"{path} makes a session that nobody hears of"
        assert not used & _CLIENTS or path == "adapters/http.py", path


def _imported(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, node.module.partition(".")[0]}
    return found


def _used(tree: ast.Module) -> set[str]:
    """What is called, and what classes are made of."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            found.add(ast.unparse(node.func))
        elif isinstance(node, ast.ClassDef):
            found |= {ast.unparse(base) for base in node.bases}
    return found
