"""Three searches for the same word side by side: how likely it is written, and how many bits the best word has, by step."""

from typing import TYPE_CHECKING

from toymodels.domains import with_fields
from toymodels.models.word_search import CLIMBING, GENETIC, RANDOM, WordSearch
from toymodels.plots.palette import NOTHING_COLOUR, REGIME_COLOURS
from toymodels.solvers.search_chains import MOST_STATES, number_of_populations
from toymodels.solvers.word_search import word_search

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_COLOURS = {
    RANDOM: REGIME_COLOURS["partly deceptive"],
    CLIMBING: REGIME_COLOURS["deceptive"],
    GENETIC: REGIME_COLOURS["deterred"],
}


def word_search_figure(model: WordSearch) -> "Figure":
    """The picture: the searches' chances and bits over the steps."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10.6, 4.4), dpi=150, layout="constrained")
    left, right = figure.subplots(1, 2)
    few = number_of_populations(len(model.word), model.population) <= MOST_STATES
    for method in (RANDOM, CLIMBING, GENETIC) if few else (RANDOM, CLIMBING):
        solution = word_search(with_fields(model, method=method))
        label = f"{method}, {float(solution.mean_steps):,.0f} steps on average"
        left.plot(solution.written_by_step, color=_COLOURS[method], label=label)
        right.plot(solution.bits_by_step, color=_COLOURS[method])
    right.axhline(solution.word_bits, color="black", linewidth=0.8, linestyle=":")
    right.annotate(f'the word "{model.word}"', (0, solution.word_bits), xytext=(2, -11), textcoords="offset points", fontsize=9)
    left.set_ylabel(f'probability that "{model.word}" is written')
    left.set_ylim(0, 1)
    right.set_ylabel("mean bits of optimization of the best word")
    right.set_ylim(0, None)
    for axes in (left, right):
        axes.set_xlabel("steps: words tried")
        axes.grid(visible=True, linewidth=0.4, color=NOTHING_COLOUR)
    left.legend(fontsize=9, loc="upper left", bbox_to_anchor=(0.31, 0.42))
    figure.suptitle(f"Searching {len(model.word)} letters of {model.alphabet}, told only how many are right", fontsize=10)
    return figure
