"""Solution concepts: one a file, each a function from a game to ``Equilibria``."""
