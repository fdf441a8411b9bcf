# -*- coding: utf-8 -*-
import dataiku
import pandas as pd

from rotating.degradation import LinearDegradation

Z_80 = 1.2816  # half width of an 80 per cent interval in standard errors

limit = float(dataiku.get_custom_variables()["failure_health_limit"])
history = dataiku.Dataset("DEGRADATION_HISTORY").get_dataframe().sort_values(["asset_id", "day"])

rows = []
for asset_id, days in history.groupby("asset_id"):
    # Days before the latest overhaul belong to another life of the machine.
    current = days[days["days_since_overhaul"].isna() | (days["days_since_overhaul"] >= 0)]
    if len(current) < 5:
        continue
    age = (pd.to_datetime(current["day"]) - pd.to_datetime(current["day"]).min()).dt.days
    model = LinearDegradation(limit).fit(age, current["health_index"])
    health = float(current["health_index"].tail(3).median())
    enough, steady = len(current) >= 30, model.sigma < 0.05
    rows.append({
        "asset_id": asset_id,
        "scored_on": current["day"].iloc[-1],
        "health_index": round(health, 4),
        "degradation_per_day": round(max(0.0, -model.slope), 6),
        "rul_days": round(model.days_left(health), 1),
        "rul_days_low": round(model.days_left(health, model.slope - Z_80 * model.slope_error), 1),
        "rul_days_high": round(model.days_left(health, model.slope + Z_80 * model.slope_error), 1),
        "confidence": "high" if enough and steady else "medium" if enough or steady else "low",
    })

columns = ["asset_id", "scored_on", "health_index", "degradation_per_day", "rul_days", "rul_days_low", "rul_days_high", "confidence"]
dataiku.Dataset("RUL_SCORES").write_with_schema(pd.DataFrame(rows, columns=columns))
