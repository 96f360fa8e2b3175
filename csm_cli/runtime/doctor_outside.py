"""The looks of `csm doctor` that need the settings: accounts, services, fields, ownership."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from csm_cli import __version__
from csm_cli.adapters import defaults
from csm_cli.domain import doctor, doctor_rules
from csm_cli.domain.doctor import Found
from csm_cli.domain.doctor_rules import Escalation
from csm_cli.domain.errors import CsmError, Unavailable
from csm_cli.domain.signin import OPTIONAL
from csm_cli.services import doctor_remote as remote
from csm_cli.services.doctor import Look, single

if TYPE_CHECKING:
    from csm_cli.adapters.accounts import PostHogAccount, ZendeskAccount
    from csm_cli.adapters.reaching import WebSite
    from csm_cli.adapters.settings import Settings
    from csm_cli.domain.ownership import Ownership
    from csm_cli.runtime.run import Runtime
    from csm_cli.services.doctor_ports import Site
    from csm_cli.services.signin_ports import Asking


class Outside:
    """The looks that need the settings."""

    def __init__(
        self,
        runtime: "Runtime",
        settings: "Settings",
        limits: Mapping[str, Any],
        *,
        check_version: bool,
    ) -> None:
        self._runtime = runtime
        self._environment = runtime.environment
        self._settings = settings
        self._facts = settings.facts
        self._limits = limits
        self._check_version = check_version
        self._timeout = settings.seconds("CSM_TIMEOUT", "timeout_seconds")

    def looks(self) -> Sequence[Look]:
        """All of them."""
        zendesk, posthog = _account(self._settings.zendesk), _account(self._settings.posthog)
        sites = remote.Sites(
            self._sites(zendesk, posthog),
            remote.ClockLimits(
                timedelta(seconds=self._limits["clock_doubtful_seconds"]),
                timedelta(seconds=self._limits["clock_wrong_seconds"]),
            ),
        )
        return [
            single("zendesk_sign_in", self._zendesk_sign_in),
            single("posthog_sign_in", self._posthog_sign_in),
            *(sites.look(name) for name in ("zendesk_url", "posthog_url", "posthog_eu_url")),
            sites.clock(("zendesk_url", "posthog_url", "posthog_eu_url")),
            *self._desk(zendesk),
            single("role_account", self._role_account, needs=("zendesk_url",)),
            *self._log(posthog),
            *(self._optional(service) for service in OPTIONAL),
            remote.public_site("status_page", self._status_page),
            remote.public_site("website", self._website),
            *self._ownership(),
            *([single("version", self._version)] if self._check_version else []),
        ]

    def _sites(
        self, zendesk: "ZendeskAccount | None", posthog: "PostHogAccount | None"
    ) -> "Mapping[str, Callable[[], WebSite]]":
        """Where the accounts are; for whoever has none, where signing in would lead to."""
        host = self._settings.host
        return {
            "zendesk_url": lambda: self._site(
                zendesk.url if zendesk else host("zendesk"), "/api/v2/users/me.json"
            ),
            "posthog_url": lambda: self._site(
                posthog.us_url if posthog else host("posthog", "us_url"), "/api/users/@me/"
            ),
            "posthog_eu_url": lambda: self._site(
                posthog.eu_url if posthog else host("posthog", "eu_url"), "/api/users/@me/"
            ),
        }

    def _site(self, origin: str, path: str) -> "WebSite":
        from csm_cli.adapters.reaching import WebSite  # noqa: PLC0415

        return WebSite(origin, path, self._environment, self._timeout)

    def _status_page(self) -> "Site | str":
        from csm_cli.adapters.reaching import PublicSite  # noqa: PLC0415

        url, path = self._settings.status_url(), str(self._facts["status"]["path"])
        if not url:
            return "none is configured (optional)"
        return PublicSite(url, path, self._environment, self._timeout, key="status.url")

    def _website(self) -> "Site | str":
        from csm_cli.adapters.reaching import PublicSite  # noqa: PLC0415

        index, url = str(self._facts["website"]["docs_index"]), self._settings.host("website")
        if not index:
            return "not asked: website.docs_index is empty, so the docs are not searched"
        return PublicSite(
            url, index, self._environment, self._timeout, key="website.url", text=True
        )

    def _zendesk_sign_in(self) -> Found:
        account, facts = self._settings.zendesk(), self._facts["zendesk"]
        if account.oauth_token:
            kept = self._settings.logins.kept(self._settings.profile, "zendesk")
            if account.login and kept and kept.dead:
                return doctor.fail(kept.dead, "csm auth login zendesk")
            credential = self._runtime.credential("zendesk")
            return doctor_rules.oauth_end(
                self._environment.now(),
                credential.ends,
                credential.scopes,
                account.source,
                timedelta(days=self._limits["sign_in_end_soon_days"]),
            )
        return doctor_rules.token_end(
            self._environment.now().date(),
            defaults.as_date(facts["tokens_end"]),
            account.source,
            int(self._limits["token_end_soon_days"]),
        )

    def _posthog_sign_in(self) -> Found:
        account = self._settings.posthog()
        return doctor.ok(f"a key from {account.source}, for {account.us_url}")

    def _desk(self, account: "ZendeskAccount | None") -> Sequence[Look]:
        from csm_cli.adapters.accounts import ZendeskAccount  # noqa: PLC0415
        from csm_cli.adapters.zendesk import build  # noqa: PLC0415

        facts = self._facts["zendesk"]
        expected = remote.DeskFacts(
            Escalation(
                str(facts["escalation_title"]),
                str(facts["escalation_option"]),
                facts.get("escalation_field_id"),
            ),
            severity=int(facts["fields"]["severity"]),
            area=int(facts["fields"]["area"]),
            advice=str(facts["roles"]["advice_up"]),
        )
        # Without an account all of these looks are skipped, so that nobody asks for one.
        nobody = ZendeskAccount("", None, None, None, "")
        probes = build.probes(self._settings, account or nobody, self._runtime.person)
        return remote.desk_looks(probes, expected, lambda: self._rows)

    def _role_account(self) -> Found:
        from csm_cli.adapters.zendesk import build  # noqa: PLC0415

        account = self._settings.zendesk_roles()
        probes = build.probes(self._settings, account, self._runtime.person) if account else None
        return remote.role_account(probes, account.source if account else "")

    def _log(self, account: "PostHogAccount | None") -> Sequence[Look]:
        from csm_cli.adapters.posthog.audit_log import audit_facts  # noqa: PLC0415
        from csm_cli.adapters.posthog.opening import open_probe  # noqa: PLC0415
        from csm_cli.adapters.posthog.probes import PostHogProbes  # noqa: PLC0415

        facts = audit_facts(self._facts)
        probes = PostHogProbes(
            partial(open_probe, self._settings),
            partial(open_probe, self._settings, eu=True),
            account.eu_url if account else "",
        )
        expected = remote.LogFacts(
            project_id=int(self._facts["posthog"]["audit_project_id"]),
            group_type=facts.group_type,
            group_index=facts.group_index,
            events=tuple(facts.kinds),
            lately=timedelta(days=self._limits["impersonations_days"]),
            far=timedelta(days=self._limits["impersonations_far_days"]),
        )
        return remote.log_looks(probes, expected, self._environment.now)

    def _optional(self, service: str) -> Look:
        return remote.optional_service(
            service,
            partial(self._asking, service),
            self._environment.now,
            timedelta(days=self._limits["key_end_soon_days"]),
        )

    def _asking(self, service: str) -> "tuple[Asking, str] | None":
        """Ready to ask, and where the key is from; null where nobody configured one."""
        from csm_cli.adapters.optional_services import open_service  # noqa: PLC0415

        settings = self._settings
        account = settings.service_if_any(service)
        if account is None:
            return None
        asking = open_service(account, settings, lambda _: None)
        self._runtime.close_at_end(asking.close)
        return asking, account.source

    def _ownership(self) -> Sequence[Look]:
        return remote.ownership_looks(
            lambda: self._rows,
            self._named,
            lambda: self._environment.now().date(),
            int(self._facts["ownership"]["old_days"]),
        )

    def _named(self) -> str:
        path, source = self._settings.ownership_file()
        return f"{path} (from {source})" if path else "the shipped file"

    @cached_property
    def _rows(self) -> "Ownership":
        """Read anew, since the rows that are kept would be written where they are not."""
        from csm_cli.adapters import ownership_reading  # noqa: PLC0415

        path, _ = self._settings.ownership_file()
        return ownership_reading.read(path)

    def _version(self) -> Found:
        from csm_cli.adapters.package_index import PackageIndex, installed_by  # noqa: PLC0415

        url = str(self._limits["index_url"])
        if not url:
            then = "set doctor.index_url in the config file to the index's JSON about csm-cli"
            return doctor.warn("no package index is configured to ask", then)
        try:
            newest = PackageIndex(url, self._environment, self._timeout).newest()
        except Unavailable as problem:
            return doctor.warn(problem.message, problem.hint or "try again later")
        return doctor_rules.version(__version__, newest, installed_by())


def _account(named: "Callable[[], Any]") -> Any:
    """The account, or null where the look at the sign-in will say what is the matter."""
    try:
        return named()
    except CsmError:
        return None
