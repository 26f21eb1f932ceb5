"""The episode game in symbols: its closed form as formulas, polynomials and conditions."""
