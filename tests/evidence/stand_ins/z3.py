"""A stand-in for z3 that does what the problem's text asks of it: the name of a relation is an order, such as "sat 1/2"."""

import os
import re
import sys
import time
from fractions import Fraction


def get_version_string():
    return "0.1"


def order(text):
    """What a problem's text asks for."""
    return re.search(r'"z3 (.*)"', text)[1]


class Real:
    def __init__(self, name):
        self.name = name


class Number:
    def __init__(self, number):
        self.number = number

    def as_fraction(self):
        return self.number


class Root(Number):
    """A number that is irrational, and given to so many digits."""

    def approx(self, digits):
        assert digits == 30
        return Number(self.number)


class Model:
    def __init__(self, values):
        self.values = values

    def eval(self, variable, model_completion):
        assert model_completion
        text = self.values[int(variable.name.removeprefix("v"))]
        return Root(Fraction(text[1:])) if text.startswith("~") else Number(Fraction(text))


class SolverFor:
    def __init__(self, logic):
        assert logic == "QF_NRA"

    def set(self, option, value):
        assert option == "timeout"
        self.milliseconds = value

    def from_string(self, text):
        self.order, *self.values = order(text).split()

    def check(self):
        assert self.milliseconds > 0
        if self.order == "crash":
            os._exit(3)
        if self.order == "sleep":
            time.sleep(60)
        if self.order == "talk":
            sys.stdout.write("some noise on the standard output\n")
            return "unsat"
        if self.order == "babble":
            sys.__stdout__.write("not JSON\n")
            sys.__stdout__.flush()
            return "unsat"
        return self.order

    def model(self):
        return Model(self.values)
