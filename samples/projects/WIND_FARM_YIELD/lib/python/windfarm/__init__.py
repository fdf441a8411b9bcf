"""Shared code of the wind farm project: air, power curves and service windows."""
