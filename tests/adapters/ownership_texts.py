"""Ownership files as text, and the ways in which one can be wrong."""

SOUND = """\
schema_version: 1
features:
  - feature: Replay
    aliases: [recordings]
    target_areas: [session_replay]
    github_labels: [feature/replay]
    owners:
      - team: Replay
        team_slug: replay
        github_team: PostHog/team-replay
        slack_channel: "#support-replay"
        slack_channel_inferred: true
        zendesk_group: Replay
        as_of: 2026-11-20
        source: a page
    notes: Ask first.
    as_of: 2026-11-23
    source: a table
former_teams:
  - name: Recordings team
    teams: [Replay]
    as_of: 2026-11-23
    source: a table
"""
"""A file without a mistake: one feature, one former team, every key but `complete`."""

_ROWS = SOUND[SOUND.index("features") :]
_FEATURE = SOUND[SOUND.index("  - f") :]
_OWNERS = SOUND[SOUND.index("    owners") : SOUND.index("    notes")]
_OWNER = SOUND[SOUND.index("      - team") : SOUND.index("    notes")]
_AGAIN = "  - {feature: replay, owners: [], as_of: 2026-11-23, source: x}\n"

MISTAKES = {
    # what is wrong: (text to replace, replacement, line of the mistake, code)
    "not a mapping": (SOUND, "- a\n- b\n", 1, "wrong_type"),
    "a text alone": (SOUND, "hello", 1, "wrong_type"),
    "nothing": (SOUND, "", 1, "empty"),
    "comments only": (SOUND, "# nothing\n", 1, "empty"),
    "version missing": ("schema_version: 1\n", "", 1, "missing_key"),
    "version as text": ("schema_version: 1", 'schema_version: "1"', 1, "wrong_type"),
    "version zero": ("schema_version: 1", "schema_version: 0", 1, "wrong_type"),
    "newer version": ("schema_version: 1", "schema_version: 2", 1, "newer_version"),
    "features missing": (_ROWS, "", 1, "missing_key"),
    "features no list": (_ROWS, "features: {a: b}\n", 2, "wrong_type"),
    "feature no mapping": (_FEATURE, "  - Replay\n", 3, "wrong_type"),
    "feature unnamed": ("- feature: Replay", "- notes2: x", 3, "unknown_key"),
    "feature a number": ("- feature: Replay", "- feature: 7", 3, "wrong_type"),
    "feature a truth": ("- feature: Replay", "- feature: no", 3, "wrong_type"),
    "feature empty": ("- feature: Replay", "- feature:", 3, "wrong_type"),
    "feature blank": ("- feature: Replay", '- feature: " "', 3, "bad_value"),
    "feature punctuation": ("- feature: Replay", '- feature: "+"', 3, "bad_value"),
    "feature underscore": ("- feature: Replay", "- feature: _", 3, "bad_value"),
    "feature two lines": ("- feature: Replay", '- feature: "a\\nb"', 3, "bad_value"),
    "feature with an escape code": ("- feature: Replay", '- feature: "a\\x1b[2J"', 3, "bad_value"),
    "feature endless": ("- feature: Replay", f"- feature: {'x' * 101}", 3, "bad_value"),
    "key misspelt": ("aliases:", "alias:", 4, "unknown_key"),
    "key unknown": ("aliases:", "zzz:", 4, "unknown_key"),
    "key of another kind": ("github_labels:", "team:", 6, "unknown_key"),
    "key twice": ("    notes: Ask first.", "    aliases: [x]", 16, "duplicate_key"),
    "key a list": ("    notes: Ask first.", "    [a]: b", 16, "key"),
    "aliases a text": ("aliases: [recordings]", "aliases: recordings", 4, "wrong_type"),
    "alias a number": ("[recordings]", "[recordings, 5]", 4, "wrong_type"),
    "alias a list": ("[recordings]", "[[recordings]]", 4, "wrong_type"),
    "alias twice": ("[recordings]", "[a, b, a]", 4, "repeated_entry"),
    "bad area": ("session_replay", "Session Replay", 5, "bad_value"),
    "bad label": ("feature/replay", "Feature/Replay", 6, "bad_value"),
    "owners missing": (_OWNERS, "", 3, "missing_key"),
    "owners a text": (_OWNERS, "    owners: Replay\n", 7, "wrong_type"),
    "owner a text": (_OWNER, "      - Replay\n", 8, "wrong_type"),
    "team missing": ("- team: Replay", "- zendesk_group: Replay2", 8, "missing_key"),
    "bad slug": ("team_slug: replay", "team_slug: Team Replay", 9, "bad_value"),
    "bad GitHub team": ("PostHog/team-replay", '"@PostHog/team-replay"', 10, "bad_value"),
    "channel lost to a comment": ('"#support-replay"', "#support-replay", 11, "wrong_type"),
    "channel without #": ('"#support-replay"', "support-replay", 11, "bad_value"),
    "inferred a text": ("inferred: true", 'inferred: "true"', 12, "wrong_type"),
    "date of no calendar": ("as_of: 2026-11-20", "as_of: 2026-02-30", 14, "bad_value"),
    "date with a time": ("as_of: 2026-11-20", "as_of: 2026-11-20T10:00:00Z", 14, "bad_value"),
    "date in words": ("t.\n    as_of: 2026-11-23", "t.\n    as_of: today", 17, "bad_value"),
    "date a number": ("as_of: 2026-11-20", "as_of: 2026", 14, "wrong_type"),
    "date of a week": ("as_of: 2026-11-20", "as_of: 2026-W47-1", 14, "bad_value"),
    "source empty": ("source: a page", 'source: ""', 15, "bad_value"),
    "source missing": ("    source: a table\nformer", "former", 3, "missing_key"),
    "heirs missing": ("    teams: [Replay]\n", "", 20, "missing_key"),
    "complete a text": ("schema_version: 1", "schema_version: 1\ncomplete: all", 2, "wrong_type"),
    "feature twice": ("former_teams:", _AGAIN + "former_teams:", 19, "duplicate"),
    "an anchor": ("feature: Replay", "feature: &name Replay", 3, "alias"),
    "an alias": ("feature: Replay", "feature: *name", 3, "alias"),
    "a bomb": (SOUND, "a: &a [x]\nb: &b [*a, *a]\n", 1, "alias"),
    "a tag": ("feature: Replay", "feature: !!python/object/apply:os.system [ls]", 3, "tag"),
    "a merge": ("    notes: Ask first.", "    <<: {a: b}", 16, "unknown_key"),
    "a second document": ("former_teams:", "---\nformer_teams:", 19, "documents"),
    "a tab": ("    aliases:", "\taliases:", 4, "syntax"),
    "a bracket left open": ("[recordings]", "[recordings", 5, "syntax"),
    "too deep a list": (SOUND, "features: " + "[" * 50 + "]" * 50, 1, "depth"),
    "a control character": ("Ask first.", "Ask\x07 first.", 16, "syntax"),
    "a very long number": ("schema_version: 1", f"schema_version: {'9' * 5000}", 1, "wrong_type"),
}  # fmt: skip
"""Mistakes made in the sound file, with where and as what they must be found."""


def mistaken(name: str) -> str:
    """The sound file with one mistake in it."""
    right, wrong, _, _ = MISTAKES[name]
    assert right in SOUND
    return SOUND.replace(right, wrong, 1)
