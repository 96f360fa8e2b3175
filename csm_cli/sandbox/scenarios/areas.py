"""Target areas as the newest support form labelled them; older forms had other words."""

from __future__ import annotations

LABELS = {
    "login": "Authentication (incl. login, sign-up, invites)",
    "analytics_platform": "Analytics features (incl. alerts, subscriptions, exports, etc.)",
    "billing": "Billing",
    "cohorts": "Cohorts",
    "data_ingestion": "Data ingestion",
    "health_overview": "Health overview",
    "data_management": "Data management (incl. events, actions, properties)",
    "mobile": "Mobile",
    "notebooks": "Notebooks",
    "onboarding": "Onboarding",
    "platform_addons": "Platform addons",
    "sdk": "SDK / Implementation",
    "setup-wizard": "Wizard",
    "ai_gateway": "AI gateway",
    "llm-analytics": "AI observability",
    "apps": "Apps (incl. integrations, plugins, webhooks, and custom apps)",
    "batch_exports": "Destinations (batch exports)",
    "cdp_destinations": "Destinations (real-time)",
    "data_modeling": "Data modeling (views, matviews, endpoints)",
    "data_warehouse": "Data warehouse (sources)",
    "error_tracking": "Error tracking",
    "experiments": "Experiments",
    "feature_flags": "Feature flags",
    "group_analytics": "Group analytics",
    "customer_analytics": "Customer analytics",
    "heatmaps": "Heatmaps",
    "logs": "Logs",
    "posthog-ai": "PostHog AI",
    "posthog-mcp": "PostHog MCP",
    "analytics": "Product analytics (incl. insights, dashboards, etc.)",
    "revenue_analytics": "Revenue analytics",
    "session_replay": "Session replay (incl. recordings)",
    "signals": "Inbox",
    "slack": "Slack app",
    "surveys": "Surveys",
    "toolbar": "Toolbar",
    "web_analytics": "Web analytics",
    "workflows": "Workflows / Messaging",
}
# What the second form said where it differs from the newest.
SECOND_LABELS = {
    "analytics": "Product analytics (incl. insights, dashboards, annotations)",
    "toolbar": "Toolbar (incl. heatmaps)",
    "llm-observability": "LLM observability",
    "max-ai": "Max AI",
    "messaging": "Messaging",
}
FIRST_LABELS = {
    "data_integrity": "Data Integrity",
    "feature_flags": "Feature Flags",
    "ingestion": "Event Ingestion",
    "session_replay": "Session Replay (Recordings)",
}


def label(area: str | None, generation: int = 3) -> str:
    """Name an area in the words of one generation of the form."""
    if area is None:
        return "General"
    older = {1: FIRST_LABELS, 2: SECOND_LABELS | LABELS}.get(generation, LABELS)
    return older.get(area, f"{area} (feature preview)")
