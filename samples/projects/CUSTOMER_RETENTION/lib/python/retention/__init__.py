"""Shared code of the customer retention project: text, usage and churn models."""
