"""Shared code of the rotating equipment project: signals, features, data quality and degradation."""
