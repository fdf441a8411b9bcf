# -*- coding: utf-8 -*-
import dataiku

from rotating.degradation import health_index

features = dataiku.Dataset("ENGINEERED_FEATURES").get_dataframe()
features["day"] = features["timestamp"].dt.date
features["health_index"] = health_index(features)

# The worst sensor decides: a machine is as healthy as its worst bearing.
per_sensor = features.groupby(["asset_id", "day", "sensor_id"]).agg(
    health_index=("health_index", "median"), bursts=("burst_id", "nunique")).reset_index()
per_day = per_sensor.groupby(["asset_id", "day"]).agg(
    health_index=("health_index", "min"), bursts=("bursts", "sum")).reset_index()
per_day["health_index"] = per_day["health_index"].round(4)

dataiku.Dataset("HEALTH_INDEX").write_with_schema(per_day)
