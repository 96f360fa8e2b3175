"""Make a table of docs/performance.md: `python -m tests.benchmarks --help`."""

import argparse
import sys

from tests.benchmarks import audit_table, mine_table, start_up, ticket_table

_TABLES = {
    "start-up": start_up,
    "requests": ticket_table,
    "audits": audit_table,
    "mine": mine_table,
}


def main() -> int:
    """Run what was asked for; 1 if a goal was missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    tables = parser.add_subparsers(dest="table", required=True)
    for name, module in _TABLES.items():
        module.add_options(tables.add_parser(name, help=module.__doc__))
    options = parser.parse_args()
    return int(_TABLES[options.table].measure(options))


if __name__ == "__main__":
    sys.exit(main())
