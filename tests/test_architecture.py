"""The house rules of the package: what may import what, what is documented, and what is never called."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import toymodels

PACKAGE = Path(toymodels.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
TREES = {path.relative_to(PACKAGE).with_suffix("").as_posix(): ast.parse(path.read_text()) for path in MODULES}

LAYERS = (
    (
        "scalars",
        "errors",
        "domains",
        "vectors",
        "tokens",
        "formulas",
        "words",
        "distributions",
        "geometric",
        "facts",
        "mazes",
        "small_worlds",
        "causal_worlds",
        "causes",
        "symbolic/algebra",
    ),
    (
        "training",
        "policies",
        "regimes",
        "stages",
        "deviation",
        "policy_value",
        "solution",
        "grid_solution",
        "signals",
        "signal_notation",
        "beliefs",
        "games",
    ),
    ("equilibria", "populations"),
    ("obligations", "claims", "testing"),
    ("models", "solvers"),
    ("solving",),
    ("symbolic", "progress", "files", "axes", "catalogue"),
    ("threshold", "thresholds", "fact_diagrams", "phases", "boundaries"),
    ("plots", "interop", "reports"),
    ("evidence", "theorems", "checking"),
    ("commands",),
    ("cli", "__main__"),
)
"""From the bottom: a module imports from its own layer and from those before it. Models and solvers are apart."""

APART = ("models", "solvers")
FORMULAS = ("geometric", "threshold", "thresholds", "boundaries", "symbolic/")
"""The modules that make sympy numbers of Python numbers."""

HEAVY = {"click", "flint", "matplotlib", "networkx", "rich", "scipy", "sympy", "xarray"}
OUTSIDE = {"tests", "papers", "analyses", "benchmarks"}


def level(module):
    """The layer of a module of the package, the highest for those that no layer names."""
    parents = ["/".join(module.split("/")[:2]), module.split("/")[0]]
    return next((i for name in parents for i, names in enumerate(LAYERS) if name in names), len(LAYERS))


def imports(tree):
    """The full names of all imported modules, late ones included, with the nodes that import them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node, "." * node.level + (node.module or "")


def own_imports(module):
    """The modules of the package that a module imports."""
    names = [name for _, name in imports(TREES[module])]
    return [name.removeprefix("toymodels.").replace(".", "/") for name in names if name.startswith("toymodels.")]


def runs_on_import(tree):
    """The nodes of a module that run when it is imported: not those in functions or under TYPE_CHECKING."""
    waiting = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            waiting.extend(node.orelse)
            continue
        yield node
        waiting.extend(ast.iter_child_nodes(node))


@pytest.mark.parametrize("module", [name for name in TREES if name != "__init__"])
def test_imports_point_down_the_list(module):
    for imported in own_imports(module):
        assert level(imported) <= level(module), f"{module} imports {imported}"


@pytest.mark.parametrize("module", [name for name in TREES if name.startswith("models/")])
def test_models_import_no_solver_and_no_other_model(module):
    assert [name for name in own_imports(module) if name.startswith(APART)] == []


@pytest.mark.parametrize("module", [name for name in TREES if name.startswith("solvers/")])
def test_solvers_import_at_most_the_one_model_that_they_solve(module):
    assert len({name for name in own_imports(module) if name.startswith("models")}) <= 1


@pytest.mark.parametrize("module", [name for name in TREES if level(name) == 0])
def test_words_import_words_only(module):
    assert {level(name) for name in own_imports(module)} <= {0}


@pytest.mark.parametrize("module", TREES)
def test_imports_are_absolute_from_the_defining_module_and_stay_in_the_house(module):
    for node, name in imports(TREES[module]):
        assert not name.startswith("."), f"{module} imports {name}"
        assert name.split(".")[0] not in OUTSIDE, f"{module} imports {name}"
        assert "*" not in [alias.name for alias in node.names]
    own = [node for node in ast.walk(TREES[module]) if isinstance(node, ast.Attribute)]
    assert {node.attr for node in own if ast.unparse(node.value) == "toymodels"} <= {"__version__", "models"}


@pytest.mark.parametrize("module", TREES)
def test_what_is_heavy_is_imported_when_needed(module):
    """The command line is made of click, and ``symbolic`` of sympy: that is heavy itself, and imported late."""
    early = {
        name.removeprefix("toymodels.").split(".")[0]
        for node in runs_on_import(TREES[module])
        if isinstance(node, ast.Import | ast.ImportFrom)
        for _, name in imports(ast.Module([node], []))
    }
    allowed = {"cli": {"click"}, "commands": {"click"}, "symbolic": {"flint", "sympy", "mpmath", "symbolic"}}.get(
        module.split("/")[0], set()
    )
    assert early & (HEAVY | {"mpmath", "symbolic"}) <= allowed


LIGHT = ["toymodels", "toymodels.solving", "toymodels.solvers.simulation", "toymodels.solvers.closed_form_grid"]


@pytest.mark.parametrize("module", LIGHT)
def test_importing_imports_nothing_heavy(module):
    program = f"import sys, {module}; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()  # noqa: S603
    assert "toymodels" in loaded
    assert HEAVY & set(loaded) == set()


def test_importing_the_package_imports_none_of_its_modules_and_not_even_numpy():
    program = "import sys, toymodels; print(*[name for name in sys.modules if name.startswith(('toymodels.', 'numpy'))])"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout  # noqa: S603
    assert loaded.strip() == ""


def public(tree):
    """The public functions, classes and methods of a module by name."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, node
            if isinstance(node, ast.ClassDef):
                yield from ((f"{node.name}.{name}", inner) for name, inner in public(node))


@pytest.mark.parametrize("module", TREES)
def test_everything_public_is_documented(module):
    assert ast.get_docstring(TREES[module]), f"{module} has no docstring"
    for name, node in public(TREES[module]):
        assert ast.get_docstring(node), f"{name} in {module} has no docstring"


@pytest.mark.parametrize("module", TREES)
def test_text_is_never_run(module):
    """No eval, exec, compile or pickle, and sympify only where formulas are made of numbers."""
    assert not {"pickle", "marshal", "shelve"} & {name.split(".")[0] for _, name in imports(TREES[module])}
    called = {ast.unparse(node.func) for node in ast.walk(TREES[module]) if isinstance(node, ast.Call)}
    assert not {"eval", "exec", "compile", "__import__", "np.load"} & called
    last = {name.split(".")[-1] for name in called}
    assert not {"parse_expr", "S", "literal_eval"} & last
    assert not {"sympify", "lambdify"} & last or module.startswith(FORMULAS)


def test_there_is_something_to_check():
    assert {"scalars", "models/episode_game", "solvers/closed_form", "solving"} <= set(TREES)
    assert level("models/episode_game") == level("solvers/closed_form") > level("training") > level("scalars")
    assert {name for _, name in imports(ast.parse("import a.b\nfrom c import d\ndef f():\n    import e"))} == {
        "a.b",
        "c",
        "e",
    }
