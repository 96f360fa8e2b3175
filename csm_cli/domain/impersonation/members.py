"""Who belongs to the organization, or did: the people whose impersonations are its own.

An impersonation names an account by its e-mail and its user id, never an organization; the
e-mails of the members are the only bridge. What is known of a person comes in pieces (the
person as it is now, and events of the past), several pieces a person, in any order.
"""

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from typing import NamedTuple

from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.impersonation.records import Basis, Record, email_key


class Evidence(NamedTuple):
    """One piece of what is known of one person.

    `current` says whether the piece is the person as it is now, with the organization as its
    own; else it is of the past. `several` says whether the person is or was in further
    organizations. `region` is that of the account.
    """

    person: str
    email: str | None
    current: bool
    region: str | None = None
    several: bool = False


class MemberCount(NamedTuple):
    """How many people an audit looked for, told apart by their addresses.

    `current` are the addresses of the members of today, `former` those that only the past
    ties to the organization: of people who left, or a member's address of before.
    `without_email` are people whose own address is not recorded, today's members as well as
    former ones: what happened under it may stay unseen.
    """

    current: int
    former: int
    without_email: int


class Extras(NamedTuple):
    """Accounts added by hand: e-mails in the form of `email_key`, and ids of users."""

    emails: frozenset[str] = frozenset()
    user_ids: frozenset[str] = frozenset()


NO_EXTRAS = Extras()


class Match(NamedTuple):
    """Why an account is looked for."""

    basis: Basis
    several: bool = False


class KeptMembership(NamedTuple):
    """A membership put together, as plain values."""

    by_email: Mapping[str, Match]
    without_email: int
    current_sites: Mapping[str, int]
    past_sites: Mapping[str, int]
    known: bool
    extras: Extras


class _Person:
    __slots__ = ("current", "current_email", "emails", "several")

    def __init__(self) -> None:
        self.emails: set[str] = set()
        self.current = False
        self.current_email: str | None = None
        self.several = False

    def basis(self, email: str) -> Basis:
        now = self.current and email == self.current_email
        return Basis.CURRENT_MEMBER if now else Basis.FORMER_MEMBER

    @property
    def address_unknown(self) -> bool:
        return not self.current_email if self.current else not self.emails


class Membership:
    """The people of one organization, put together from pieces of evidence.

    `elsewhere` are persons that are or were in further organizations, beside those of whom a
    piece says it itself.
    """

    def __init__(
        self,
        evidence: Iterable[Evidence],
        extras: Extras = NO_EXTRAS,
        elsewhere: Container[str] = frozenset(),
    ) -> None:
        people: dict[str, _Person] = {}
        self._sites: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
        for piece in evidence:
            _add(people.setdefault(piece.person, _Person()), piece)
            if piece.region:
                self._sites[piece.current][piece.region] += 1
        for name, person in people.items():
            person.several |= name in elsewhere
        self._extras = extras
        self._by_email = _by_email(people.values())
        self._without_email = sum(person.address_unknown for person in people.values())
        self.known = bool(people)

    def keep(self) -> KeptMembership:
        """All of it, for `of_kept`."""
        return KeptMembership(
            self._by_email,
            self._without_email,
            self._sites[True],
            self._sites[False],
            self.known,
            self._extras,
        )

    @classmethod
    def of_kept(cls, kept: KeptMembership) -> "Membership":
        """The membership that was kept."""
        made = cls((), kept.extras)
        made._by_email = dict(kept.by_email)
        made._without_email = kept.without_email
        made._sites = {True: Counter(kept.current_sites), False: Counter(kept.past_sites)}
        made.known = kept.known
        return made

    @property
    def addresses(self) -> int:
        """How many e-mails of members are known."""
        return len(self._by_email)

    @property
    def looked_for(self) -> bool:
        """Whether there is any account at all that an event could be recognised by."""
        return bool(self._by_email or self._extras.emails or self._extras.user_ids)

    def count(self) -> MemberCount:
        """Count addresses: two records of a person that share one are one member."""
        bases = Counter(match.basis for match in self._by_email.values())
        return MemberCount(
            bases[Basis.CURRENT_MEMBER], bases[Basis.FORMER_MEMBER], self._without_email
        )

    def match(self, record: Record) -> Match | None:
        """Why the account that the record names is looked for, or null if it is not."""
        key = email_key(record.target_email) if record.target_email else None
        if key and (found := self._by_email.get(key)):
            return found
        if key and key in self._extras.emails:
            return Match(Basis.EXTRA_EMAIL)
        if record.target_user_id in self._extras.user_ids:
            return Match(Basis.EXTRA_USER_ID)
        return None

    def sites(self) -> Counter[str]:
        """How many pieces of evidence name each region; of current members if any do."""
        return self._sites[True] or self._sites[False]


def _add(person: _Person, piece: Evidence) -> None:
    email = email_key(piece.email or "")
    if email:
        person.emails.add(email)
    person.several |= piece.several
    if piece.current:
        person.current = True
        person.current_email = email or person.current_email


def _by_email(people: Iterable[_Person]) -> dict[str, Match]:
    found: dict[str, Match] = {}
    for person in people:
        for email in person.emails:
            known = found.get(email, Match(Basis.FORMER_MEMBER))
            basis = known.basis if known.basis is Basis.CURRENT_MEMBER else person.basis(email)
            found[email] = Match(basis, known.several or person.several)
    return found


class Home(NamedTuple):
    """The organization's region, and whether its members' accounts disagree about it."""

    region: str | None
    mixed: bool = False


def home(membership: Membership, given: str | None) -> Home:
    """The organization's region: where its members' accounts are, else the one given.

    Raises:
        WrongUsage: all accounts are in one region, and another one was given.
    """
    sites = membership.sites()
    if len(sites) == 1:
        [region] = sites
        if given and given != region:
            raise WrongUsage(
                f"the organization's members are in the region {region}, not {given}",
                hint=f"say --region {region}, or name the organization by its id alone",
            )
        return Home(region)
    if given or not sites:
        return Home(given)
    (first, most), (_, next_most) = sites.most_common(2)
    return Home(first if most > next_most else None, mixed=True)
