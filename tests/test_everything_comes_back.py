"""Whatever a user has done, in any order: everything goes out as one document and comes back as it was."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings

from builders import open_test_store
from examples import many
from insidescoop.commands.everything import LoadEverything
from insidescoop.exchange.everything import everything_of_file
from insidescoop.outputs.everything_files import export_everything
from rows_of_stores import rows_of
from test_any_order import AnyOrder


class ComesBack(AnyOrder):
    """The same machine, which at the end carries its store into a new one."""

    def teardown(self) -> None:
        if hasattr(self, "store"):
            with tempfile.TemporaryDirectory() as other:
                with self.store.reading() as session:
                    path = Path(other) / "all.json"
                    export_everything(session, path, now=self.clock.now())
                copy = open_test_store(Path(other) / "data", self.clock)
                copy.do(LoadEverything(everything_of_file(path), path.name))
                assert rows_of(copy) == rows_of(self.store)
                copy.close()
        super().teardown()


ComesBack.TestCase.settings = settings(
    max_examples=many(12),
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestComesBack = ComesBack.TestCase
