"""A question to its answer: parse, translate, run, and shape what ClickHouse gave."""

import time
from typing import Any, NamedTuple

from csm_cli.sandbox.posthog import cache, errors, grammar, times
from csm_cli.sandbox.posthog.engine import ENGINE, ClickHouseError, Rows
from csm_cli.sandbox.posthog.limits import limits_of
from csm_cli.sandbox.posthog.requests import Question
from csm_cli.sandbox.posthog.translate import (
    DEFAULT_ROWS,
    QueryError,
    Settings,
    Translation,
    translate,
)
from csm_cli.sandbox.posthog.world import World

# ClickHouse's own faults, by their number; all others were caused by the query.
_TIME_IS_UP = frozenset({159, 160})
_MEMORY_IS_FULL = frozenset({241})
_ITS_OWN = frozenset({0, 49, 76, 210, 236, 243, 999, 1000, 1001, 1002})


class Timing(NamedTuple):
    """How long a step took, in seconds."""

    k: str
    t: float


def settings_for(world: World, question: Question) -> Settings:
    """What the translation depends on; this loads the world's data when that is due."""
    zone = world.project()["timezone"] if question.to_project_timezone else "UTC"
    return Settings(world.now(), zone, ENGINE.database(world))


def compute(world: World, question: Question) -> dict[str, Any]:
    """Answer a HogQLQuery in the fields of PostHog's HogQLQueryResponse; raises ApiError."""
    started = time.perf_counter()
    try:
        settings = settings_for(world, question)
        tree = grammar.parse_select(question.text)
        translation = translate(tree, question.values, settings)
        translated = time.perf_counter()
        limits = limits_of(world.project())
        rows = ENGINE.run(translation.sql, limits["query_seconds"], limits["query_bytes"])
    except (grammar.HogQLSyntaxError, QueryError) as problem:
        raise errors.invalid(str(problem)) from None
    except ClickHouseError as failure:
        raise _refusal(failure) from None
    timings = [
        Timing("./hogql", translated - started),
        Timing("./clickhouse_execute", rows.seconds),
        Timing(".", time.perf_counter() - started),
    ]
    return _shape(question, translation, rows, timings)


def _shape(
    question: Question, translation: Translation, rows: Rows, timings: list[Timing]
) -> dict[str, Any]:
    results = _converted(rows)
    page = translation.paged
    return {
        "query": question.text,
        "hogql": translation.hogql,
        "clickhouse": translation.sql,
        "columns": translation.columns,
        "types": [list(pair) for pair in zip(translation.columns, rows.types, strict=True)],
        "results": results[:DEFAULT_ROWS] if page else results,
        "hasMore": len(results) > DEFAULT_ROWS if page else None,
        "limit": DEFAULT_ROWS if page else None,
        "offset": 0 if page else None,
        "timings": [each._asdict() for each in timings],
        "modifiers": {"convertToProjectTimezone": question.to_project_timezone},
        "metadata": None,
        "explain": None,
        "error": None,
        "query_status": None,
        "resolved_date_range": None,
    }


def _converted(rows: Rows) -> list[list[Any]]:
    shows = [times.converter(clickhouse_type) for clickhouse_type in rows.types]
    if not any(shows):
        return rows.rows
    return [
        [show(value) if show else value for show, value in zip(shows, row, strict=True)]
        for row in rows.rows
    ]


def _refusal(failure: ClickHouseError) -> errors.ApiError:
    if failure.code in _TIME_IS_UP:
        return errors.server_error(504, "Query has hit the max execution time before completing.")
    if failure.code in _MEMORY_IS_FULL:
        return errors.server_error(504, "Query exceeds memory limits. Try reducing its scope.")
    if failure.code in _ITS_OWN:
        return errors.server_error(500, "Internal error while running the query.")
    return errors.invalid(failure.message, failure.name.lower())


def served(
    answer: dict[str, Any], key: str, remembered: cache.Remembered, zone: str, *, is_cached: bool
) -> dict[str, Any]:
    """An answer with what the API tells of its age."""
    computed = remembered.computed_at
    return {
        **answer,
        "is_cached": is_cached,
        "cache_key": key,
        "cache_target_age": times.iso(computed + cache.STALE),
        "last_refresh": times.iso(computed),
        "next_allowed_client_refresh": times.iso(computed + cache.REFRESH_INTERVAL),
        "timezone": zone,
    }
