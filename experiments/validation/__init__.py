"""Validation: the twelve patterns of the ODD held against the model at its defaults, each with a stated error rate."""
