"""A process that puts problems to an SMT solver, one a line, and can be killed: ``python smt_worker.py z3`` or ``cvc5``.

It first says which solver it runs, or that it is not installed, and then answers each line of JSON with another::

    {"id": 1, "text": "(set-logic QF_NRA) ...", "names": ["v0"], "milliseconds": 10000}
    {"id": 1, "verdict": "sat", "ranges": [["1/2", "1/2"]], "seconds": 0.01}

A range holds the value of a variable in a model; its ends are equal where the value is rational. Nothing of the package is
imported here, so that a process starts quickly.
"""

import importlib
import json
import sys
import time
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

_DIGITS = 30


def serve(name: str, module: Any, lines: Iterable[str], write: Callable[[str], object]) -> None:
    """Answer problems with a solver.

    Parameters
    ----------
    name
        ``"z3"`` or ``"cvc5"``.
    module
        The solver's module, None if there is none.
    lines
        The problems.
    write
        What takes the answers, each a text that ends its line.
    """
    version, answer = _SOLVERS[name]
    write(json.dumps({"tool": module and f"{name} {version(module)}"}) + "\n")
    for line in lines if module else ():
        problem = json.loads(line)
        started = time.process_time()
        verdict, ranges = answer(module, problem["text"], problem["names"], problem["milliseconds"])
        seconds = time.process_time() - started
        ends = [[str(end) for end in ends] for ends in ranges]
        write(json.dumps({"id": problem["id"], "verdict": verdict, "ranges": ends, "seconds": seconds}) + "\n")


def installed(name: str) -> Any:
    """The module of a solver, None if it is not installed.

    >>> installed("no_such_solver")
    """
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def z3_answer(z3: Any, text: str, names: list[str], milliseconds: int) -> tuple[str, list[list[Fraction]]]:
    """What z3 says of a problem: sat, unsat or unknown, and ranges of the variables if sat."""
    solver = z3.SolverFor("QF_NRA")
    solver.set("timeout", milliseconds)
    solver.from_string(text)
    verdict = str(solver.check())
    if verdict != "sat":
        return verdict, []
    model = solver.model()
    values = [model.eval(z3.Real(name), model_completion=True) for name in names]
    return verdict, [_z3_range(value) for value in values]


def cvc5_answer(cvc5: Any, text: str, names: list[str], milliseconds: int) -> tuple[str, list[list[Fraction]]]:
    """What cvc5 says of a problem: sat, unsat or unknown, and ranges of the variables if sat.

    It is asked twice at most, with cylindrical coverings alone and then with all that it has: some problems need the one,
    some the other.
    """
    verdict, ranges = _cvc5_attempt(cvc5, text, names, milliseconds, {"nl-ext": "none", "nl-cov": "true"})
    return _cvc5_attempt(cvc5, text, names, milliseconds, {}) if verdict == "unknown" else (verdict, ranges)


def _cvc5_attempt(
    cvc5: Any, text: str, names: list[str], milliseconds: int, options: dict[str, str]
) -> tuple[str, list[list[Fraction]]]:
    solver = cvc5.Solver()
    for name, value in {"produce-models": "true", "tlimit-per": str(max(1, milliseconds // 2)), **options}.items():
        solver.setOption(name, value)
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text, "obligation")
    symbols = parser.getSymbolManager()
    while not (command := parser.nextCommand()).isNull():
        command.invoke(solver, symbols)
    result = solver.checkSat()
    if not result.isSat():
        return "unsat" if result.isUnsat() else "unknown", []
    values = {str(term): solver.getValue(term) for term in symbols.getDeclaredTerms()}
    return "sat", [_cvc5_range(values[name]) for name in names]


def _z3_range(value: Any) -> list[Fraction]:
    if not hasattr(value, "approx"):
        return [value.as_fraction()] * 2
    near = value.approx(_DIGITS).as_fraction()
    error = Fraction(1, 10**_DIGITS)
    return [near - error, near + error]


def _cvc5_range(value: Any) -> list[Fraction]:
    if value.isRealAlgebraicNumber():
        bounds = (value.getRealAlgebraicNumberLowerBound(), value.getRealAlgebraicNumberUpperBound())
        return [Fraction(bound.getRealValue()) for bound in bounds]
    return [Fraction(value.getRealValue())] * 2


_SOLVERS: dict[str, tuple[Callable[[Any], str], Callable[..., tuple[str, list[list[Fraction]]]]]] = {
    "z3": (lambda z3: str(z3.get_version_string()), z3_answer),
    "cvc5": (lambda cvc5: str(cvc5.__version__), cvc5_answer),
}

if __name__ == "__main__":
    ANSWERS, sys.stdout = sys.stdout, sys.stderr

    def send(text: str) -> None:
        """Write an answer at once; whatever else is printed goes elsewhere."""
        ANSWERS.write(text)
        ANSWERS.flush()

    serve(sys.argv[1], installed(sys.argv[1]), sys.stdin, send)
