"""Pictures of phase diagrams and solutions, as matplotlib figures that no global state knows of."""
