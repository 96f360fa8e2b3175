"""The figures of docs/performance.md: `python -m tests.benchmarks start-up|requests|audits`.

start_up.py      commands that talk to nobody, beside bare Python, bare Typer and other tools
floor.py         the bare Typer application
ticket_table.py  requests and time of what is done to one ticket, beside a script on zenpy
plain_zenpy.py   that script
audit_table.py   audits of a big log, beside a bare loop:
world.py         the log: ten million events, written by ClickHouse from a seed
served.py        a sandbox in a process of its own, and what it was asked
running.py       one process, its time and its peak of memory
measured.py      inside that process: run a module, tell its peak
audits.py        one audit and one loop, in turn
bare.py          the loop that an audit is compared with
semi_join.py     the way not taken: the server picks the organization's events
"""
