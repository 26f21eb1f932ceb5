"""A stand-in for cvc5 that does what the problem's text asks of it: the name of a relation is an order, such as "sat 1/2"."""

import re
from fractions import Fraction

__version__ = "0.2"


class InputLanguage:
    SMT_LIB_2_6 = "SMT-LIB"


class Command:
    def __init__(self, line):
        self.line = line

    def isNull(self):
        return self.line is None

    def invoke(self, solver, symbols):
        if found := re.search(r'"cvc5 (.*)"', self.line):
            solver.order, *solver.values = found[1].split()
        if found := re.match(r"\(declare-fun (\w+) ", self.line):
            symbols.names.append(found[1])


class Symbols:
    def __init__(self):
        self.names = []

    def getDeclaredTerms(self):
        return self.names[::-1]


class InputParser:
    def __init__(self, solver):
        self.symbols = Symbols()

    def setStringInput(self, language, text, name):
        assert language == InputLanguage.SMT_LIB_2_6
        self.lines = [*text.splitlines(), None]

    def getSymbolManager(self):
        return self.symbols

    def nextCommand(self):
        return Command(self.lines.pop(0))


class Result:
    def __init__(self, verdict):
        self.verdict = verdict

    def isSat(self):
        return self.verdict == "sat"

    def isUnsat(self):
        return self.verdict == "unsat"


class Value:
    def __init__(self, text):
        self.text = text

    def isRealAlgebraicNumber(self):
        return self.text.startswith("~")

    def getRealAlgebraicNumberLowerBound(self):
        return Value(str(Fraction(self.text[1:]) - Fraction(1, 10**6)))

    def getRealAlgebraicNumberUpperBound(self):
        return Value(str(Fraction(self.text[1:]) + Fraction(1, 10**6)))

    def getRealValue(self):
        return Fraction(self.text)


class Solver:
    order = "unknown"

    def __init__(self):
        self.options = {}

    def setOption(self, name, value):
        self.options[name] = value

    def checkSat(self):
        assert self.options["produce-models"] == "true"
        assert int(self.options["tlimit-per"]) > 0
        alone = self.options.get("nl-ext") == "none"
        verdict = {"later": "unknown" if alone else "unsat", "first": "unsat" if alone else "crash"}.get(self.order, self.order)
        return Result(verdict)

    def getValue(self, name):
        return Value(self.values[int(name.removeprefix("v"))])
