"""Lists and tables of numbers as parameters."""

import dataclasses
import math
from fractions import Fraction
from typing import Annotated, Any

import numpy as np
import pytest
from sympy.abc import x

from toymodels.domains import Domain, check_fields, parameters
from toymodels.vectors import Matrix, Vector


@dataclasses.dataclass(frozen=True)
class Tasks:
    benefits: Annotated[Any, Vector("benefit of each task", 0)]
    costs: Annotated[Any, Matrix("costs")] = ((1, 0), (0, 1))

    def __post_init__(self) -> None:
        check_fields(self)


def test_a_model_may_have_lists_and_tables():
    tasks = Tasks(benefits="1, 1/2", costs="1, .9; .9, 1")
    assert tasks.benefits == (1, Fraction(1, 2))
    assert tasks.costs == ((1, Fraction(9, 10)), (Fraction(9, 10), 1))
    assert all(isinstance(domain, Domain) for domain in parameters(Tasks).values())


@pytest.mark.parametrize("value", [[1, 2], (1, 2), np.array([1, 2]), "1,2", iter([1, 2])])
def test_every_sequence_of_numbers_is_a_list(value):
    assert Vector("").checked(list(value) if not isinstance(value, str) else value, "v") == (1, 2)


def test_infinity_only_where_it_is_allowed():
    assert Vector("", 0, infinite=True).checked("1/2, inf", "noise") == (Fraction(1, 2), math.inf)
    assert Vector("", 0, infinite=True).checked([math.inf], "noise") == (math.inf,)
    assert "or inf" in Vector("", 0, infinite=True).domain
    with pytest.raises(ValueError, match=r"noise\[0\] must be a number such as 1/3 or 0.35, got 'inf'"):
        Vector("", 0).checked("inf", "noise")
    with pytest.raises(ValueError, match=r"noise\[0\] must be finite, got -inf"):
        Vector("", 0, infinite=True).checked([-math.inf], "noise")


@pytest.mark.parametrize(
    ("value", "error", "message"),
    [
        (3, TypeError, r"v must be numbers in \[0, 1\], with commas between them, got 3"),
        ({1: 2}, TypeError, r"v must be numbers"),
        ([[1, 2]], TypeError, r"v must be numbers"),
        ([], ValueError, "v must have one or more numbers, got none"),
        ([1, 2], ValueError, r"v\[1\] must be in \[0, 1\], got 2"),
        ([True], TypeError, r"v\[0\] must be a number, got True"),
        ([x], TypeError, r"v\[0\] must be one number, got x of type Symbol"),
        ("1,", ValueError, r"v\[1\] must be a number such as 1/3 or 0.35, got ''"),
    ],
)
def test_what_is_no_list_of_the_domain(value, error, message):
    with pytest.raises(error, match=message):
        Vector("", 0, 1).checked(value, "v")


@pytest.mark.parametrize(
    ("value", "error", "message"),
    [
        (3, TypeError, "m must be rows of numbers"),
        ({1: 2}, TypeError, "m must be rows of numbers"),
        ([1, 2], TypeError, r"m\[0\] must be numbers"),
        ([], ValueError, "m must have one or more rows, got none"),
        ("1,2;3", ValueError, "m must have rows of the same length, got lengths 2, 1"),
        ([[1, -2]], ValueError, r"m\[0\]\[1\] must be a finite number >= 0, got -2"),
    ],
)
def test_what_is_no_table_of_the_domain(value, error, message):
    with pytest.raises(error, match=message):
        Matrix("", 0).checked(value, "m")


def test_arrays_are_tables():
    assert Matrix("").checked(np.eye(2, dtype=int), "m") == ((1, 0), (0, 1))
