# -*- coding: utf-8 -*-
import dataiku
import pandas as pd

shortest = int(dataiku.get_custom_variables()["min_window_hours"])
hours = dataiku.Dataset("CALM_HOURS").get_dataframe().sort_values(["site", "valid_at"])

# A new window begins where the hour before was not calm, or belonged to another site.
gap = hours.groupby("site")["valid_at"].diff() != pd.Timedelta(hours=1)
hours["window"] = gap.cumsum()

windows = hours.groupby(["site", "window"]).agg(
    window_start=("valid_at", "min"), window_hours=("valid_at", "size"), mean_wind_ms=("forecast_wind_ms", "mean")).reset_index()
windows = windows[windows["window_hours"] >= shortest]
windows["mean_wind_ms"] = windows["mean_wind_ms"].round(2)

columns = ["site", "window_start", "window_hours", "mean_wind_ms"]
dataiku.Dataset("CALM_WINDOWS").write_with_schema(windows[columns].sort_values(columns[:2]))
