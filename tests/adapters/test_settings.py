"""Settings: where each comes from, what beats what, and what is refused."""

from pathlib import Path

import pytest

from csm_cli.adapters.settings import Settings
from csm_cli.adapters.settings_rows import rows
from csm_cli.domain.errors import CsmError, NotSignedIn, WrongUsage
from csm_cli.domain.signin import Login
from csm_cli.environment import Environment

OF_ENVIRONMENT = {
    "CSM_ZENDESK_URL": "https://env.example",
    "CSM_ZENDESK_EMAIL": "env@a.example",
    "CSM_ZENDESK_TOKEN": "env-token",
}
OF_ZCLI = {
    "ZENDESK_SUBDOMAIN": "zcli",
    "ZENDESK_EMAIL": "zcli@a.example",
    "ZENDESK_API_TOKEN": "zcli-token",
}
CONFIG = """
[zendesk]
url = "https://file.example"
email = "file@a.example"
token = "file-token"

[profiles.work.zendesk]
url = "https://work.example"
oauth_token = "work-token"

[profiles.empty]
"""


class Home:
    """A folder with a config file, and settings as a run in it would have them."""

    def __init__(self, folder: Path) -> None:
        self.config = folder / "config.toml"
        self._always = {"CSM_CONFIG": str(self.config), "CSM_STATE": str(folder / "state")}
        self.write("")

    def write(self, text: str, mode: int = 0o600) -> None:
        """Replace the config file."""
        self.config.write_text(text)
        self.config.chmod(mode)

    def settings(self, profile: str | None = None, **variables: str) -> Settings:
        """The settings with these variables and this `--profile`."""
        merged = {**self._always, **variables}
        environment = Environment.of_this_process()._replace(variables=merged)
        return Settings(environment, profile)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty config file."""
    return Home(tmp_path)


@pytest.mark.parametrize(
    ("profile", "variables", "host"),
    [
        (None, {}, "file"),
        (None, OF_ENVIRONMENT, "env"),
        (None, OF_ZCLI, "file"),
        (None, {**OF_ZCLI, **OF_ENVIRONMENT}, "env"),
        ("work", OF_ENVIRONMENT, "work"),
        (None, {"CSM_PROFILE": "work"}, "work"),
        (None, {"CSM_PROFILE": "work", **OF_ENVIRONMENT}, "env"),
        ("work", {"CSM_PROFILE": "empty"}, "work"),
        (None, {"CSM_PROFILE": "empty"}, "file"),
    ],
)
def test_which_account(
    home: Home, profile: str | None, variables: dict[str, str], host: str
) -> None:
    """Option, environment, profile, config file, other tools' variables: the first whole one."""
    home.write(CONFIG)
    account = home.settings(profile, **variables).zendesk()
    assert account.url == f"https://{host}.example"
    assert account.oauth_token == ("work-token" if host == "work" else None)
    assert account.token == (None if host == "work" else f"{host}-token")


def test_a_profile_that_was_named_is_not_filled_up(home: Home) -> None:
    """Whoever types `--profile` means that profile's account, and no other."""
    home.write(CONFIG)
    with pytest.raises(NotSignedIn):
        home.settings("empty", **OF_ENVIRONMENT).zendesk()


@pytest.mark.parametrize("lacking", OF_ZCLI)
def test_other_tools_variables_count_as_a_whole(home: Home, lacking: str) -> None:
    """The three variables of zcli are an account together, or none."""
    assert home.settings(**OF_ZCLI).zendesk().url == "https://zcli.zendesk.com"
    some = {name: value for name, value in OF_ZCLI.items() if name != lacking}
    with pytest.raises(NotSignedIn):
        home.settings(**some).zendesk()


def test_posthogs_own_tool(home: Home) -> None:
    """The key of posthog-cli comes with its host, or with the default one."""
    key = {"POSTHOG_CLI_API_KEY": "phx"}
    assert home.settings(**key).posthog().us_url == "https://us.posthog.com"
    both = home.settings(**key, POSTHOG_CLI_HOST="https://ph.example")
    assert both.posthog().us_url == "https://ph.example"
    with pytest.raises(NotSignedIn):
        home.settings(POSTHOG_CLI_HOST="https://ph.example").posthog()


def test_a_url_without_its_credential(home: Home) -> None:
    """A stray variable neither gets the config's key, nor is it passed over in silence."""
    home.write(CONFIG)
    with pytest.raises(NotSignedIn) as told:
        home.settings(CSM_ZENDESK_URL="https://staging.example").zendesk()
    assert "CSM_ZENDESK_*" in told.value.message


def test_a_credential_with_a_line_break(home: Home) -> None:
    """As it comes out of a file: stripped, since no header could carry it."""
    broken = {**OF_ENVIRONMENT, "CSM_ZENDESK_TOKEN": "env-token\n"}
    assert home.settings(**broken).zendesk().token == "env-token"


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o666])
def test_a_credential_that_others_can_read(home: Home, mode: int) -> None:
    """Refused with the command that mends it; without a credential the mode does not matter."""
    home.write(CONFIG, mode)
    with pytest.raises(WrongUsage) as told:
        home.settings().zendesk()
    assert told.value.hint == f"chmod 600 {home.config}"
    home.write('[zendesk]\nescalation_title = "x"\n', mode)
    with pytest.raises(NotSignedIn):
        home.settings().zendesk()


def test_plain_http(home: Home) -> None:
    """To this machine only."""
    http = {**OF_ENVIRONMENT, "CSM_ZENDESK_URL": "http://zendesk.example"}
    with pytest.raises(WrongUsage):
        home.settings(**http).zendesk()
    local = {**OF_ENVIRONMENT, "CSM_ZENDESK_URL": "http://127.0.0.1:8500"}
    assert home.settings(**local).zendesk().url == "http://127.0.0.1:8500"


@pytest.mark.parametrize(
    "text",
    [
        "[zendesk",
        "zendesk = 5",
        "[zendesk]\ntoken = 5",
        "profiles = 5",
        "profile = 5",
        'profile = "nowhere"',
        "limits = 5",
        '[limits]\ntimeout_seconds = "soon"',
        "[zendesk.fields]\narea = true",
        "[audit]\nfirst_event = 2025",
        "[profiles.default.limits]\ncache_hours = []",
    ],
)
def test_a_config_that_makes_no_sense(home: Home, text: str) -> None:
    """Exit 2, before anything else is done with it."""
    home.write(text)
    with pytest.raises(WrongUsage):
        home.settings().zendesk()


def test_a_config_that_is_not_there(home: Home, tmp_path: Path) -> None:
    """One that was named has to exist."""
    with pytest.raises(WrongUsage) as told:
        home.settings(CSM_CONFIG=str(tmp_path / "nowhere.toml"))
    assert "nowhere.toml" in told.value.message


def test_no_file_of_the_working_directory(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies where somebody happens to stand configures nothing."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    for name in ("config.toml", "csm.toml", ".csm.toml", ".env", "pyproject.toml"):
        (folder / name).write_text(CONFIG)
    monkeypatch.chdir(folder)
    with pytest.raises(NotSignedIn):
        home.settings().zendesk()


def test_facts_can_be_replaced(home: Home) -> None:
    """One by one, in the file and again in a profile; the rest stays."""
    home.write(
        "[limits]\ntimeout_seconds = 3\n[profiles.work.limits]\ntimeout_seconds = 5\n"
        "[zendesk]\nescalation_field_id = 17\n"
    )
    assert home.settings().seconds("CSM_TIMEOUT", "timeout_seconds") == 3
    assert home.settings("work").seconds("CSM_TIMEOUT", "timeout_seconds") == 5
    facts = home.settings("work").facts
    assert facts["zendesk"]["escalation_field_id"] == 17
    assert facts["zendesk"]["escalation_title"] == "esc."


@pytest.mark.parametrize("value", ["0", "-1", "soon", "nan", "inf", "86401"])
def test_times_out_of_reason(home: Home, value: str) -> None:
    """A number of seconds, more than none and at most a day."""
    with pytest.raises(WrongUsage):
        home.settings(CSM_TIMEOUT=value).seconds("CSM_TIMEOUT", "timeout_seconds")


def test_a_profile_that_is_not_there(home: Home) -> None:
    """Refused with those that are."""
    home.write(CONFIG)
    with pytest.raises(WrongUsage) as told:
        home.settings("wrok")
    assert told.value.hint == "the profiles are: default, empty, sandbox, work"


def test_the_real_limits(home: Home) -> None:
    """What holds when nobody sets anything: waits that a person can bear."""
    settings = home.settings()
    assert settings.seconds("CSM_TIMEOUT", "timeout_seconds") == 20
    assert settings.seconds("CSM_VERIFY_SECONDS", "verify_seconds") == 12


def test_certificates(home: Home, tmp_path: Path) -> None:
    """A file of authorities holds for every service; one that is not there is told."""
    (tmp_path / "ca.pem").touch()
    for name in ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"):
        named = {name: str(tmp_path / "ca.pem")}
        assert home.settings(**named).certificates == str(tmp_path / "ca.pem")
        with pytest.raises(WrongUsage):
            home.settings(**{name: "/nowhere.pem"}).certificates  # noqa: B018
    assert home.settings().certificates is None


def test_rows_name_their_origin(home: Home) -> None:
    """Each setting with where it came from; a service without an account says why."""
    home.write(CONFIG + "[limits]\ntimeout_seconds = 3\n")
    found = {row.name: row for row in rows(home.settings(CSM_VERIFY_SECONDS="4"))}
    assert found["zendesk.url"][1:3] == ("https://file.example", str(home.config))
    assert found["zendesk.token"].secret
    assert not found["zendesk.email"].secret
    assert found["posthog"][1:3] == (None, "not signed in to PostHog")
    assert found["timeout_seconds"][1:3] == ("3", str(home.config))
    assert found["verify_seconds"][1:3] == ("4", "CSM_VERIFY_SECONDS")
    assert found["profile"][1:3] == ("default", "default")


def test_a_row_of_a_profile_names_it(home: Home) -> None:
    """What a profile sets beats the file's own, and is not told as the file's."""
    home.write("[limits]\ntimeout_seconds = 3\n[profiles.trial.limits]\ntimeout_seconds = 5\n")
    found = {row.name: row for row in rows(home.settings(CSM_PROFILE="trial"))}
    assert found["timeout_seconds"][1:3] == ("5", f"profile trial in {home.config}")
    assert found["profile"][1:3] == ("trial", "CSM_PROFILE")


def test_the_sandbox_takes_no_other_account(home: Home) -> None:
    """With the sandbox profile neither environment nor config is asked."""
    home.write(CONFIG)
    with pytest.raises(CsmError):
        home.settings("sandbox", **OF_ENVIRONMENT).zendesk()


LOGIN = Login(
    "zendesk",
    "https://kept.example",
    {"oauth_token": "kept-token", "email": "kept@a.example", "login": "1"},
)


@pytest.mark.parametrize(
    ("config", "profile", "variables", "token"),
    [
        ("", None, {}, "kept-token"),
        ("", None, OF_ZCLI, "kept-token"),
        ("", None, OF_ENVIRONMENT, None),
        (CONFIG, None, {}, None),
        ("[profiles.work]", "work", {}, ""),
        ('[zendesk]\nurl = "https://kept.example/"', None, {}, "kept-token"),
        ('[zendesk]\nurl = "https://other.example"', None, {}, ""),
        ('[zendesk]\nemail = "a@b.example"', None, {}, ""),
        ("", None, {"CSM_ZENDESK_URL": "https://kept.example"}, "kept-token"),
        ("", None, {"CSM_ZENDESK_URL": "https://evil.example"}, ""),
        ("", None, {"CSM_ZENDESK_URL": "https://evil.example", **OF_ZCLI}, ""),
        ("", "sandbox", {}, ""),
    ],
)
def test_a_kept_sign_in(
    home: Home, config: str, profile: str | None, variables: dict[str, str], token: str | None
) -> None:
    """It comes after what a person wrote and before other tools' names, and goes to its own host.

    The token is null where another account counts, and empty where there is none at all.
    """
    home.write(config)
    home.settings().logins.write("default", LOGIN, "file")
    settings = home.settings(profile, **variables)
    if token == "":
        with pytest.raises(NotSignedIn):
            settings.zendesk()
        return
    account = settings.zendesk()
    assert account.oauth_token == token
    assert "kept-token" not in repr(account)


def test_the_sandbox_reads_no_kept_sign_in(home: Home) -> None:
    """Its profile takes the started sandbox's account alone, whatever is kept for the name."""
    home.settings().logins.write("sandbox", LOGIN, "file")
    home.settings().logins.file.write_text("damaged: reading it would be an error")
    with pytest.raises(NotSignedIn) as told:
        home.settings("sandbox").zendesk()
    assert "not signed in" in told.value.message


@pytest.mark.parametrize("service", ["github", "pylon", "vitally", "slack"])
def test_other_services(home: Home, service: str) -> None:
    """A key comes from the environment, the config file or a kept sign-in, with its host."""
    with pytest.raises(NotSignedIn) as told:
        home.settings().service(service)
    assert f"csm auth login {service}" in (told.value.hint or "")
    kept = Login(service, "https://kept.example", {"key": "kept-key"})
    home.settings().logins.write("default", kept, "file")
    assert home.settings().service(service)[1:3] == ("https://kept.example", "kept-key")
    home.write(f'[{service}]\nurl = "https://file.example"\nkey = "file-key"')
    assert home.settings().service(service)[1:3] == ("https://file.example", "file-key")
    variables = {f"CSM_{service.upper()}_KEY": "env-key"}
    account = home.settings(**variables).service(service)
    assert account.key == "env-key"
    assert account.url.startswith("https://")
    assert "file.example" not in account.url
    assert "key" not in repr(account)


def test_a_kept_posthog_key(home: Home) -> None:
    """It goes to the hosts it was given for, and nowhere else."""
    hosts = {"us_url": "https://us.example", "eu_url": "https://eu.example"}
    kept = Login("posthog", "https://us.example", {**hosts, "key": "phx_kept"})
    home.settings().logins.write("default", kept, "file")
    assert home.settings().posthog()[:3] == ("https://us.example", "https://eu.example", "phx_kept")
    with pytest.raises(NotSignedIn):
        home.settings(CSM_POSTHOG_US_URL="https://evil.example").posthog()
