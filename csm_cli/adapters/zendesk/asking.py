"""Who a credential of Zendesk belongs to, and taking one back."""

from csm_cli.adapters.accounts import ZendeskAccount
from csm_cli.adapters.zendesk import answers, records
from csm_cli.adapters.zendesk.session import SafeSession
from csm_cli.adapters.zendesk.understanding import understood
from csm_cli.domain.errors import CsmError, NotAllowed, NotSignedIn, OutcomeUnknown
from csm_cli.services.signin_ports import Identity

_ROLES = {"light": "light agent", "full": "agent", "admin": "administrator"}


class ZendeskAsking:
    """Asks Zendesk's `users/me`, whose 200 says nothing by itself."""

    def __init__(self, account: ZendeskAccount, session: SafeSession) -> None:
        self._account = account
        self._session = session

    def who(self) -> Identity:
        """The staff member; see `Asking` for the errors."""
        response = self._session.get(f"{self._account.url}/api/v2/users/me.json")
        user = (answers.json_object(response) or {}).get("user") or {}
        me = understood(lambda: records.me(user))
        if me is None:
            raise NotAllowed(
                f"{user.get('name')} <{user.get('email')}> is no agent of this Zendesk",
                hint="sign in as a staff member: csm auth login zendesk",
            )
        who = f"{me.person.name} <{me.person.email}>"
        return Identity(who, _ROLES[me.access], None, None, None)

    def revoke(self) -> bool:
        """Take the access token back; says whether Zendesk takes it no longer, as seen after.

        The documented way (Zendesk's "Revoking an OAuth access token") needs a scope that not
        every token has, and is said to answer 204 to what it did not do. So it is looked at.
        """
        try:
            self._session.delete(f"{self._account.url}/api/v2/oauth/tokens/current.json")
        except OutcomeUnknown:
            pass  # the answer is empty, as documented
        except NotSignedIn:
            return True
        except CsmError:
            return False
        try:
            self.who()
        except NotSignedIn:
            return True
        except CsmError:
            return False
        return False

    def close(self) -> None:
        """Close the connections."""
        self._session.close()
