# -*- coding: utf-8 -*-
import dataiku
import numpy as np

rows = dataiku.Dataset("EXPECTED_POWER").get_dataframe()

# Only running turbines can underperform; a stopped one is a loss with a cause, see the yield losses.
running = rows["operating_state"].eq("normal") & (rows["expected_power_kw"] > 0.05 * rows["rated_power_kw"])
rows = rows[running].copy()
rows["timestamp"] = rows["timestamp"].dt.floor("h")
rows["variance"] = rows["expected_spread_kw"] ** 2

hours = rows.groupby(["asset_id", "site", "timestamp"]).agg(
    produced=("active_power_kw", "sum"), due=("expected_power_kw", "sum"), variance=("variance", "sum"), count=("variance", "size"),
    pitch_deg=("pitch_deg", "mean"), ambient_temperature_c=("ambient_temperature_c", "mean")).reset_index()
hours = hours[hours["count"] >= 3]

# One absurd hour must not spoil the mean of a whole day, hence the clipping.
hours["performance_ratio"] = (hours["produced"] / hours["due"]).round(4)
hours["z_score"] = ((hours["produced"] - hours["due"]) / np.sqrt(hours["variance"])).clip(-10, 10).round(3)

columns = ["asset_id", "site", "timestamp", "performance_ratio", "z_score", "pitch_deg", "ambient_temperature_c"]
dataiku.Dataset("PERFORMANCE_RATIO").write_with_schema(hours[columns])
