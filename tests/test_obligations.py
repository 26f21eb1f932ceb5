import pytest
from sympy.abc import p, u

from toymodels.obligations import Obligation, Relation


def test_relations_and_obligations_read_as_they_are_written():
    chance = Relation("a chance", p)
    assert str(Relation("positive", p * u, ">")) == "p*u > 0"
    assert str(Obligation("step", (chance,), Relation("sum", p + u, "="))) == "p >= 0 => p + u = 0"


@pytest.mark.parametrize("sign", ["<", "<=", "==", "", "!="])
def test_other_signs_are_refused(sign):
    with pytest.raises(ValueError, match=f"the sign of a relation must be one of >, >=, =, got '{sign}'"):
        Relation("wrong", p, sign)
