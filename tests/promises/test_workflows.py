"""The workflows of GitHub Actions, which can't run here: their schema, and what they promise."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.promises.program import TOP
from tests.promises.test_rooms import PROJECT

FOLDER = TOP / ".github" / "workflows"
CI, RELEASE = (
    yaml.load((FOLDER / name).read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - texts only
    for name in ("ci.yml", "release.yml")
)
BOTH = pytest.mark.parametrize("workflow", [CI, RELEASE], ids=["ci", "release"])


def _checked(*files: Path) -> subprocess.CompletedProcess[str]:
    """GitHub's schema of workflows, as it comes with check-jsonschema; nothing is downloaded."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    return subprocess.run(
        [*command, "vendor.github-workflows", *files], capture_output=True, text=True, check=False
    )


def test_workflows_keep_to_their_schema(tmp_path: Path) -> None:
    """GitHub can read both; and a misspelt key would be noticed."""
    valid = _checked(*FOLDER.iterdir())
    assert valid.returncode == 0, valid.stdout
    text = (FOLDER / "ci.yml").read_text(encoding="utf-8")
    (tmp_path / "broken.yml").write_text(text.replace("runs-on:", "run-on:"), encoding="utf-8")
    assert _checked(tmp_path / "broken.yml").returncode == 1


def test_ci_runs_the_same_on_all_that_is_supported() -> None:
    """`.ci/run` on Linux and macOS, under every Python that the package names."""
    job = CI["jobs"]["checks"]
    pythons = [
        found[1]
        for classifier in PROJECT["classifiers"]
        if (found := re.fullmatch(r"Programming Language :: Python :: (\d\.\d+)", classifier))
    ]
    assert job["strategy"]["matrix"] == {
        "system": ["ubuntu-latest", "macos-latest"],
        "python": pythons,
    }
    runs = [step for step in job["steps"] if ".ci/run" in step.get("run", "")]
    assert [(step["run"], step["env"]) for step in runs] == [
        ("bash .ci/run", {"CSM_PYTHON": "python"})
    ]
    assert "${CSM_PYTHON:-python3.11}" in (TOP / ".ci" / "run").read_text(encoding="utf-8")


def test_a_release_waits_for_the_checks() -> None:
    """Nothing is published but what was checked, and whose tag is the CHANGELOG's version."""
    jobs = RELEASE["jobs"]
    assert jobs["checks"]["uses"] == "./.github/workflows/ci.yml"
    assert "workflow_call" in CI["on"]
    assert all(jobs[name]["needs"] == ["checks", "build"] for name in ("github", "index"))
    notes = 'python .ci/release.py --notes "${GITHUB_REF_NAME#v}" > notes.md'
    assert notes in [step.get("run") for step in jobs["build"]["steps"]]


@BOTH
def test_a_workflow_may_do_no_more_than_it_must(workflow: Any) -> None:
    """It reads; a job that writes says what; a checkout keeps no credential; no secret is named."""
    assert workflow["permissions"] == {"contents": "read"}
    assert "concurrency" in workflow
    more = {
        name: job["permissions"] for name, job in workflow["jobs"].items() if "permissions" in job
    }
    allowed = {"github": {"contents": "write"}, "index": {"id-token": "write"}}
    assert more == {name: allowed[name] for name in more}
    for step in _steps(workflow):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"
    assert "secrets." not in str(workflow)


@BOTH
def test_actions_are_pinned_and_jobs_end(workflow: Any) -> None:
    """Each action has a version, and each job that runs something an end."""
    for step in _steps(workflow):
        assert re.search(r"@(v\d+|release/v\d+|[0-9a-f]{40})$", step.get("uses", "@v0")), step
    assert all("timeout-minutes" in job or "uses" in job for job in workflow["jobs"].values())


def _steps(workflow: Any) -> Iterator[Any]:
    for job in workflow["jobs"].values():
        yield from job.get("steps", ())
