import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = ["migrate", "web", "housekeeping", "links"]
ADDRESS_HEADERS = ["X-Forwarded-For", "X-Real-IP", "Forwarded", "User-Agent", "Referer"]


def settings_read():
    """The names settings.py asks of the environment."""
    code = (ROOT / "platform_site/settings.py").read_text()
    code += (ROOT / "platform_site/env.py").read_text()
    asks = "text|flag|number|secret|key|origin|elsewhere|redis"
    names = set(re.findall(rf'\b(?:{asks})\(\s*"([A-Z_]+)"', code))
    return names | {f"{name}_FILE" for name in names}


def caddyfile():
    text = (ROOT / "deploy/Caddyfile").read_text()
    return "\n".join(
        line for line in text.splitlines() if not line.strip().startswith("#")
    )


def test_every_part_of_the_shape_is_there():
    assert set(SERVICES) == {*OURS, "postgres", "redis", "caddy"}
    assert "replicas" in SERVICES["web"]["deploy"]


@pytest.mark.parametrize("name", OURS)
def test_every_setting_of_a_service_is_one_the_product_reads(name):
    read = settings_read()
    assert "SECRET_KEY_FILE" in read
    assert "NO_SUCH_SETTING" not in read
    assert set(SERVICES[name]["environment"]) <= read


def test_every_number_is_documented_with_its_default():
    code = (ROOT / "platform_site/settings.py").read_text()
    code += (ROOT / "platform_site/env.py").read_text()
    numbers = dict(re.findall(r'number\(\s*"([A-Z_]+)", default=(\d+)[,)]', code))
    assert {"DATABASE_POOL", "BELL_GROUPS"} <= set(numbers)
    told = (ROOT / "docs/operations.md").read_text()
    for name, default in numbers.items():
        assert re.search(rf"^\| `{name}` \|.*\| {default} \|$", told, re.MULTILINE), (
            name
        )


def test_what_postgresql_must_not_log_is_told_as_it_is_set():
    told = (ROOT / "docs/operations.md").read_text()
    flags = SERVICES["postgres"]["command"][1:]
    assert len(flags) == 5
    for flag in flags:
        name, _, value = flag.removeprefix("-c").partition("=")
        set_so = value in {"none", "-1"} and f"`{name}`" in told
        assert set_so or f"`{name}={value}`" in told, flag


@pytest.mark.parametrize("name", OURS)
def test_no_secret_stands_in_a_service_itself(name):
    given = SERVICES[name]["environment"]
    assert not {"SECRET_KEY", "MFA_KEY", "DATABASE_URL", "DEMO", "DEBUG"} & set(given)
    for value in (value for key, value in given.items() if key.endswith("_FILE")):
        assert Path(value).name in SERVICES[name]["secrets"]
        assert Path(value).name in COMPOSE["secrets"]


@pytest.mark.parametrize("name", ["web", "housekeeping"])
def test_the_keyring_outlives_a_process(name):
    folder = SERVICES[name]["environment"]["KEYRING_DIR"]
    assert f"keyring:{folder}" in SERVICES[name]["volumes"]
    assert "keyring" in COMPOSE["volumes"]


def test_redis_keeps_nothing_on_a_disk():
    redis = SERVICES["redis"]
    assert redis["command"] == ["redis-server", "--save", "", "--appendonly", "no"]
    assert "volumes" not in redis


def test_only_the_front_is_reachable_from_outside():
    assert [name for name in SERVICES if "ports" in SERVICES[name]] == ["caddy"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    outside = [name for name in SERVICES if "outside" in SERVICES[name]["networks"]]
    assert outside == ["links", "caddy"]


def test_what_asks_others_holds_no_keys_and_runs_only_when_it_is_called():
    links = SERVICES["links"]
    assert links["command"][-1] == "check_links"
    assert (links["volumes"], links["profiles"]) == ([], ["links"])


def test_the_front_logs_no_visitor():
    front = caddyfile()
    assert re.findall(r"^\s*log\b.*$", front, re.MULTILINE) == ["\tlog default {"]
    assert "request delete" in front
    assert "exclude http.log.error http.log.access" in front


@pytest.mark.parametrize("header", ADDRESS_HEADERS)
def test_the_front_passes_on_nothing_about_a_visitor(header):
    assert f"header_up -{header}\n" in caddyfile() + "\n"


def test_the_image_takes_only_the_product():
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    assert lines[0] == "*"
    taken = {line[1:] for line in lines if line.startswith("!")}
    assert all((ROOT / name).exists() for name in taken)
    assert not {".", ".git", "var", "tests", "secrets"} & taken


def test_the_image_runs_the_locked_packages_and_not_as_root():
    dockerfile = (ROOT / "deploy/Dockerfile").read_text()
    assert "--require-hashes -r .ci/requirements/run.txt" in dockerfile
    assert dockerfile.index("USER zijstap") < dockerfile.index("CMD")
