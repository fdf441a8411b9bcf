# -*- coding: utf-8 -*-
import dataiku
import numpy as np
import pandas as pd

variables = dataiku.get_custom_variables()
weeks = int(variables["usage_weeks"])
end = pd.Timestamp(variables["reference_date"])

usage = dataiku.Dataset("WEEKLY_USAGE").get_dataframe()
usage = usage[(usage["week"] < end) & (usage["week"] >= end - pd.Timedelta(weeks=weeks))]

rows = []
for customer_id, series in usage.sort_values("week").groupby("customer_id"):
    volume = series["data_gb"].fillna(0.0).to_numpy()
    mean = max(float(volume.mean()), 0.1)
    slope = np.polyfit(np.arange(len(volume)), volume, 1)[0] if len(volume) >= 4 else 0.0
    rows.append({
        "customer_id": customer_id,
        "usage_slope": round(float(slope / mean), 4),
        "usage_variation": round(float(volume.std() / mean), 4),
        "silent_weeks": int((series["sessions"] == 0).sum() + weeks - len(series)),
        "weeks_observed": len(series),
    })

dataiku.Dataset("USAGE_SHAPE").write_with_schema(pd.DataFrame(rows))
