"""`csm mine` on thirty customers with three thousand tickets: what it asks, and what it holds.

Times are no test's business: `python -m tests.benchmarks mine` measures them.
"""

from pathlib import Path

from tests.benchmarks.book import CUSTOMERS, TICKETS, Book
from tests.benchmarks.mine_table import BEYOND, MOST_PEAK_MIB, SIGHT, shop


def test_a_whole_book_of_customers(tmp_path: Path) -> None:
    """Every ticket of theirs and nobody else's, within the bound that docs/performance.md states.

    Only rows in sight have their conversations read, and the memory is that of a list, not of
    its tickets' texts.
    """
    book = Book(TICKETS)
    with shop(tmp_path, book) as made:
        ran = made.mine("home")
    assert ran.document["complete"]
    assert len(ran.document["tickets"]) == TICKETS
    named = {each["organization"]["name"] for each in ran.document["tickets"]}
    assert named == {f"Customer {each}" for each in range(CUSTOMERS)}
    assert ran.requests <= book.most_requests(SIGHT + BEYOND, first=True)
    assert ran.comments == SIGHT
    read = [each["conversation_read"] for each in ran.document["tickets"]]
    assert read == [True] * SIGHT + [False] * (TICKETS - SIGHT)
    assert ran.peak < MOST_PEAK_MIB
