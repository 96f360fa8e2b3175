"""The default scenario's issues on GitHub: the public half of what its tickets are about."""

from __future__ import annotations

from typing import Any, Final

Record = dict[str, Any]


def _issue(
    number: int, title: str, body: str, label: str, opened: str, changed: str, **more: Any
) -> Record:
    return {
        "id": 3400000000 + number,
        "number": number,
        "title": title,
        "body": body,
        "labels": more.pop("labels", ["bug", label]),
        "author": more.pop("author", "octo-otter-77"),
        "created_at": opened,
        "updated_at": changed,
        **more,
    }


def _closed(at: str, reason: str = "completed") -> Record:
    return {"state": "closed", "state_reason": reason, "closed_at": at}


ISSUES: Final[list[Record]] = [
    _issue(
        91433,
        "Session recording stops when a cross-origin iframe is opened a second time",
        "Since posthog-js 1.297 a recording ends as soon as an iframe from another origin is "
        "closed and opened again. Events keep coming, requests to `/s/` stop.\n\n"
        "`recordCrossOriginIframes: true`, 1.291 is fine.",
        "feature/replay",
        "-9d",
        "-1d3h",
        assignees=["jules-arden"],
    ),
    _issue(
        90876,
        "Recordings of checkout iframe are empty in Safari",
        "The payment iframe is blank in the recording, in Safari only. Setting "
        "`recordCrossOriginIframes` on both sides makes it appear.",
        "feature/replay",
        "-140d",
        "-96d",
        **_closed("-96d"),
    ),
    _issue(
        91410,
        "Canvas recording is black with WebGL2 and preserveDrawingBuffer: false",
        "The first frame is right, every later one black. With `preserveDrawingBuffer: true` all "
        "frames are right, so the buffer is read after it was cleared.",
        "feature/replay",
        "-3d18h",
        "-2d22h",
        author="jules-arden",
        assignees=["jules-arden"],
    ),
    _issue(
        91377,
        "Flag with a static cohort stays false for members who joined today",
        "Membership of static cohorts seems to be cached by /flags for longer than documented.",
        "feature/feature-flags",
        "-11d",
        "-10d",
    ),
    _issue(
        91201,
        "Experiment results end with 504 for more than two million exposures",
        "`Query exceeded the time limit` after 60 seconds. Seven days work, fourteen do not.",
        "experiments/new-engine",
        "-31d",
        "-6d",
        **_closed("-6d"),
    ),
    _issue(
        91390,
        'Stripe source fails with "permission denied on charges" for restricted keys',
        "A restricted key needs read access to Charges *and* to Balance transactions; the error "
        "names only the first.",
        "feature/data-warehouse",
        "-13d",
        "-4d",
    ),
    _issue(
        91268,
        "Embed whole notebooks in other pages",
        "Dashboards and insights can be shared, notebooks can't.",
        "feature/notebooks",
        "-70d",
        "-5d19h",
        labels=["enhancement", "feature/notebooks"],
    ),
    _issue(
        91302,
        "Dashboard tile keeps the old date range after reload",
        "1. Set a date range on a dashboard\n2. Reload\n3. One of the tiles shows the range from "
        "before",
        "feature/dashboards",
        "-2d14h",
        "-2d14h",
    ),
    _issue(
        91441,
        "fix(replay): keep observing an iframe that comes back",
        "Closes #91433.",
        "feature/replay",
        "-1d4h",
        "-1d3h",
        author="jules-arden",
        labels=["feature/replay"],
        pull_request=True,
    ),
]  # fmt: skip


def _comment(number: int, issue: int, author: str, body: str, at: str) -> Record:
    return {
        "id": 2900000000 + number,
        "issue": 3400000000 + issue,
        "author": author,
        "body": body,
        "created_at": at,
    }


COMMENTS: Final[list[Record]] = [
    _comment(1, 91433, "jules-arden", "I can reproduce it. The observer of the first frame is "
             "never taken down, so the second one is ignored.", "-7d2h"),
    _comment(2, 91433, "octo-otter-77", "Happens in Safari and Chrome alike.", "-6d"),
    _comment(3, 91433, "jules-arden", "A fix is in #91441.", "-1d3h"),
    _comment(4, 91410, "jules-arden", "Needs a copy of the buffer within the frame.", "-2d22h"),
    _comment(5, 91377, "octo-otter-77", "Any news on this one?", "-10d"),
    _comment(6, 91201, "priya-nair", "Exposures are now pre-aggregated; solved by that.", "-6d"),
]  # fmt: skip
