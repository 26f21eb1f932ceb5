"""The toy models of AI alignment, made computable.

Names are imported when first used, so that ``import toymodels`` costs little more than ``import numpy``.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toymodels.boundaries import phase_boundaries as phase_boundaries
    from toymodels.causal_worlds import CausalWorld as CausalWorld
    from toymodels.checking import check as check
    from toymodels.checking import find_counterexample as find_counterexample
    from toymodels.claims import Claim as Claim
    from toymodels.equilibria.assessment import assessment as assessment
    from toymodels.equilibria.extreme_equilibria import extreme_equilibria as extreme_equilibria
    from toymodels.equilibria.iterated_dominance import iterated_dominance as iterated_dominance
    from toymodels.equilibria.nash_components import nash_components as nash_components
    from toymodels.equilibria.sequence_form import optimal_behaviour as optimal_behaviour
    from toymodels.equilibria.stackelberg import stackelberg as stackelberg
    from toymodels.equilibria.subgame_perfect import subgame_perfect as subgame_perfect
    from toymodels.equilibria.value_of_commitment import value_of_commitment as value_of_commitment
    from toymodels.equilibria.zero_sum import optimal_strategies as optimal_strategies
    from toymodels.games.best_response import best_response as best_response
    from toymodels.games.extensive_game import Chance as Chance
    from toymodels.games.extensive_game import Decision as Decision
    from toymodels.games.extensive_game import ExtensiveGame as ExtensiveGame
    from toymodels.games.extensive_game import Terminal as Terminal
    from toymodels.games.matrix_form import matrix_form as matrix_form
    from toymodels.games.matrix_game import MatrixGame as MatrixGame
    from toymodels.games.matrix_game import zero_sum as zero_sum
    from toymodels.games.profiles import expected_payoffs as expected_payoffs
    from toymodels.games.regret import regret as regret
    from toymodels.games.unfolding import unfolded as unfolded
    from toymodels.interop.digraph import digraph as digraph
    from toymodels.interop.gambit import gambit_text as gambit_text
    from toymodels.interop.gambit import game_from_gambit as game_from_gambit
    from toymodels.interop.gambit import save_game as save_game
    from toymodels.interop.gambit import saved_game as saved_game
    from toymodels.interop.prism import prism_model as prism_model
    from toymodels.mazes import Mazes as Mazes
    from toymodels.mazes import maze_graph as maze_graph
    from toymodels.mazes import random_mazes as random_mazes
    from toymodels.models.absent_supervisor import AbsentSupervisor as AbsentSupervisor
    from toymodels.models.alignment_paths import AlignmentPaths as AlignmentPaths
    from toymodels.models.audit_budget import AuditBudget as AuditBudget
    from toymodels.models.audited_training import AuditedTraining as AuditedTraining
    from toymodels.models.best_of_n import BestOfN as BestOfN
    from toymodels.models.coloured_doors import ColouredDoors as ColouredDoors
    from toymodels.models.conjunctive_objective import ConjunctiveObjective as ConjunctiveObjective
    from toymodels.models.corrigibility import Corrigibility as Corrigibility
    from toymodels.models.defection_probability import DefectionProbability as DefectionProbability
    from toymodels.models.disposition import Disposition as Disposition
    from toymodels.models.distortion import Distortion as Distortion
    from toymodels.models.episode_game import EpisodeGame as EpisodeGame
    from toymodels.models.executive import Executive as Executive
    from toymodels.models.goal_guarding import GoalGuarding as GoalGuarding
    from toymodels.models.goodhart import Goodhart as Goodhart
    from toymodels.models.green_exit import GreenExit as GreenExit
    from toymodels.models.heuristic_or_search import HeuristicOrSearch as HeuristicOrSearch
    from toymodels.models.hidden_deployment import HiddenDeployment as HiddenDeployment
    from toymodels.models.honeypots import Honeypots as Honeypots
    from toymodels.models.identifiability import Identifiability as Identifiability
    from toymodels.models.inspection_game import InspectionGame as InspectionGame
    from toymodels.models.interruption import Interruption as Interruption
    from toymodels.models.irish_elk import IrishElk as IrishElk
    from toymodels.models.keys_and_chests import KeysAndChests as KeysAndChests
    from toymodels.models.memoryless_deceiver import MemorylessDeceiver as MemorylessDeceiver
    from toymodels.models.mesa_condition import MesaCondition as MesaCondition
    from toymodels.models.multitask import Multitask as Multitask
    from toymodels.models.off_switch import OffSwitch as OffSwitch
    from toymodels.models.optimization_bits import OptimizationBits as OptimizationBits
    from toymodels.models.pleasure_proxy import PleasureProxy as PleasureProxy
    from toymodels.models.power import Power as Power
    from toymodels.models.pseudo_alignment import PseudoAlignment as PseudoAlignment
    from toymodels.models.resource_proxy import ResourceProxy as ResourceProxy
    from toymodels.models.screening import Screening as Screening
    from toymodels.models.selection import Selection as Selection
    from toymodels.models.sexual_selection import SexualSelection as SexualSelection
    from toymodels.models.spheres_in_order import SpheresInOrder as SpheresInOrder
    from toymodels.models.spurious_feature import SpuriousFeature as SpuriousFeature
    from toymodels.models.stop_sign import StopSign as StopSign
    from toymodels.models.trainer_commitment import TrainerCommitment as TrainerCommitment
    from toymodels.models.upfront_audit import UpfrontAudit as UpfrontAudit
    from toymodels.models.word_search import WordSearch as WordSearch
    from toymodels.phases import phase_diagram as phase_diagram
    from toymodels.plots.certified import certified_figure as certified_figure
    from toymodels.plots.curve import curve_figure as curve_figure
    from toymodels.plots.diagram import diagram_figure as diagram_figure
    from toymodels.plots.strip import strip_figure as strip_figure
    from toymodels.plots.tree import tree_figure as tree_figure
    from toymodels.populations.bayesian_filtering import bayesian_filtering as bayesian_filtering
    from toymodels.populations.moran import moran as moran
    from toymodels.populations.replicator import replicator as replicator
    from toymodels.populations.trajectory import Trajectory as Trajectory
    from toymodels.populations.two_locus import two_locus as two_locus
    from toymodels.signals import Signal as Signal
    from toymodels.solution import Solution as Solution
    from toymodels.solvers.backward_induction import backward_induction as backward_induction
    from toymodels.solvers.closed_form import closed_form as closed_form
    from toymodels.solvers.closed_form_grid import closed_form_grid as closed_form_grid
    from toymodels.solvers.grid_induction import grid_induction as grid_induction
    from toymodels.solvers.inspection_closed_form import inspection_table as inspection_table
    from toymodels.solvers.objective_tables import random_objectives as random_objectives
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
    "AbsentSupervisor": "toymodels.models.absent_supervisor",
    "AlignmentPaths": "toymodels.models.alignment_paths",
    "AuditBudget": "toymodels.models.audit_budget",
    "AuditedTraining": "toymodels.models.audited_training",
    "BestOfN": "toymodels.models.best_of_n",
    "CausalWorld": "toymodels.causal_worlds",
    "Chance": "toymodels.games.extensive_game",
    "Claim": "toymodels.claims",
    "ColouredDoors": "toymodels.models.coloured_doors",
    "ConjunctiveObjective": "toymodels.models.conjunctive_objective",
    "Corrigibility": "toymodels.models.corrigibility",
    "Decision": "toymodels.games.extensive_game",
    "DefectionProbability": "toymodels.models.defection_probability",
    "Disposition": "toymodels.models.disposition",
    "Distortion": "toymodels.models.distortion",
    "EpisodeGame": "toymodels.models.episode_game",
    "Executive": "toymodels.models.executive",
    "ExtensiveGame": "toymodels.games.extensive_game",
    "GoalGuarding": "toymodels.models.goal_guarding",
    "Goodhart": "toymodels.models.goodhart",
    "GreenExit": "toymodels.models.green_exit",
    "HeuristicOrSearch": "toymodels.models.heuristic_or_search",
    "HiddenDeployment": "toymodels.models.hidden_deployment",
    "Honeypots": "toymodels.models.honeypots",
    "Identifiability": "toymodels.models.identifiability",
    "InspectionGame": "toymodels.models.inspection_game",
    "Interruption": "toymodels.models.interruption",
    "IrishElk": "toymodels.models.irish_elk",
    "KeysAndChests": "toymodels.models.keys_and_chests",
    "MatrixGame": "toymodels.games.matrix_game",
    "Mazes": "toymodels.mazes",
    "MemorylessDeceiver": "toymodels.models.memoryless_deceiver",
    "MesaCondition": "toymodels.models.mesa_condition",
    "Multitask": "toymodels.models.multitask",
    "OffSwitch": "toymodels.models.off_switch",
    "OptimizationBits": "toymodels.models.optimization_bits",
    "Phase": "toymodels.training",
    "PleasureProxy": "toymodels.models.pleasure_proxy",
    "Power": "toymodels.models.power",
    "PseudoAlignment": "toymodels.models.pseudo_alignment",
    "ResourceProxy": "toymodels.models.resource_proxy",
    "Screening": "toymodels.models.screening",
    "Selection": "toymodels.models.selection",
    "SexualSelection": "toymodels.models.sexual_selection",
    "Signal": "toymodels.signals",
    "Solution": "toymodels.solution",
    "SpheresInOrder": "toymodels.models.spheres_in_order",
    "SpuriousFeature": "toymodels.models.spurious_feature",
    "StopSign": "toymodels.models.stop_sign",
    "Terminal": "toymodels.games.extensive_game",
    "TrainerCommitment": "toymodels.models.trainer_commitment",
    "TrainingGame": "toymodels.training",
    "Trajectory": "toymodels.populations.trajectory",
    "UpfrontAudit": "toymodels.models.upfront_audit",
    "WordSearch": "toymodels.models.word_search",
    "assessment": "toymodels.equilibria.assessment",
    "backward_induction": "toymodels.solvers.backward_induction",
    "bayesian_filtering": "toymodels.populations.bayesian_filtering",
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
    "digraph": "toymodels.interop.digraph",
    "expected_payoffs": "toymodels.games.profiles",
    "extreme_equilibria": "toymodels.equilibria.extreme_equilibria",
    "find_counterexample": "toymodels.checking",
    "gambit_text": "toymodels.interop.gambit",
    "game_from_gambit": "toymodels.interop.gambit",
    "grid_induction": "toymodels.solvers.grid_induction",
    "inspection_table": "toymodels.solvers.inspection_closed_form",
    "iterated_dominance": "toymodels.equilibria.iterated_dominance",
    "matrix_form": "toymodels.games.matrix_form",
    "maze_graph": "toymodels.mazes",
    "moran": "toymodels.populations.moran",
    "nash_components": "toymodels.equilibria.nash_components",
    "optimal_behaviour": "toymodels.equilibria.sequence_form",
    "optimal_strategies": "toymodels.equilibria.zero_sum",
    "phase_boundaries": "toymodels.boundaries",
    "phase_diagram": "toymodels.phases",
    "plan_enumeration": "toymodels.solvers.plan_enumeration",
    "policy_evaluation": "toymodels.solvers.policy_evaluation",
    "prism_model": "toymodels.interop.prism",
    "random_mazes": "toymodels.mazes",
    "random_objectives": "toymodels.solvers.objective_tables",
    "regions": "toymodels.symbolic.regions",
    "regret": "toymodels.games.regret",
    "replicator": "toymodels.populations.replicator",
    "save_game": "toymodels.interop.gambit",
    "saved_game": "toymodels.interop.gambit",
    "simulation": "toymodels.solvers.simulation",
    "solve": "toymodels.solving",
    "stackelberg": "toymodels.equilibria.stackelberg",
    "strip_figure": "toymodels.plots.strip",
    "subgame_perfect": "toymodels.equilibria.subgame_perfect",
    "symbolic_solution": "toymodels.symbolic.symbolic_solution",
    "tree_figure": "toymodels.plots.tree",
    "two_locus": "toymodels.populations.two_locus",
    "unfolded": "toymodels.games.unfolding",
    "value_of_commitment": "toymodels.equilibria.value_of_commitment",
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
