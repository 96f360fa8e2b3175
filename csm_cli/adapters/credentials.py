"""The credentials of one profile: which one a run uses for a service, and those that are kept."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from csm_cli.adapters.accounts import PostHogAccount, ServiceAccount, ZendeskAccount
from csm_cli.adapters.defaults import as_date
from csm_cli.adapters.settings import Settings
from csm_cli.domain.errors import NotSignedIn
from csm_cli.domain.signin import Kept, Login
from csm_cli.services.signin_ports import Asking, Credential

if TYPE_CHECKING:
    from csm_cli.adapters.zendesk.build import Person


class SettingsCredentials:
    """Those that the settings and the store of sign-ins name.

    Args:
        settings: With the accounts in them.
        person: Makes whoever is told when Zendesk makes csm wait; called if it is asked.
        waiting: Told the seconds of each pause before another service is asked again.
        closers: Takes what closes the connections that are opened.
    """

    def __init__(
        self,
        settings: Settings,
        person: Callable[[], "Person"],
        waiting: Callable[[float], None],
        closers: list[Callable[[], None]],
    ) -> None:
        self._settings = settings
        self._person = person
        self._waiting = waiting
        self._closers = closers

    def current(self, service: str) -> Credential:
        """The one that a command would use."""
        login, source = self._login(service)
        kept = self._settings.logins.kept(self._settings.profile, service)
        is_kept = "login" in login.values
        shadowed = () if is_kept or kept is None else (self._settings.kept_name(kept),)
        return self._credential(login, source, shadowed)

    def kept(self) -> Mapping[str, Kept]:
        """What is known of the sign-ins that are kept, by service."""
        return self._settings.logins.known(self._settings.profile)

    def _credential(self, login: Login, source: str, shadowed: tuple[str, ...]) -> Credential:
        scopes = login.values.get("scopes")
        known = tuple(scopes.split()) if scopes else None
        return Credential(login, source, shadowed, known, self.ends(login))

    def keep(self, login: Login, place: str) -> Credential:
        """Keep a sign-in in place of the one there was, once no refresh of that is under way."""
        with self._settings.logins.turn(self._settings.profile, login.service):
            self._settings.logins.write(self._settings.profile, login, place)
        return self._credential(login, self._settings.kept_name(Kept(place, login.url)), ())

    def forget(self, service: str) -> bool:
        """Delete a sign-in that is kept, once no refresh is under way, which would put it back."""
        with self._settings.logins.turn(self._settings.profile, service):
            return self._settings.logins.delete(self._settings.profile, service)

    def asking(self, login: Login, source: str) -> Asking:
        """Ready to ask the service about a credential."""
        values = login.values
        if login.service == "zendesk":
            from csm_cli.adapters.zendesk import build  # noqa: PLC0415

            account = _zendesk(login, source)
            zendesk = build.asking(self._settings, account, self._person())
            self._closers.append(zendesk.close)
            return zendesk
        if login.service != "posthog":
            from csm_cli.adapters.optional_services import open_service  # noqa: PLC0415

            other = ServiceAccount(login.service, login.url, values["key"], source)
            service = open_service(other, self._settings, self._waiting)
            self._closers.append(service.close)
            return service
        from csm_cli.adapters.posthog.opening import open_asking  # noqa: PLC0415

        hosts = (values["us_url"], values["eu_url"])
        posthog = open_asking(
            self._settings, PostHogAccount(*hosts, values["key"], source), self._waiting
        )
        self._closers.append(posthog.close)
        return posthog

    def revoke(self, service: str) -> bool | None:
        """Have Zendesk take an OAuth sign-in back; other services have no way that is documented.

        An access token that has ended is refreshed for it: the refresh token is what lives long.
        """
        login = self._settings.logins.read(self._settings.profile, service)
        if service != "zendesk" or login is None or "oauth_token" not in login.values:
            return None
        from csm_cli.adapters.zendesk import build  # noqa: PLC0415

        account = _zendesk(login, "the sign-in that is deleted")
        asking = build.asking(self._settings, account, self._person())
        self._closers.append(asking.close)
        return asking.revoke()

    def ends(self, login: Login) -> datetime | None:
        """When a credential ends, as far as it is known without asking."""
        if login.service != "zendesk":
            return None
        if login.values.get("token") and not login.values.get("oauth_token"):
            last = as_date(self._settings.facts["zendesk"]["tokens_end"])
            return datetime.combine(last, time(), UTC)
        until = login.values.get("refresh_ends")
        return datetime.fromisoformat(until) if until else None

    def _login(self, service: str) -> tuple[Login, str]:
        """The account of the settings as a sign-in; of a kept one with all that is known of it."""
        settings = self._settings
        if service == "zendesk":
            account = settings.zendesk()
            if account.login:
                return self._kept(service), account.source
            values = {
                name: value
                for name in ("email", "token", "oauth_token")
                if (value := getattr(account, name))
            }
            return Login(service, account.url, values), account.source
        if service == "posthog":
            posthog = settings.posthog()
            kept = settings.logins.kept(settings.profile, service)
            if kept is not None and posthog.source == settings.kept_name(kept):
                return self._kept(service), posthog.source
            hosts = {"us_url": posthog.us_url, "eu_url": posthog.eu_url}
            return Login(service, posthog.us_url, {**hosts, "key": posthog.key}), posthog.source
        other = settings.service(service)
        return Login(service, other.url, {"key": other.key}), other.source

    def _kept(self, service: str) -> Login:
        login = self._settings.logins.read(self._settings.profile, service)
        if login is None:
            raise NotSignedIn("it was deleted meanwhile", hint=f"csm auth login {service}")
        return login


def _zendesk(login: Login, source: str) -> ZendeskAccount:
    email, token, oauth_token, kept = map(
        login.values.get, ("email", "token", "oauth_token", "login")
    )
    return ZendeskAccount(login.url, email, token, oauth_token, source, kept)
