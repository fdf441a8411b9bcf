# -*- coding: utf-8 -*-
import dataiku
import numpy as np
from scipy.stats import kurtosis

from rotating.features import BaseFeatureEngineer


class VibrationFeatureEngineer(BaseFeatureEngineer):
    """Classic overall values for rolling element bearings."""

    def burst_statistics(self, samples):
        rms = float(np.sqrt(np.mean(np.square(samples))))
        peak = float(np.abs(samples).max())
        return {
            "rms_g": rms,
            "peak_g": peak,
            "crest_factor": peak / rms if rms > 0 else 0.0,
            "kurtosis": float(kurtosis(samples, fisher=False)),
        }


window = dataiku.get_custom_variables()["trend_window_bursts"]
bursts = dataiku.Dataset("SMOOTHED_SIGNAL").get_dataframe()

features = VibrationFeatureEngineer(trend_window=window).extract_features(bursts)
dataiku.Dataset("ROLLING_STATS").write_with_schema(features)
