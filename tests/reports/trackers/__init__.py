"""Tests of trackers; the contracts are asserted in modules that pytest would not look into by itself."""

import pytest

pytest.register_assert_rewrite("tests.reports.trackers.contract", "tests.reports.trackers.forges")
