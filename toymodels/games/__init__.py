"""Games between players: in matrix form and in extensive form, and the regret that judges any play of them."""
