# -*- coding: utf-8 -*-
import dataiku
import pandas as pd

from rotating.signals import band_pass, remove_spikes

sampling_hz = float(dataiku.get_custom_variables()["sampling_hz"])

raw = dataiku.Dataset("RAW_VIBRATION").get_dataframe()
raw = raw.dropna(subset=["acceleration_g"]).sort_values(["burst_id", "sample_index"])

smoothed = []
for burst_id, burst in raw.groupby("burst_id", sort=False):
    if len(burst) < 64:
        # Too short for a spectrum: the recorder was restarted in the middle of the burst.
        continue
    burst = burst.copy()
    burst["acceleration_smooth_g"] = band_pass(remove_spikes(burst["acceleration_g"].to_numpy()), sampling_hz)
    smoothed.append(burst)

columns = list(raw.columns) + ["acceleration_smooth_g"]
result = pd.concat(smoothed, ignore_index=True) if smoothed else pd.DataFrame(columns=columns)
dataiku.Dataset("SMOOTHED_SIGNAL").write_with_schema(result[columns])
