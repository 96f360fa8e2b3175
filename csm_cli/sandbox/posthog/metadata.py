"""HogQLMetadata: whether a query would run, without running it."""

from typing import Any

from csm_cli.sandbox.posthog import grammar
from csm_cli.sandbox.posthog.answers import settings_for
from csm_cli.sandbox.posthog.requests import Question
from csm_cli.sandbox.posthog.translate import QueryError, translate
from csm_cli.sandbox.posthog.world import World


def check(world: World, question: Question) -> dict[str, Any]:
    """Tell whether the text is a valid query, and where it is not."""
    problems: list[dict[str, Any]] = []
    try:
        tree = grammar.parse_select(question.text)
        translate(tree, question.values, settings_for(world, question))
    except grammar.HogQLSyntaxError as problem:
        problems = [_notice(problem.message, problem.start, problem.end)]
    except QueryError as problem:
        problems = [_notice(str(problem), 0, len(question.text))]
    return {
        "query": question.text,
        "isValid": not problems,
        "errors": problems,
        "warnings": [],
        "notices": [],
    }


def _notice(message: str, start: int, end: int) -> dict[str, Any]:
    return {"message": message, "start": start, "end": end, "fix": None}
