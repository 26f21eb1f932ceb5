"""Populations under selection: one dynamic a file, from the fitness of types to a trajectory of their shares."""
