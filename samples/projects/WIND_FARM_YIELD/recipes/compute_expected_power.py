# -*- coding: utf-8 -*-
import dataiku

from windfarm.power_curve import expected

rows = dataiku.Dataset("TURBINE_TIMESERIES").get_dataframe()
curves = dataiku.Dataset("POWER_CURVES").get_dataframe()

# Behind a frozen anemometer the wind is unknown, and so is the expectation.
rows = rows[~rows["is_frozen"].astype(bool)].reset_index(drop=True)
rows["expected_power_kw"], rows["expected_spread_kw"] = expected(curves, rows)
rows = rows.dropna(subset=["expected_power_kw"])

# No curve may promise more than the generator can give.
rows["expected_power_kw"] = rows[["expected_power_kw", "rated_power_kw"]].min(axis=1)

columns = ["asset_id", "site", "timestamp", "wind_speed_norm_ms", "active_power_kw", "operating_state", "status_code", "rated_power_kw",
           "ambient_temperature_c", "pitch_deg", "expected_power_kw", "expected_spread_kw"]
dataiku.Dataset("EXPECTED_POWER").write_with_schema(rows[columns])
