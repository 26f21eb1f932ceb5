"""Exact and symbolic results: what goes beyond rational numbers."""
