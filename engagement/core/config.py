"""What a deployment decides, read once from `ENGAGEMENT_*` variables and checked at the start.

Rules that staff may change are not here but in `engagement.settings`.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from engagement.core import cluster, config_values, running
from engagement.core.config_values import SettingsError

__all__ = ["ROOT", "Settings", "SettingsError", "from_environment"]

ROOT = Path(__file__).resolve().parents[2]
DATABASE = "engagement"


@dataclass(frozen=True)
class Settings:
    """The values of one deployment. `production` means people use it: its address is https."""

    database_url: str
    base_url: str
    data_dir: Path
    secret_key: str
    smtp_url: str | None
    mail_from: str
    scanner_url: str | None
    demo: bool
    proxy_hops: int
    testing: bool = False
    list_urls: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For lists that are fetched each night, the addresses of their files."""

    @property
    def production(self) -> bool:
        """Whether real people's data is at stake."""
        return self.base_url.startswith("https://")

    @property
    def host(self) -> str:
        """The host name of the base address, the only one the application answers to."""
        return urlsplit(self.base_url).hostname or "localhost"

    def public(self) -> dict[str, str]:
        """All values for printing, secrets and passwords masked."""
        return {
            "DATABASE_URL": _without_password(self.database_url),
            "BASE_URL": self.base_url,
            "DATA_DIR": str(self.data_dir),
            "SECRET_KEY": f"({len(self.secret_key)} characters)",
            "SMTP_URL": _without_password(self.smtp_url or "(none: mails are kept, not sent)"),
            "MAIL_FROM": self.mail_from,
            "SCANNER_URL": self.scanner_url or "(none: documents are marked as not scanned)",
            "LIST_URLS": "; ".join(
                f"{name}={' '.join(urls)}" for name, urls in self.list_urls.items()
            )
            or "(none: lists are sent by people)",
            "DEMO": "1" if self.demo else "0",
            "PROXY_HOPS": str(self.proxy_hops),
        }


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read and check the settings of this process. SettingsError names the first that is wrong.

    A command started beside `bootstrap.py run` takes what that process chose (address, demo).
    """

    data_dir = Path(environment.get("ENGAGEMENT_DATA_DIR") or ROOT / "var").expanduser().resolve()
    beside = running.choices_of_owner(data_dir)

    def value(name: str, default: str = "") -> str:
        name = f"ENGAGEMENT_{name}"
        return (environment.get(name) or beside.get(name, "")).strip() or default

    config_values.refuse_unknown(environment)
    base_url = config_values.base_url(value("BASE_URL", "http://localhost:8000").rstrip("/"))
    production = base_url.startswith("https://")
    demo = value("DEMO", "0")
    if demo not in {"0", "1"}:
        raise SettingsError("ENGAGEMENT_DEMO must be 0 or 1.")
    if production and demo == "1":
        raise SettingsError("ENGAGEMENT_DEMO=1 is refused where ENGAGEMENT_BASE_URL is https.")
    smtp_url = config_values.smtp_url(value("SMTP_URL"))
    if production and not smtp_url:
        raise SettingsError("ENGAGEMENT_SMTP_URL is missing: decisions could not be mailed.")
    return Settings(
        database_url=_database_url(value("DATABASE_URL"), data_dir),
        base_url=base_url,
        data_dir=data_dir,
        secret_key=_secret_key(value("SECRET_KEY"), data_dir, production=production),
        smtp_url=smtp_url,
        mail_from=config_values.mail_from(
            value("MAIL_FROM", "" if production else "engagement@localhost")
        ),
        scanner_url=config_values.scanner_url(value("SCANNER_URL")),
        demo=demo == "1",
        proxy_hops=config_values.proxy_hops(value("PROXY_HOPS", "0")),
        list_urls=config_values.list_urls(value("LIST_URLS")),
    )


def _database_url(given: str, data_dir: Path) -> str:
    if given:
        return config_values.database_url(given)
    running = cluster.running_url(data_dir / "postgres", DATABASE)
    if running is None:
        raise SettingsError(
            "ENGAGEMENT_DATABASE_URL is not set and the embedded database is not running:"
            " set it, or start `python3 bootstrap.py run`."
        )
    return running


def _secret_key(given: str, data_dir: Path, *, production: bool) -> str:
    if given:
        return config_values.secret_key(given)
    if production:
        raise SettingsError("ENGAGEMENT_SECRET_KEY is missing.")
    kept = data_dir / "secret_key"
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return kept.read_text()
    except OSError as error:
        raise SettingsError(f"ENGAGEMENT_DATA_DIR cannot be written: {error.strerror}.") from None
    key = secrets.token_urlsafe(48)
    with os.fdopen(descriptor, "w") as file:
        file.write(key)
    return key


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    return url.replace(f":{parts.password}@", ":***@") if parts.password else url
