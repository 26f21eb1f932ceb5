"""SMT solvers in processes of their own: stand-ins that lie, hang and crash, and the real ones where they are installed."""

import dataclasses
import io
import itertools
import json
import runpy
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.evidence.stand_ins import cvc5 as stand_in_cvc5
from tests.evidence.stand_ins import z3 as stand_in_z3
from toymodels.evidence import smt_process, smt_worker
from toymodels.evidence.certificates import certificates_of
from toymodels.evidence.countermodels import countermodel
from toymodels.evidence.exact_polynomials import violates
from toymodels.evidence.necessity import necessity
from toymodels.evidence.polynomial_text import conjecture, conjectures
from toymodels.evidence.smt import smt_outcome, smt_text
from toymodels.evidence.smt_process import SolverProcess, shared_solvers
from toymodels.obligations import SIGNS, Obligation, Relation

STAND_INS = Path(stand_in_z3.__file__).parent
F = Fraction
p, u = sympy.symbols("p u")
installed = {name: smt_worker.installed(name) is not None for name in ("z3", "cvc5")}
needs_z3 = pytest.mark.skipif(not installed["z3"], reason='z3 is not installed: pip install "toymodels[proofs]"')
needs_both = pytest.mark.skipif(not all(installed.values()), reason='z3 and cvc5: pip install "toymodels[proofs]"')


def ordered(z3, cvc5="unknown", conclusion=p - 1):
    """An obligation p >= 0 => conclusion whose names tell the stand-ins what to answer."""
    orders = (Relation(f"z3 {z3}", sympy.Integer(0)), Relation(f"cvc5 {cvc5}", p))
    return Obligation("step", orders, Relation("at least 1", conclusion))


@pytest.fixture(scope="module")
def stand_ins():
    solvers = tuple(SolverProcess(name, {"PYTHONPATH": str(STAND_INS)}, grace=0.2) for name in ("z3", "cvc5"))
    yield solvers
    for solver in solvers:
        solver.close()


@pytest.fixture
def without_z3(tmp_path):
    """Solvers of which z3 cannot be imported."""
    (tmp_path / "z3.py").write_text("raise ImportError")
    solver = SolverProcess("z3", {"PYTHONPATH": str(tmp_path)})
    yield (solver,)
    solver.close()


def test_problems_are_written_in_smt_lib():
    obligation = Obligation(
        'two\n"lines"',
        (Relation("none", p - p, "="), Relation("some\nwords", p**2 * u / 3 - 2 * p - 1, ">"), Relation("", p * p - p)),
        Relation("end", -p, "="),
    )
    assert smt_text(obligation).splitlines() == [
        "(set-logic QF_NRA)",
        '(declare-fun v0 () Real) ; "p"',
        '(declare-fun v1 () Real) ; "u"',
        '(assert (= 0 0)) ; "none"',
        '(assert (> (+ (- 1) (* (- 2) v0) (* (/ 1 3) v0 v0 v1)) 0)) ; "some\\nwords"',
        '(assert (>= (+ (* (- 1) v0) (* v0 v0)) 0)) ; ""',
        '(assert (not (= (* (- 1) v0) 0))) ; "end"',
    ]
    assert "(assert (not (>= v0 0)))" in smt_text(Obligation("", (), Relation("", p)))


@pytest.mark.parametrize(
    ("z3", "cvc5", "status", "message"),
    [
        ("unsat", "unsat", "discharged", ""),
        ("unsat", "unknown", "discharged", "'step': z3 says unsat, cvc5 says unknown (it gave up)"),
        ("unknown", "unsat", "discharged", "'step': z3 says unknown (it gave up), cvc5 says unsat"),
        ("unknown", "unknown", "unknown", "'step': z3 says unknown (it gave up), cvc5 says unknown (it gave up)"),
        ("unsat", "later", "discharged", ""),
        ("unsat", "first", "discharged", ""),
        ("sat 0", "sat 0", "refuted", "'step': p = 0"),
        ("sat 1/2", "unknown", "refuted", "'step': p = 0"),
        ("unknown", "sat ~0.7", "refuted", "'step': p = 0"),
        ("sat ~0.999999", "sat 1", "refuted", "'step': p = 999999/1000000"),
        ("sat 2", "sat ~3", "unknown", "'step': z3 says sat, cvc5 says sat, but no countermodel in rational numbers was found"),
        ("sat 2", "sat 1/2", "refuted", "'step': p = 0"),
        ("sat 1/2", "unsat", "failed", "'step': the solvers contradict each other: z3 says sat, cvc5 says unsat"),
        ("unsat", "sat 1/2", "failed", "'step': the solvers contradict each other: z3 says unsat, cvc5 says sat"),
        ("talk", "unsat", "discharged", ""),
        ("crash", "unsat", "discharged", "'step': z3 says unknown (the solver's process ended), cvc5 says unsat"),
        ("crash", "unknown", "unknown", "'step': z3 says unknown (the solver's process ended), cvc5 says unknown (it gave up)"),
        ("babble", "unsat", "discharged", "'step': z3 says unknown (the solver's process failed), cvc5 says unsat"),
        ("nonsense", "unsat", "discharged", "'step': z3 says unknown (the solver's process failed), cvc5 says unsat"),
    ],
)
def test_verdicts(stand_ins, z3, cvc5, status, message):
    before = time.process_time()
    outcome = smt_outcome((ordered(z3, cvc5),), 5, stand_ins)
    assert 0 <= outcome.seconds <= time.process_time() - before + 5 * (z3 in {"crash", "babble", "nonsense"}) + 0.5
    assert (outcome.status, outcome.message) == (status, message)
    assert (outcome.rung, outcome.tool, outcome.instances) == ("smt", "z3 0.1, cvc5 0.2", 1)
    if status == "refuted":
        assert violates(ordered(z3, cvc5), outcome.counterexample)


def test_a_solver_that_hangs_is_killed_and_the_next_problem_starts_another(stand_ins):
    started = time.monotonic()
    outcome = smt_outcome((ordered("sleep"), ordered("unsat", "unsat")), 0.2, stand_ins)
    assert time.monotonic() - started < 10
    assert outcome.status == "unknown"
    assert "z3 says unknown (no answer in 0.4 s)" in outcome.message
    assert outcome.seconds >= 0.2
    assert smt_outcome((ordered("unsat", "unsat"),), 5, stand_ins).stood


def test_a_second_opinion_is_shorter(stand_ins, monkeypatch):
    asked = []

    def ask(self, text, names, seconds):
        asked.append((self.name, seconds))
        return smt_process.Answer("unsat" if "decided" in text or self.name == "cvc5" else "unknown")

    monkeypatch.setattr(SolverProcess, "ask", ask)
    assert smt_outcome((ordered("decided"), ordered("")), 7, stand_ins).stood
    assert smt_outcome((ordered("decided"),), 1, stand_ins).stood
    assert asked == [("z3", 7), ("cvc5", 2), ("z3", 7), ("cvc5", 7), ("z3", 1), ("cvc5", 1)]


def test_what_is_refuted_or_failed_ends_the_search(stand_ins):
    unknown, good, bad = ordered("unknown"), ordered("unsat", "unsat"), ordered("sat 0")
    assert smt_outcome((good, unknown, good), 5, stand_ins).status == "unknown"
    outcome = smt_outcome((unknown, bad, ordered("sat 0", "unsat")), 5, stand_ins)
    assert outcome.status == "refuted"
    assert outcome.counterexample == {"p": 0}
    assert outcome.message.startswith("'step': z3 says unknown")
    assert smt_outcome((good, ordered("sat 0", "unsat"), bad), 5, stand_ins).status == "failed"


def test_nothing_is_claimed_without_obligations_or_without_z3(stand_ins, without_z3):
    assert smt_outcome((), 5, stand_ins).status == "none"
    for solvers in (without_z3, (), stand_ins[1:]):
        outcome = smt_outcome((ordered("unsat", "unsat"),), 5, solvers)
        assert (outcome.status, outcome.message) == ("skipped", 'z3 is not installed; pip install "toymodels[proofs]"')
    assert without_z3[0].ask("", [], 5).reason == "the solver's process ended"


def test_one_solver_is_enough(stand_ins):
    outcome = smt_outcome((ordered("unsat"),), 5, stand_ins[:1])
    assert (outcome.status, outcome.tool, outcome.message) == ("discharged", "z3 0.1", "")


def test_an_interrupted_problem_leaves_no_late_answer(monkeypatch):
    solver = SolverProcess("z3", {"PYTHONPATH": str(STAND_INS)})
    assert solver.tool == "z3 0.1"

    def interrupted(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(solver, "_line", interrupted)
        with pytest.raises(KeyboardInterrupt):
            solver.ask(smt_text(ordered("sat 0")), ["v0"], 5)
    assert solver.ask(smt_text(ordered("unsat")), ["v0"], 5).verdict == "unsat"
    solver.close()
    solver.close()


def test_a_process_that_is_no_solver_has_no_tool(monkeypatch, tmp_path):
    for program in ("print([])", "print('?')", ""):
        script = tmp_path / "worker.py"
        script.write_text(program)
        monkeypatch.setattr(smt_worker, "__file__", str(script))
        solver = SolverProcess("z3")
        assert solver.tool == ""
        solver.close()


def test_the_solvers_are_shared_and_say_which_they_are():
    solvers = shared_solvers()
    assert shared_solvers() == solvers
    assert [bool(solver.tool) for solver in solvers] == [installed["z3"], installed["cvc5"]]
    outcome = smt_outcome(conjectures("x > 0 => x >= 0"))
    assert outcome.status == ("discharged" if installed["z3"] else "skipped")


def test_the_shared_solvers_end_with_the_program():
    program = "from toymodels.evidence.smt_process import shared_solvers; print([bool(each.tool) for each in shared_solvers()])"
    done = subprocess.run([sys.executable, "-W", "default", "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    assert (done.stdout.strip(), done.stderr) == (str([installed["z3"], installed["cvc5"]]), "")


def test_a_late_answer_is_not_taken_for_another():
    line = json.dumps({"id": 3, "verdict": "unsat", "ranges": [], "seconds": 0})
    assert smt_process._answer(line, 3).verdict == "unsat"
    assert smt_process._answer(line, 4) is None
    assert smt_process._answer("3", 3) is None


@pytest.mark.parametrize(("name", "module"), [("z3", stand_in_z3), ("cvc5", stand_in_cvc5)])
def test_the_worker_answers_lines_with_lines(name, module):
    problems = [("sat 1/2 ~0.3", 2), ("unsat", 1), ("unknown", 1)]
    lines = []
    for i, (order, count) in enumerate(problems):
        text = smt_text(ordered(order, order, p - u - 1 if count == 2 else p - 1))
        lines.append(json.dumps({"id": i, "text": text, "names": [f"v{k}" for k in range(count)], "milliseconds": 10}))
    written = []
    smt_worker.serve(name, module, lines, written.append)
    assert all(text.endswith("\n") for text in written)
    hello, first, *others = map(json.loads, written)
    assert hello == {"tool": f"{name} 0.{1 + (name == 'cvc5')}"}
    assert (first["id"], first["verdict"], first["ranges"][0]) == (0, "sat", ["1/2", "1/2"])
    low, high = map(F, first["ranges"][1])
    assert low < F("0.3") < high
    assert [(each["id"], each["verdict"], each["ranges"]) for each in others] == [(1, "unsat", []), (2, "unknown", [])]


def test_the_worker_says_when_there_is_no_solver():
    written = []
    smt_worker.serve("z3", None, ["not read"], written.append)
    assert list(map(json.loads, written)) == [{"tool": None}]
    assert smt_worker.installed("no_such_solver_anywhere") is None
    assert smt_worker.installed("json") is json


def test_the_worker_runs_as_a_script(monkeypatch):
    answers = io.StringIO()
    problem = {"id": 1, "text": smt_text(ordered("talk")), "names": [], "milliseconds": 10}
    monkeypatch.setitem(sys.modules, "z3", stand_in_z3)
    monkeypatch.setattr(sys, "argv", ["smt_worker.py", "z3"])
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(problem) + "\n"))
    monkeypatch.setattr(sys, "stdout", answers)
    runpy.run_path(smt_worker.__file__, run_name="__main__")
    assert [json.loads(line).get("verdict") for line in answers.getvalue().splitlines()] == [None, "unsat"]


def test_countermodels_are_checked_and_simple():
    close = [(F(1414213, 10**6), F(1414214, 10**6))]
    assert countermodel(conjecture("x > 7/10 => x > 3"), [(F(71, 100), F(71, 100))]) == {"x": F(1)}
    assert countermodel(conjecture("x^2 = 2 => x < 1"), close) is None
    assert countermodel(conjecture("x^2 > 2 => x^2 > 2 + 1/10^5"), close) == {"x": F(1414214, 10**6)}
    assert countermodel(conjecture("x^2 < 2 => x^2 < 2 - 1/10^5"), close) == {"x": F(1393, 985)}
    third, far = (F(1, 3), F(1, 3)), (F(10**9, 7), F(10**9, 7))
    assert countermodel(conjecture("x = 1/3 => y < 9"), [third, far]) == {"x": F(1, 3), "y": F(142857143)}
    assert countermodel(conjecture("1 > 2"), []) == {}
    assert countermodel(conjecture("2 > 1"), []) is None
    assert countermodel(conjecture("a + b + c + d + e + f + g < 0 => a < a"), close * 7) is None


def needs(*orders, conclusion=p - 5):
    """An obligation under p >= 0, p + 1 >= 0, ... that tells the stand-in for z3 what to answer."""
    relations = tuple(Relation(f"z3 {order}", p + i) for i, order in enumerate(orders))
    return Obligation("step", relations, Relation("conclusion", conclusion))


def test_a_hypothesis_is_needed_if_there_is_a_countermodel_without_it(stand_ins):
    """The stand-in obeys the first order that is left."""
    obligation = needs("unsat", "sat 1/2", "unsat")
    table = necessity(obligation, 5, solvers=stand_ins[:1])
    assert [need.verdict for need in table.needs] == ["needed", "not needed", "not needed"]
    assert [need.countermodel for need in table.needs] == [{"p": 0}, None, None]
    assert [need.hypothesis for need in table.needs] == [*obligation.hypotheses]
    assert str(table).splitlines() == [
        "hypothesis  verdict     without it",
        "z3 unsat    needed      p = 0",
        "z3 sat 1/2  not needed",
        "z3 unsat    not needed",
    ]
    assert table._repr_html_().count("<tr>") == 4
    assert "<td>z3 sat 1/2</td><td>not needed</td><td></td>" in table._repr_html_()


def test_the_table_escapes_what_it_shows(without_z3):
    assert "<td>0 &lt;= p</td>" in necessity(conjecture("0 <= p => p^2 >= 0"), 1, solvers=without_z3)._repr_html_()


def test_what_no_solver_knows_is_unknown_unless_it_has_a_certificate(stand_ins, without_z3):
    for solvers in (stand_ins, without_z3):
        table = necessity(needs("unknown", "unknown"), 5, solvers=solvers)
        assert [need.verdict for need in table.needs] == ["unknown", "unknown"]
        table = necessity(needs("unknown", "unknown", conclusion=p + 2), 5, solvers=solvers)
        assert [need.verdict for need in table.needs] == ["not needed", "not needed"]
        table = necessity(needs("unknown", "unknown", conclusion=p + F(1, 2)), 5, solvers=solvers)
        assert [need.verdict for need in table.needs] == ["unknown", "not needed"]
    assert necessity(conjecture("1 > 0"), solvers=without_z3).needs == ()


BOX = "0 <= p <= 1, 0 < g <= 1, 0 <= t <= 1, u >= 0, p*g*u < 1"
GAP = "p*g*(t*g*u + (1 - t)*(1 + (1 - p)*g*u))"


@needs_z3
@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"{BOX} => {GAP} <= 1", "discharged"),
        (f"{BOX}, p*g < 1 => {GAP} < 1", "discharged"),
        (f"{BOX} => {GAP} < 1", "refuted"),
        ("x^2 = 2 => x < 2", "discharged"),
        ("x^2 = 2 => x < 1", "unknown"),
        ("x^3 > 2 => x > 3", "refuted"),
        ("x^2 + y^2 < 2, x*y > 1 => 1 < 0", "discharged"),
        ("x = 1, x = 2 => y = 3, y = 4", "discharged"),
        ("2 < 1", "refuted"),
        ("1 < 2", "discharged"),
    ],
)
def test_z3_and_cvc5_decide(text, status):
    obligations = conjectures(text)
    outcome = smt_outcome(obligations)
    assert outcome.status == status
    assert outcome.tool.startswith("z3 ")
    if status == "refuted":
        assert any(violates(obligation, outcome.counterexample) for obligation in obligations)


@needs_z3
def test_the_necessity_table_of_the_gap():
    table = necessity(conjecture(f"{BOX} => {GAP} <= 1"), 5, solvers=shared_solvers()[:1])
    needed = [need.hypothesis.name for need in table.needs if need.verdict == "needed"]
    assert needed == ["p <= 1", "0 < g", "g <= 1", "0 <= t", "p*g*u < 1"]
    assert {need.verdict for need in table.needs} == {"needed", "not needed"}
    for need in table.needs:
        kept = tuple(each for each in table.obligation.hypotheses if each != need.hypothesis)
        weaker = dataclasses.replace(table.obligation, hypotheses=kept)
        assert need.countermodel is None or violates(weaker, need.countermodel)


small = st.lists(st.tuples(st.integers(-2, 2), st.integers(0, 2), st.integers(0, 1)), min_size=1, max_size=3)


def polynomial(terms):
    return sum((c * p**i * u**j for c, i, j in terms), start=sympy.Integer(0))


@needs_z3
@settings(max_examples=40)
@given(st.lists(st.tuples(small, st.sampled_from(SIGNS)), max_size=2), small, st.sampled_from(SIGNS))
def test_solvers_agree_with_a_grid_and_with_certificates(hypotheses, conclusion, sign):
    """No solver contradicts another (failed), a grid point refutes what is discharged, or a certificate what is refuted."""
    relations = tuple(Relation("", polynomial(terms), sign) for terms, sign in hypotheses)
    obligation = Obligation("random", relations, Relation("", polynomial(conclusion), sign))
    outcome = smt_outcome((obligation,), 5)
    assert outcome.status in {"discharged", "refuted", "unknown"}
    grid = [{"p": F(a, 2), "u": F(b, 2)} for a, b in itertools.product(range(-4, 5), repeat=2)]
    if any(violates(obligation, point) for point in grid):
        assert outcome.status != "discharged"
    if certificates_of((obligation,), 1) is not None:
        assert outcome.status == "discharged"


@needs_both
def test_both_solvers_know_roots():
    """A model with irrational values comes back as a range around each."""
    text = smt_text(conjecture("x^2 = 2, x > 0 => x > 2"))
    for solver in shared_solvers():
        ((low, high),) = solver.ask(text, ["v0"], 10).ranges
        assert low < high
        assert low**2 < 2 < high**2
