"""Polynomials, their signs on boxes and their real roots, and numbers that are kept in closed form: no game occurs here."""
