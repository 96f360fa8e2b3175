"""Result values become tables, TSV, JSON or CSV here; the only writer of stdout."""
