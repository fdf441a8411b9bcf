"""Shared code of the payment fraud project: geography, models and names."""
