"""The two ways to run that the product promises."""

import pytest

SMALL, LARGE = "sqlite", "postgres+redis"

in_both_modes = pytest.mark.parametrize("stores", [SMALL, LARGE], indirect=True)
in_production_mode = pytest.mark.parametrize("stores", [LARGE], indirect=True)
