# -*- coding: utf-8 -*-
import dataiku
import numpy as np

from rotating.quality import flatline_mask, jump_mask

readings = dataiku.Dataset("FLAGGED_READINGS").get_dataframe()
readings = readings.sort_values(["asset_id", "tag", "timestamp"]).reset_index(drop=True)

flat = np.zeros(len(readings), dtype=bool)
jump = np.zeros(len(readings), dtype=bool)
for _, rows in readings.groupby(["asset_id", "tag"]).indices.items():
    values = readings["value"].iloc[rows].where(readings["row_check"].iloc[rows] == "ok")
    flat[rows] = flatline_mask(values).to_numpy(dtype=bool)
    jump[rows] = jump_mask(values, readings["max_step"].iloc[rows[0]]).to_numpy(dtype=bool)

# A set point that never moves is normal: load may be constant, a temperature or pressure may not.
flat &= readings["measurement"].ne("load_pct").to_numpy()

readings["check_result"] = np.select(
    [readings["row_check"].ne("ok").to_numpy(), flat, jump],
    [readings["row_check"].to_numpy(dtype=object), "flatline", "jump"],
    default="ok")
readings["is_rejected"] = (readings["check_result"] != "ok").astype(int)

columns = ["asset_id", "tag", "measurement", "timestamp", "value", "check_result", "is_rejected"]
dataiku.Dataset("CHECKED_READINGS").write_with_schema(readings[columns])
