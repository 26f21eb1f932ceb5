"""Theorems and refuted conjectures, one a module: ``CLAIM``, with its proof or its counterexample in the docstring."""
