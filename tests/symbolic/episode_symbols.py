"""Episode games with symbols for some of their fields, and ranges of these: for tests of closed forms in symbols."""

from fractions import Fraction

import sympy
from hypothesis import strategies as st

from tests.strategies import chances, discounts, overlaps
from toymodels.models.episode_game import EpisodeGame

F = Fraction
FIELDS = {
    "modification": sympy.Symbol("p"),
    "overlap": sympy.Symbol("w"),
    "discount": sympy.Symbol("g"),
    "training_agreement": sympy.Symbol("tau"),
    "deployment_agreement": sympy.Symbol("alpha"),
    "monitoring": sympy.Symbol("q"),
}
HORIZONS = {"training": sympy.Symbol("T"), "deployment": sympy.Symbol("D")}
_CHANCES = [(0, 1), (0, 1), (F(1, 2), 1), (0, F(1, 3)), (F(1, 4), F(3, 4)), (F(9, 10), 1)]
_OVERLAPS = [(None, None), (0, 2), (-1, 1), (1, 3), (None, F(1, 2)), (F(3, 2), None)]


@st.composite
def symbolic_fields(draw, most=3, least=1):
    """Fields of an episode game but for its horizons: numbers, or symbols with a range each."""
    numbers = {"modification": chances(), "overlap": overlaps(), "discount": discounts()}
    free = draw(st.lists(st.sampled_from(sorted(FIELDS)), min_size=least, max_size=most, unique=True))
    given, ranges = {}, {}
    for field, symbol in FIELDS.items():
        if field in free:
            given[field] = symbol
            ranges[str(symbol)] = draw(st.sampled_from(_OVERLAPS if field == "overlap" else _CHANCES))
        else:
            given[field] = draw(numbers.get(field, st.sampled_from([0, 0, 1]) | chances()))
    return given, ranges


def points(ranges):
    """Rational points of ranges, often on their edges."""
    return st.fixed_dictionaries({name: _within(*ends) for name, ends in ranges.items()})


def _within(low, high):
    low, high = (-2 if low is None else low), (4 if high is None else high)
    return st.sampled_from([low, high]) | st.fractions(low, high, max_denominator=12)


def numeric(game, point):
    """The game at a point, a dict of values by symbol."""
    known = HORIZONS | FIELDS
    return EpisodeGame(**{field: point.get(str(symbol), getattr(game, field)) for field, symbol in known.items()})


def value_at(formula, point):
    """A formula's exact value at a point."""
    value = formula.subs({sympy.Symbol(name): sympy.Rational(F(x)) for name, x in point.items()})
    assert value.is_Rational
    return F(int(value.p), int(value.q))
