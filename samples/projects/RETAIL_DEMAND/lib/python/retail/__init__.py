"""Shared code of the retail demand project: cleaning, calendar, forecasting and ordering."""
