"""An exact reader of the part of the PRISM language that models of numbers are written in, sharing no code with the writer."""

import functools
import re
from fractions import Fraction

_COMMAND = re.compile(r"^  \[(\w*)\] (.*?) -> (.*?);$", re.MULTILINE | re.DOTALL)
_REWARD = re.compile(r"^  \[(\w+)\] (.*?) : (\S+);$", re.MULTILINE)
_VARIABLES = ("episode", "state", "context")


def largest_reward(text):
    """What the best choices are expected to earn before the label "done" holds, by recursion over the states met."""
    text = re.sub(r"//.*", "", text)
    episodes = int(re.search(r"const int episodes = (\d+);", text)[1])
    start = tuple(int(re.search(rf"  {name} : \[0\.\.\w+\] init (\d+);", text)[1]) for name in _VARIABLES)
    module, rewards = text.split("endmodule")
    commands = [command for command in _COMMAND.findall(module) if command[2] != "true"]
    pays = _REWARD.findall(rewards)

    @functools.cache
    def worth(place):
        if place[0] == episodes:
            return Fraction(0)
        enabled = [(label, outcomes) for label, guard, outcomes in commands if holds(guard, place)]
        assert enabled, place
        assert len({label for label, _ in enabled}) == len(enabled)
        return max(earned(label, place) + expected(outcomes, place) for label, outcomes in enabled)

    def earned(label, place):
        return sum(rational(pay) for known, guard, pay in pays if known == label and holds(guard, place))

    def expected(outcomes, place):
        weighted = [outcome.rpartition(" : ") for outcome in re.split(r"\s+\+ ", outcomes)]
        chances = [rational(chance or "1") for chance, _, _ in weighted]
        assert sum(chances) == 1
        assert min(chances) > 0
        return sum(k * worth(moved(update, place)) for k, (_, _, update) in zip(chances, weighted, strict=True))

    def moved(update, place):
        values = {"episodes": episodes, "episode+1": place[0] + 1}
        new = dict(re.findall(r"\((\w+)'=([\w+]+)\)", update))
        return tuple(int(values.get(new[n], new[n])) if n in new else old for n, old in zip(_VARIABLES, place, strict=True))

    return worth(start)


def holds(guard, place):
    """Whether a conjunction of comparisons with integers holds."""
    values = dict(zip(_VARIABLES, place, strict=True))
    tests = [re.fullmatch(r"(\w+)(>=|<=|=)(\d+)", part).groups() for part in guard.split(" & ")]
    return all({">=": values[n] >= int(k), "<=": values[n] <= int(k), "=": values[n] == int(k)}[sign] for n, sign, k in tests)


def rational(text):
    """A literal, or the quotient of two."""
    top, _, bottom = text.partition("/")
    return Fraction(int(top.removesuffix(".0")), int((bottom or "1").removesuffix(".0")))
