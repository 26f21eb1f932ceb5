"""The longest adversarial training and the shallowest audit, against plain searches."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from toymodels.solvers.audit_games import audits_needed, longest_training

tables = st.integers(1, 4).flatmap(lambda n: st.lists(st.tuples(*[st.integers(0, 2)] * n), min_size=1, max_size=6))


@settings(max_examples=80)
@given(st.lists(st.sets(st.integers(0, 4), min_size=1), max_size=6))
def test_longest_training_over_all_orders(rivals):
    """The most environments of any order that exclude a rival which none before did."""
    counts = [
        sum(any(e in rival and not rival & set(order[:i]) for rival in rivals) for i, e in enumerate(order))
        for order in itertools.permutations(range(5))
    ]
    assert longest_training([sum(2**e for e in rival) for rival in rivals], 5) == max(counts)


def depth(rows):
    """The depth of the best decision tree, without memory."""
    if len(rows) == 1:
        return 0
    splits = [[{row for row in rows if row[e] == b} for b in {row[e] for row in rows}] for e in range(len(next(iter(rows))))]
    return min(1 + max(map(depth, split)) for split in splits if len(split) > 1)


@settings(max_examples=80)
@given(tables)
def test_audits_by_plain_recursion(table):
    assert audits_needed(table) == depth(frozenset(table))


def test_too_large():
    assert longest_training([1], 13) is None
    assert audits_needed(list(itertools.product((0, 1), repeat=11))) is None
    one_each = [tuple(int(i == j) for j in range(12)) for i in range(12)]
    assert audits_needed(one_each) == 11
