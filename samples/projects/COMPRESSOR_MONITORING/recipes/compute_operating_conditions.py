# -*- coding: utf-8 -*-
import dataiku
import numpy as np

from rotating.quality import hourly_mean

MEASUREMENTS = ["speed_rpm", "load_pct", "suction_pressure_bar", "discharge_pressure_bar", "discharge_temperature_c"]

max_gap_minutes = dataiku.get_custom_variables().get("max_gap_minutes", 90)

readings = dataiku.Dataset("VALID_READINGS").get_dataframe()
conditions = hourly_mean(readings, max_gap_minutes)

# Machines without one of the instruments keep an empty column, so that the contract of the output never changes.
for measurement in MEASUREMENTS:
    if measurement not in conditions.columns:
        conditions[measurement] = np.nan

conditions = conditions.dropna(subset=["speed_rpm", "load_pct"], how="all")
dataiku.Dataset("OPERATING_CONDITIONS").write_with_schema(conditions[["asset_id", "timestamp"] + MEASUREMENTS])
