import pytest


@pytest.fixture(autouse=True)
def _rolled_back(db):
    """Nothing here needs a second connection."""
