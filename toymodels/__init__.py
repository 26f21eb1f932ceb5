"""The toy models of AI alignment, made computable.

Names are imported when first used, so that ``import toymodels`` costs little more than ``import numpy``.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toymodels.boundaries import phase_boundaries as phase_boundaries
    from toymodels.checking import check as check
    from toymodels.checking import find_counterexample as find_counterexample
    from toymodels.claims import Claim as Claim
    from toymodels.games.best_response import best_response as best_response
    from toymodels.games.extensive_game import Chance as Chance
    from toymodels.games.extensive_game import Decision as Decision
    from toymodels.games.extensive_game import ExtensiveGame as ExtensiveGame
    from toymodels.games.extensive_game import Terminal as Terminal
    from toymodels.games.matrix_game import MatrixGame as MatrixGame
    from toymodels.games.matrix_game import zero_sum as zero_sum
    from toymodels.games.profiles import expected_payoffs as expected_payoffs
    from toymodels.games.regret import regret as regret
    from toymodels.games.unfolding import unfolded as unfolded
    from toymodels.interop.prism import prism_model as prism_model
    from toymodels.models.audit_budget import AuditBudget as AuditBudget
    from toymodels.models.audited_training import AuditedTraining as AuditedTraining
    from toymodels.models.defection_probability import DefectionProbability as DefectionProbability
    from toymodels.models.disposition import Disposition as Disposition
    from toymodels.models.episode_game import EpisodeGame as EpisodeGame
    from toymodels.models.hidden_deployment import HiddenDeployment as HiddenDeployment
    from toymodels.models.honeypots import Honeypots as Honeypots
    from toymodels.models.inspection_game import InspectionGame as InspectionGame
    from toymodels.models.memoryless_deceiver import MemorylessDeceiver as MemorylessDeceiver
    from toymodels.models.off_switch import OffSwitch as OffSwitch
    from toymodels.models.screening import Screening as Screening
    from toymodels.models.trainer_commitment import TrainerCommitment as TrainerCommitment
    from toymodels.models.upfront_audit import UpfrontAudit as UpfrontAudit
    from toymodels.phases import phase_diagram as phase_diagram
    from toymodels.plots.certified import certified_figure as certified_figure
    from toymodels.plots.curve import curve_figure as curve_figure
    from toymodels.plots.diagram import diagram_figure as diagram_figure
    from toymodels.plots.strip import strip_figure as strip_figure
    from toymodels.signals import Signal as Signal
    from toymodels.solution import Solution as Solution
    from toymodels.solvers.backward_induction import backward_induction as backward_induction
    from toymodels.solvers.closed_form import closed_form as closed_form
    from toymodels.solvers.closed_form_grid import closed_form_grid as closed_form_grid
    from toymodels.solvers.grid_induction import grid_induction as grid_induction
    from toymodels.solvers.plan_enumeration import plan_enumeration as plan_enumeration
    from toymodels.solvers.policy_evaluation import policy_evaluation as policy_evaluation
    from toymodels.solvers.simulation import simulation as simulation
    from toymodels.solving import solve as solve
    from toymodels.symbolic.breakpoints import breakpoints as breakpoints
    from toymodels.symbolic.certified.certified_phase_diagram import certified_phase_diagram as certified_phase_diagram
    from toymodels.symbolic.regions import regions as regions
    from toymodels.symbolic.symbolic_solution import symbolic_solution as symbolic_solution
    from toymodels.thresholds import deception_threshold as deception_threshold
    from toymodels.training import Phase as Phase
    from toymodels.training import TrainingGame as TrainingGame

__version__ = "0.1.0"

_HOMES = {
    "AuditBudget": "toymodels.models.audit_budget",
    "AuditedTraining": "toymodels.models.audited_training",
    "Chance": "toymodels.games.extensive_game",
    "Claim": "toymodels.claims",
    "Decision": "toymodels.games.extensive_game",
    "DefectionProbability": "toymodels.models.defection_probability",
    "Disposition": "toymodels.models.disposition",
    "EpisodeGame": "toymodels.models.episode_game",
    "ExtensiveGame": "toymodels.games.extensive_game",
    "HiddenDeployment": "toymodels.models.hidden_deployment",
    "Honeypots": "toymodels.models.honeypots",
    "InspectionGame": "toymodels.models.inspection_game",
    "MatrixGame": "toymodels.games.matrix_game",
    "MemorylessDeceiver": "toymodels.models.memoryless_deceiver",
    "OffSwitch": "toymodels.models.off_switch",
    "Phase": "toymodels.training",
    "Screening": "toymodels.models.screening",
    "Signal": "toymodels.signals",
    "Solution": "toymodels.solution",
    "Terminal": "toymodels.games.extensive_game",
    "TrainerCommitment": "toymodels.models.trainer_commitment",
    "TrainingGame": "toymodels.training",
    "UpfrontAudit": "toymodels.models.upfront_audit",
    "backward_induction": "toymodels.solvers.backward_induction",
    "best_response": "toymodels.games.best_response",
    "breakpoints": "toymodels.symbolic.breakpoints",
    "certified_figure": "toymodels.plots.certified",
    "certified_phase_diagram": "toymodels.symbolic.certified.certified_phase_diagram",
    "check": "toymodels.checking",
    "closed_form": "toymodels.solvers.closed_form",
    "closed_form_grid": "toymodels.solvers.closed_form_grid",
    "curve_figure": "toymodels.plots.curve",
    "deception_threshold": "toymodels.thresholds",
    "diagram_figure": "toymodels.plots.diagram",
    "expected_payoffs": "toymodels.games.profiles",
    "find_counterexample": "toymodels.checking",
    "grid_induction": "toymodels.solvers.grid_induction",
    "phase_boundaries": "toymodels.boundaries",
    "phase_diagram": "toymodels.phases",
    "plan_enumeration": "toymodels.solvers.plan_enumeration",
    "policy_evaluation": "toymodels.solvers.policy_evaluation",
    "prism_model": "toymodels.interop.prism",
    "regions": "toymodels.symbolic.regions",
    "regret": "toymodels.games.regret",
    "simulation": "toymodels.solvers.simulation",
    "solve": "toymodels.solving",
    "strip_figure": "toymodels.plots.strip",
    "symbolic_solution": "toymodels.symbolic.symbolic_solution",
    "unfolded": "toymodels.games.unfolding",
    "zero_sum": "toymodels.games.matrix_game",
}

__all__ = ["__version__", *_HOMES]  # noqa: PLE0604


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'toymodels' has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
