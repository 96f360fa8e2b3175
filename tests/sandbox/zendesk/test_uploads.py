"""Files: uploaded under a token, taken by a comment, read at the sandbox's own address."""

from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from tests.sandbox.small import Small


def upload(
    small: Small, content: bytes, name: str = "trace.log", **query: str
) -> requests.Response:
    """Upload a file as Robin."""
    return small.call(
        "POST",
        "uploads.json",
        params={"filename": name, **query},
        data=content,
        headers={"Content-Type": "text/plain"},
    )


def token(answer: requests.Response) -> str:
    """Return the token that a comment names."""
    assert answer.status_code == 201
    return str(answer.json()["upload"]["token"])


def attach(small: Small, *tokens: str) -> list[dict[str, Any]]:
    """Leave a note with files; return its attachments as the list of comments shows them."""
    answer = small.update(1001, comment={"body": "See", "public": False, "uploads": [*tokens]})
    event = answer.json()["audit"]["events"][0]
    shown: list[dict[str, Any]] = small.comments(1001)[-1]["attachments"]
    assert event["attachments"] == shown == small.audits(1001)[-1]["events"][0]["attachments"]
    return shown


def read(url: str) -> requests.Response:
    """Read a file without signing in."""
    return requests.get(url, timeout=20, proxies={"http": ""})


@pytest.mark.parametrize("name", ["trace.log", "mein Täßt #1?.txt", "../../etc/passwd", "a&b=c"])
def test_a_file_reaches_the_comment(small: Small, name: str) -> None:
    """Name, type, size and bytes are as sent; the address is on the sandbox's own host."""
    content = b"\x00\xff line\r\n"
    answer = upload(small, content, name)
    assert answer.headers["Location"] == answer.json()["upload"]["attachment"]["url"]
    (file,) = attach(small, token(answer))
    assert (file["file_name"], file["size"]) == (name, len(content))
    assert file["content_type"] == "text/plain"
    assert urlsplit(file["content_url"]).netloc == urlsplit(small.url).netloc
    told = read(file["content_url"])
    assert (told.content, told.headers["content-type"].partition(";")[0]) == (content, "text/plain")
    assert small.get(file["url"]).json()["attachment"] == file


def test_several_files_of_one_token_and_of_several(small: Small) -> None:
    """A token can gather files, and a comment can name several tokens."""
    first = upload(small, b"1", "one.txt")
    again = upload(small, b"2", "two.txt", token=token(first))
    assert token(again) == token(first)
    names = [item["file_name"] for item in again.json()["upload"]["attachments"]]
    assert names == ["one.txt", "two.txt"]
    other = upload(small, b"3", "three.txt")
    files = attach(small, token(first), token(other))
    assert [item["file_name"] for item in files] == ["one.txt", "two.txt", "three.txt"]


def test_a_token_serves_once(small: Small) -> None:
    """The second comment that names it gets no file, and is written all the same."""
    sent = token(upload(small, b"once"))
    assert len(attach(small, sent)) == 1
    assert attach(small, sent) == []


def test_a_token_of_nothing(small: Small) -> None:
    """Unknown tokens are ignored with a 200."""
    assert attach(small, "no-such-token") == []


def test_a_refused_update_takes_no_file(small: Small) -> None:
    """All of an update is written or none: the token can be used for the next one."""
    sent = token(upload(small, b"kept"))
    refused = small.update(1001, status="closed", comment={"body": "x", "uploads": [sent]})
    assert refused.status_code == 422
    assert len(attach(small, sent)) == 1


def test_a_token_ends(small: Small) -> None:
    """After its time the file is gone, for comments, readers and further files."""
    answer = upload(small, b"late")
    file = answer.json()["upload"]["attachment"]
    assert read(file["content_url"]).content == b"late"
    small.advance(3600)
    assert attach(small, token(answer)) == []
    assert read(file["content_url"]).status_code == 404
    assert small.get(file["url"]).status_code == 404
    assert upload(small, b"x", token=token(answer)).status_code == 404
    assert small.call("DELETE", f"uploads/{token(answer)}").status_code == 404


def test_a_file_of_a_comment_stays(small: Small) -> None:
    """Only waiting files end."""
    (file,) = attach(small, token(upload(small, b"stays")))
    small.advance(10 * 24 * 3600)
    assert read(file["content_url"]).content == b"stays"


def test_an_upload_is_taken_back(small: Small) -> None:
    """Deleted, it can neither be read nor attached, nor deleted again."""
    answer = upload(small, b"oops")
    deleted = small.call("DELETE", f"uploads/{token(answer)}.json")
    assert (deleted.status_code, deleted.content) == (204, b"")
    assert read(answer.json()["upload"]["attachment"]["content_url"]).status_code == 404
    assert attach(small, token(answer)) == []
    assert small.call("DELETE", f"uploads/{token(answer)}").status_code == 404


def test_sizes_and_names(small: Small) -> None:
    """A file has a largest size, and must have a name; an empty file is one."""
    small.limit(attachment_bytes=4)
    assert upload(small, b"12345").status_code == 413
    assert upload(small, b"1234").status_code == 201
    assert upload(small, b"").json()["upload"]["attachment"]["size"] == 0
    assert upload(small, b"1", "").status_code == 400


def test_who_may_upload(small: Small) -> None:
    """Light agents may; nobody may without signing in."""

    def as_(who: str | None) -> int:
        answer = small.call("POST", "uploads", who, params={"filename": "a.txt"}, data=b"a")
        return answer.status_code

    assert (as_("lin"), as_(None)) == (201, 401)


def test_no_file_behind_an_invented_address(small: Small) -> None:
    """The address of a file holds a secret that nobody can guess."""
    assert read(f"{small.url}/attachments/token/guessed/?name=a").status_code == 404
    assert small.get("attachments/1").status_code == 404
    assert small.get(f"attachments/{'9' * 30}").status_code == 404
