"""What the toolkit makes of the seeds is what tests/expected/ holds."""

import pytest

from tests.expected import render_all
from tests.expected.differing import difference

_LONGEST = 12_000  # characters; the rest is what `python -m tests.expected` prints


@pytest.mark.parametrize("name", ["yangpu-2023.outline.txt", "yangpu-2024-specimen.outline.txt"])
def test_the_outlines_of_the_seeds_are_as_expected(name: str) -> None:
    assert_as_expected(name)


def test_the_changes_between_the_seeds_are_as_expected() -> None:
    assert_as_expected("yangpu-2023-2024.changes.txt")


def test_the_tricky_cases_are_as_they_were() -> None:
    assert_as_expected("tricky-cases.md")


def assert_as_expected(name: str) -> None:
    differing = difference(name, render_all()[name])
    if differing:
        hint = "if that is wanted: python -m tests.expected --update"
        pytest.fail(f"{differing[:_LONGEST]}\n{hint}", pytrace=False)
