"""Feature engineering over bursts. Derive from BaseFeatureEngineer to change or add features."""
import numpy as np
import pandas as pd


class BaseFeatureEngineer:
    """Turns bursts of samples into one row of features per burst and adds the recent trend of one of them.

    A subclass provides `burst_statistics`; it may override `add_trends` or extend the result of `extract_features`.
    """

    key_columns = ["asset_id", "sensor_id", "burst_id"]
    value_column = "acceleration_smooth_g"
    trend_column = "rms_g"

    def __init__(self, trend_window=24):
        self.trend_window = int(trend_window)

    def burst_statistics(self, samples):
        """Features of one burst as a dict; `samples` is a numpy array in order of time."""
        raise NotImplementedError("burst_statistics must be provided by the subclass")

    def extract_features(self, df):
        """One row per burst, with trends, ordered by sensor and time."""
        rows = []
        ordered = df.sort_values(self.key_columns + ["sample_index"])
        for key, burst in ordered.groupby(self.key_columns, sort=False):
            row = dict(zip(self.key_columns, key))
            row["timestamp"] = burst["timestamp"].iloc[0]
            row.update(self.burst_statistics(burst[self.value_column].to_numpy(dtype=float)))
            rows.append(row)
        features = pd.DataFrame(rows).sort_values(["asset_id", "sensor_id", "timestamp"])
        return self.add_trends(features.reset_index(drop=True))

    def add_trends(self, features):
        """Mean, spread and slope of the trend column over the last bursts of the same sensor."""
        name = self.trend_column.rsplit("_", 1)[0]
        rolling = features.groupby(["asset_id", "sensor_id"])[self.trend_column].rolling(self.trend_window, min_periods=3)
        drop = [0, 1]
        features[f"{name}_mean_24"] = rolling.mean().droplevel(drop)
        features[f"{name}_std_24"] = rolling.std().droplevel(drop)
        features[f"{name}_slope_24"] = rolling.apply(_slope, raw=True).droplevel(drop)
        return features


def _slope(values):
    steps = np.arange(len(values), dtype=float)
    return np.polyfit(steps, values, 1)[0]
