"""One toy model a file: a frozen dataclass of parameters that states its problem."""
