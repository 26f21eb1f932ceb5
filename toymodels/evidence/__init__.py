"""The rungs of evidence for a claim, one a module: each takes a claim and returns its outcome."""
