# -*- coding: utf-8 -*-
import dataiku
import numpy as np
import pandas as pd
from sklearn.ensemble import IsolationForest
from sklearn.preprocessing import RobustScaler

FEATURES = ["rms_load_adjusted_g", "peak_g", "crest_factor", "kurtosis", "rms_slope_24", "dominant_order",
            "high_band_share", "spectral_entropy", "discharge_temperature_c"]

contamination = float(dataiku.get_custom_variables()["anomaly_contamination"])
features = dataiku.Dataset("ENGINEERED_FEATURES").get_dataframe()
baseline = dataiku.Dataset("HEALTHY_BASELINE").get_dataframe()

scored = []
for asset_id, readings in features.groupby("asset_id"):
    healthy = baseline[baseline["asset_id"] == asset_id]
    if len(healthy) < 20:
        # A new machine borrows the fleet's baseline until it has one of its own.
        healthy = baseline
    typical = healthy[FEATURES].median()
    scaler = RobustScaler().fit(healthy[FEATURES].fillna(typical).fillna(0.0))
    model = IsolationForest(n_estimators=200, contamination=contamination, random_state=1337)
    model.fit(scaler.transform(healthy[FEATURES].fillna(typical).fillna(0.0)))

    scaled = scaler.transform(readings[FEATURES].fillna(typical).fillna(0.0))
    driver = np.abs(scaled).argmax(axis=1)
    result = readings[["asset_id", "sensor_id", "timestamp"]].copy()
    result["anomaly_score"] = -model.score_samples(scaled)
    result["main_driver"] = [FEATURES[i] for i in driver]
    result["driver_deviation"] = scaled[np.arange(len(scaled)), driver]
    scored.append(result)

dataiku.Dataset("ANOMALY_SCORES").write_with_schema(pd.concat(scored, ignore_index=True))
