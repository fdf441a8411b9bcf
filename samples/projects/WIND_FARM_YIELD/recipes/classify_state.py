# -*- coding: utf-8 -*-
import dataiku

from windfarm.states import frozen_mask, operating_state

rows = dataiku.Dataset("SCADA_CORRECTED").get_dataframe()
rows = rows.drop_duplicates(["asset_id", "timestamp"], keep="last")
rows = rows.sort_values(["asset_id", "timestamp"]).reset_index(drop=True)

# Ice: the anemometer stands still while the turbine goes on producing.
still = rows.groupby("asset_id")["wind_speed_ms"].transform(frozen_mask).astype(bool)
rows["is_frozen"] = still & (rows["active_power_kw"] > 0)
rows["operating_state"] = operating_state(rows)

columns = ["asset_id", "site", "timestamp", "wind_speed_norm_ms", "active_power_kw", "rotor_rpm", "pitch_deg",
           "ambient_temperature_c", "status_code", "rated_power_kw", "is_frozen", "operating_state"]
dataiku.Dataset("TURBINE_TIMESERIES").write_with_schema(rows[columns])
