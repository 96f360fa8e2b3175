"""Replying: refused before anybody is asked, sent once, and known or said to be unknown."""

import pytest

from csm_cli.domain import replies
from csm_cli.domain.errors import (
    Conflict,
    CsmError,
    Limited,
    NotAllowed,
    NotFound,
    OutcomeUnknown,
    Refused,
    Unexpected,
    Withheld,
    WrongUsage,
)
from csm_cli.domain.replies import News, Prepared, Reader, Sent
from csm_cli.domain.tickets import Me, Person
from tests.services.replying_stage import NUMBER, ONE, TEXT, Stage
from tests.services.writable_desk import ADA, ROBIN, THEO

CLAIM = "Claimed by Ada Park <ada.park@posthog.example> with csm"
SECRET_NOTE = "They said in the call that the renewal is at risk, so offer the credit first"
COPIED = Person(202, "Mira Lindqvist", "mira@hedgebox.example", "customer")


def test_prepared_as_a_person_has_to_see_it() -> None:
    """Everybody who gets it, the channel, the text as it will stand; nothing has been sent."""
    stage = Stage(ccs=(COPIED,), followers=(ADA,), channel="web")
    found = stage.prepared("  Hi\r\nTheo \x1b[31m\n")
    assert found.reply.readers == (
        Reader(THEO, "requester"),
        Reader(COPIED, "cc"),
        Reader(ADA, "follower"),
    )
    assert found.reply.channel.name == "mail"
    assert found.reply.text == "Hi\nTheo ␛[31m"
    assert (found.reply.status, found.warnings, len(found.requests)) == (None, (), 1)
    assert not stage.outlet.sent
    assert not stage.journal.began


def test_slack_is_told_with_its_thread() -> None:
    """A ticket out of Slack goes back there: the thread that Pylon's note names."""
    stage = Stage(tags=("pylon", "slack"), channel="api")
    thread = "https://posthog.slack.com/archives/C05KELPWRKS/p1700000048230"
    stage.desk.note(NUMBER, THEO, "https://posthog.slack.com/forged", private=False)
    stage.desk.note(NUMBER, ADA, f"Created from Slack.\nThread: {thread}\nIn sync.")
    stage.clock.sleep(60)
    assert stage.prepared().reply.channel == replies.Channel("Slack, through Pylon", thread)


def test_an_unknown_channel_is_named() -> None:
    """What is not known is not called mail."""
    assert "sunshine" in Stage(channel="sunshine").prepared().reply.channel.name
    assert "unknown" in Stage().prepared().reply.channel.name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "nothing in it"),
        ("see http://go/session/1", "short link"),
        ("phx_123", "a secret"),
        ("Hi [[name]]", "filled in"),
        (f"Hi,\n{SECRET_NOTE}", "internal note 1000 of Ada Park"),
    ],
)
def test_what_must_not_go_out_is_refused(text: str, said: str) -> None:
    """Each rule says no before anything is sent or recorded, and no option is offered."""
    stage = Stage()
    stage.desk.note(NUMBER, ADA, SECRET_NOTE)
    stage.clock.sleep(60)
    with pytest.raises(WrongUsage, match=said) as refusal:
        stage.prepared(text)
    assert (refusal.value.written, refusal.value.exit_code) == ("nothing was sent", 2)
    assert "--" not in str(refusal.value.hint)
    assert SECRET_NOTE not in refusal.value.message
    assert not stage.outlet.sent
    assert not stage.journal.began


@pytest.mark.parametrize(
    ("ticket", "error", "said"),
    [
        ({"status": "closed"}, Conflict, "closed"),
        ({"requester": None}, NotFound, "no requester"),
        ({"requester_suspended": True}, NotFound, "suspended"),
        ({"access": "light"}, NotAllowed, "would become an internal note"),
    ],
)
def test_a_ticket_that_can_not_be_replied_to(
    ticket: dict[str, object], error: type[CsmError], said: str
) -> None:
    """Closed, nobody there, nobody reachable, a role whose reply would be a note."""
    stage = Stage(**ticket)  # type: ignore[arg-type]
    with pytest.raises(error, match=said) as refusal:
        stage.prepared()
    assert refusal.value.written == "nothing was sent"
    assert not stage.outlet.sent


def test_the_role_is_asked_anew() -> None:
    """Whoever was a full agent when it was kept, and is a light one by now, is refused."""
    stage = Stage("light")
    stage.desk.kept_me = Me(ROBIN, "full")
    with pytest.raises(NotAllowed):
        stage.prepared()


def test_a_claim_of_somebody_else_is_theirs() -> None:
    """Their claim stops the reply and names them; one's own does not."""
    stage = Stage()
    stage.desk.note(NUMBER, ADA, CLAIM)
    stage.clock.sleep(60)
    with pytest.raises(Conflict, match=r"claimed by Ada Park since 2026-11-23 10:00") as refusal:
        stage.prepared()
    assert "take-over" in str(refusal.value.hint)
    mine = Stage()
    mine.desk.note(NUMBER, ROBIN, CLAIM.replace("Ada Park <ada.park", "Robin Vale <robin.vale"))
    mine.clock.sleep(60)
    assert mine.sent().entry.body == TEXT


def test_warnings_before_it_goes_out() -> None:
    """A solved ticket stays solved, staff is no customer, and what can't be seen is told."""
    found = Stage(status="solved", requester=ADA).prepared("abc \u202edef")
    assert [each.partition(";")[0] for each in found.warnings] == [
        "it holds marks that turn words around",
        "the ticket is solved",
        "its requester, Ada Park, is staff and no customer",
    ]


def test_sent_once_and_recorded() -> None:
    """One public entry; the status stays unless the person says otherwise."""
    stage = Stage()
    sent = stage.sent()
    assert (sent.differences, sent.warnings, sent.earlier, sent.status) == ((), (), False, "open")
    assert [each.body for each in stage.public()] == [TEXT]
    assert stage.journal.outcomes == {"op1": ("written", "answer")}
    assert Stage().sent(status="pending").status == "pending"
    assert Stage(status="pending").prepared(status="pending").reply.status is None


def test_what_can_not_be_recorded_is_not_sent() -> None:
    """A full disk stops it before the request leaves; after the answer it is only a warning."""
    stage = Stage()
    prepared = stage.prepared()
    stage.journal.broken = True
    with pytest.raises(Unexpected):
        stage.service.send(prepared)
    assert not stage.outlet.sent
    later = Stage()
    prepared = later.prepared()
    later.desk.before_apply.append(lambda: setattr(later.journal, "broken", True))
    sent = later.service.send(prepared)
    assert isinstance(sent, Sent)
    assert sent.warnings == ("the outcome could not be recorded: the disk is full",)


def test_what_came_in_stops_it() -> None:
    """The customer wrote in the meantime: nothing is sent, and all of it is shown."""
    stage = Stage()
    stage.desk.note(NUMBER, THEO, "first", private=False)
    stage.clock.sleep(60)
    prepared = stage.prepared()
    stage.clock.sleep(60)
    stage.desk.note(NUMBER, THEO, "Never mind, it works", private=False)
    stage.desk.change(NUMBER, status="solved")
    news = stage.service.send(prepared)
    assert isinstance(news, News)
    assert [each.body for each in news.entries] == ["Never mind, it works"]
    assert [each.rpartition(": ")[2] for each in news.changes] == ["a public reply", "status"]
    assert not stage.public()
    assert stage.journal.outcomes == {"op1": ("conflict", "answer")}


def test_withheld_is_an_error_of_its_own() -> None:
    """A reply that came back private is no success, and is not sent again."""
    stage = Stage()
    stage.outlet.mishaps = ["withheld"]
    with pytest.raises(Withheld, match="can't read it"):
        stage.sent()
    assert stage.journal.outcomes == {"op1": ("withheld", "answer")}
    assert len(stage.outlet.sent) == 1
    lost = Stage()
    lost.outlet.mishaps = ["withheld-lost"]
    with pytest.raises(Withheld):
        lost.sent()
    assert lost.journal.outcomes == {"op1": ("withheld", "found")}


def test_a_lost_answer_is_looked_up() -> None:
    """The reply is found by its mark: a success, after one sending."""
    stage = Stage()
    stage.outlet.mishaps = ["lost"]
    sent = stage.sent()
    assert (len(stage.outlet.sent), len(stage.public()), sent.earlier) == (1, 1, False)
    assert stage.journal.outcomes == {"op1": ("written", "found")}
    assert stage.journal.requests == ["op1 r1"]


def test_refused_is_not_sent() -> None:
    """The desk's no is told as it is, and settled."""
    stage = Stage()
    stage.outlet.mishaps = ["refused"]
    with pytest.raises(Refused):
        stage.sent()
    assert stage.journal.outcomes == {"op1": ("refused", "answer")}


def dropped() -> Stage:
    """A reply that never arrived, of which nobody knows it."""
    stage = Stage()
    stage.outlet.mishaps = ["dropped"]
    with pytest.raises(OutcomeUnknown) as unknown:
        stage.sent()
    assert unknown.value.exit_code == 10
    assert not stage.journal.outcomes
    return stage


def test_unknown_is_never_sent_again_blindly() -> None:
    """The next run, of whatever words, looks first, finds nothing, and sends nothing."""
    stage = dropped()
    with pytest.raises(OutcomeUnknown, match="left no trace") as unknown:
        stage.service.earlier(ONE, resend=False)
    assert "--resend" in str(unknown.value.hint)
    assert len(stage.outlet.sent) == 1


def test_resend_shows_what_was_sent_before() -> None:
    """It is given back for a person's decision, and goes out with its first mark and version."""
    stage = dropped()
    again = stage.service.earlier(ONE, resend=True)
    assert isinstance(again, Prepared)
    assert (again.reply.text, again.began_at) == (TEXT, "2026-11-23 10:00:00 UTC")
    assert len(stage.outlet.sent) == 1
    assert isinstance(stage.service.send(again), Sent)
    first, second = stage.outlet.sent
    assert first == second
    assert len(stage.public()) == 1
    assert stage.journal.sendings == {"op1": 2}
    assert stage.service.earlier(ONE, resend=False) is None


def test_what_came_in_while_it_was_written_is_shown() -> None:
    """The entries that are newer than the draft, the oldest first; none of those it was made of."""
    stage = Stage()
    stage.desk.note(NUMBER, THEO, "first", private=False)
    known = {each.id for each in stage.desk.entries[NUMBER]}
    stage.desk.note(NUMBER, THEO, "It works again", private=False)
    stage.desk.note(NUMBER, ROBIN, "he says so", private=True)
    stage.clock.sleep(5)
    prepared = stage.service.prepare(ONE, TEXT, status=None, known=known)
    assert [each.body for each in prepared.since] == ["It works again", "he says so"]
    assert stage.prepared().since == ()


@pytest.mark.parametrize(
    ("text", "warned"),
    [("Hi\u200b Theo", True), ("Hi \u034fTheo", True), ("Hi \U0001f469\u200d\U0001f4bb", False)],
)
def test_signs_that_nobody_sees_are_told(text: str, warned: bool) -> None:
    """The frame can't show them; what joins a picture's parts is no secret sign."""
    said = " ".join(Stage().prepared(f"{text}, I see it.").warnings)
    assert ("nobody sees" in said) == warned


def test_resend_after_it_arrived_writes_no_second_one() -> None:
    """It was only late: the desk refuses the second, and the first is found."""
    stage = dropped()
    again = stage.service.earlier(ONE, resend=True)
    assert isinstance(again, Prepared)
    stage.clock.sleep(5)
    reply = again.reply
    stage.desk.note(NUMBER, ROBIN, reply.text, mark=reply.mark, private=False)
    sent = stage.service.send(again)
    assert isinstance(sent, Sent)
    assert (sent.earlier, len(stage.public())) == (True, 1)


def test_resend_on_a_ticket_that_moved_stops() -> None:
    """Somebody wrote between the question and the answer: settled as not written, and shown."""
    stage = dropped()
    again = stage.service.earlier(ONE, resend=True)
    assert isinstance(again, Prepared)
    stage.clock.sleep(5)
    stage.desk.note(NUMBER, THEO, "hello?", private=False)
    news = stage.service.send(again)
    assert isinstance(news, News)
    assert [each.body for each in news.entries] == ["hello?"]
    assert stage.journal.outcomes == {"op1": ("not-written", "moved")}


@pytest.mark.parametrize("mishap", ["dropped", "refused"])
def test_a_resend_that_fails_stays_open(mishap: str) -> None:
    """What became of the second says nothing about the first."""
    stage = dropped()
    again = stage.service.earlier(ONE, resend=True)
    assert isinstance(again, Prepared)
    stage.outlet.mishaps = [mishap]
    with pytest.raises(OutcomeUnknown):
        stage.service.send(again)
    assert not stage.journal.outcomes


def test_an_earlier_one_is_found_late() -> None:
    """The next run finds the reply that arrived after all, or sees that it never can."""
    stage = dropped()
    (reply,) = stage.outlet.sent
    stage.clock.sleep(5)
    stage.desk.note(NUMBER, ROBIN, reply.text, mark=reply.mark, private=False)
    found = stage.service.earlier(ONE, resend=False)
    assert isinstance(found, Sent)
    assert found.earlier
    assert stage.journal.outcomes == {"op1": ("written", "found")}
    moved = dropped()
    moved.clock.sleep(5)
    moved.desk.note(NUMBER, THEO, "hello?", private=False)
    assert moved.service.earlier(ONE, resend=True) is None
    assert moved.journal.outcomes == {"op1": ("not-written", "moved")}


def test_a_dry_run_looks_and_settles_nothing() -> None:
    """What the real run would say of an earlier one, or send again, with nothing recorded."""
    stage = dropped()
    (reply,) = stage.outlet.sent
    with pytest.raises(OutcomeUnknown, match="left no trace"):
        stage.service.earlier(ONE, resend=False, dry_run=True)
    again = stage.service.earlier(ONE, resend=True, dry_run=True)
    assert isinstance(again, Prepared)
    assert again.reply == reply
    stage.clock.sleep(5)
    entry = stage.desk.note(NUMBER, ROBIN, reply.text, mark=reply.mark, private=False)
    found = stage.service.earlier(ONE, resend=False, dry_run=True)
    assert isinstance(found, Sent)
    stage.desk.entries[NUMBER] = [entry._replace(private=True)]
    with pytest.raises(Withheld):
        stage.service.earlier(ONE, resend=False, dry_run=True)
    stage.desk.entries[NUMBER] = []
    assert stage.service.earlier(ONE, resend=True, dry_run=True) is None
    assert (stage.journal.outcomes, len(stage.outlet.sent)) == ({}, 1)


def test_a_wait_comes_before_the_record() -> None:
    """A reply that is held back is not on record; one that is sent again stays open."""

    def end() -> None:
        raise Limited("for an hour")

    stage = Stage()
    stage.outlet.while_waiting.append(end)
    with pytest.raises(Limited):
        stage.sent()
    assert not stage.journal.began
    lost = dropped()
    again = lost.service.earlier(ONE, resend=True)
    assert isinstance(again, Prepared)
    lost.outlet.while_waiting.append(end)
    with pytest.raises(OutcomeUnknown):
        lost.service.send(again)
    assert (lost.journal.outcomes, lost.journal.sendings) == ({}, {"op1": 1})


def test_a_refusal_that_is_waited_out() -> None:
    """The journal says that nothing is on its way; not of what was on its way before."""
    stage, seen = Stage(), []
    stage.outlet.while_refused.append(lambda: seen.append(dict(stage.journal.outcomes)))
    stage.sent()
    assert seen == [{"op1": ("rate_limited", "answer")}]
    assert stage.journal.outcomes["op1"][0] == "written"
    lost = dropped()
    again = lost.service.earlier(ONE, resend=True)
    assert isinstance(again, Prepared)
    lost.outlet.while_refused.append(lambda: seen.append(dict(lost.journal.outcomes)))
    lost.service.send(again)
    assert seen[1:] == [{}]
