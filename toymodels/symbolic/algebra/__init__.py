"""Polynomials, their signs on boxes and their real roots, linear programs, and numbers in closed form: no game occurs here."""
