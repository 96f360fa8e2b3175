"""Asking services that csm can do without: one question, one JSON object, csm's own errors."""
