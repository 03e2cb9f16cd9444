"""What every test stands on: a store of its own, a clock that stands still, and no way out to a network."""

import gc
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any, NoReturn
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, Phase, settings
from sqlalchemy import Engine, create_engine

import builders
from builders import SetClock, open_test_store
from insidescoop.start import main
from insidescoop.store import engine as store_engine
from insidescoop.store.store import Store
from insidescoop.system.keys import Key

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same few examples for everybody; `--hypothesis-profile=searching` looks for others, and for more of them.
# How quickly examples are made says something of the machine, not of the program.
settings.register_profile(
    "same", derandomize=True, deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("searching", deadline=None, print_blob=True)
# What fails is not made smaller, for who only wants to see that it does (`build/dev.py protections`).
settings.register_profile("seeing", settings.get_profile("same"), phases=(Phase.explicit, Phase.generate))
settings.load_profile("same")


def pytest_collection_finish() -> None:
    """Exempts tests and libraries, which are never freed, from garbage collection."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """Has all stores share their compiled statements: the program has one store, a test run thousands."""
    shared = create_engine("sqlite://", query_cache_size=5_000)
    shared.connect().close()

    def create(*arguments: Any, **options: Any) -> Engine:
        engine = create_engine(*arguments, **options)
        engine.dialect, engine._compiled_cache = shared.dialect, shared._compiled_cache
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store_engine, "create_engine", create)
        yield
    shared.dispose()


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails any test that opens a network socket."""
    real_socket = socket.socket

    class GuardedSocket(real_socket):  # type: ignore[valid-type, misc]
        def __init__(self, family: int = -1, *arguments: Any, **options: Any) -> None:
            if family in (-1, socket.AF_INET, socket.AF_INET6) and options.get("fileno") is None:
                _refuse(family)
            super().__init__(family, *arguments, **options)

    def _refuse(what: Any) -> NoReturn:
        pytest.fail(f"the program tried to reach a network: {what}")

    monkeypatch.setattr(socket, "socket", GuardedSocket)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *arguments, **_options: _refuse(arguments))


@pytest.fixture(autouse=True)
def no_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps every test away from the user's own folders."""
    # Made by whoever needs it, and named by a number of its own: among thousands, looking for a free name takes long.
    home = tmp_path_factory.getbasetemp() / "homes" / uuid4().hex
    for name in ("HOME", "USERPROFILE", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(home))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Runs a test that is marked so with plain stores and with encrypted ones."""
    if metafunc.definition.get_closest_marker("encrypted_too") is not None:
        metafunc.parametrize("_stores", ["plain", "encrypted"], indirect=True)


_KEY = Key.of("brick otter velvet canal")
"""Of all encrypted stores: to derive another takes a third of a second."""


@pytest.fixture(autouse=True)
def _stores(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if getattr(request, "param", "plain") == "encrypted":
        monkeypatch.setattr(builders, "KEY", _KEY)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture(scope="session")
def _sample_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("made") / "data"
    assert main(["--data-dir", str(data), "--sample", "check", "--json"]) == 0
    return data


@pytest.fixture
def data_with_sample(_sample_made: Path, tmp_path: Path) -> Path:
    """A data folder with sample data, as the command line makes it; copied, for making one takes longer."""
    return copytree(_sample_made, tmp_path / "data")


@pytest.fixture
def store(folder: Path, clock: SetClock) -> Iterator[Store]:
    opened = open_test_store(folder, clock)
    yield opened
    opened.close()
