"""Certified phase diagrams: a subdivision into boxes in which the policy is proved, and its independent proof."""
