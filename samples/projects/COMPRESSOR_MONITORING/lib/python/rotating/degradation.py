"""Health index and its extrapolation."""
import numpy as np

#: feature, value of a healthy machine, value at end of life, weight
HEALTH_TERMS = [
    ("rms_load_adjusted_g", 0.3, 2.5, 0.4),
    ("kurtosis", 3.0, 12.0, 0.25),
    ("crest_factor", 3.0, 9.0, 0.2),
    ("high_band_share", 0.2, 0.85, 0.15),
]


def health_index(features):
    """Weighted wear of the known terms, turned around so that 1 is as new and 0 is end of life."""
    wear = 0.0
    for column, healthy, worn, weight in HEALTH_TERMS:
        share = (features[column] - healthy) / (worn - healthy)
        wear = wear + weight * share.clip(0.0, 1.0)
    return 1.0 - wear


class LinearDegradation:
    """Straight line through the health since the last overhaul, fitted by least squares."""

    def __init__(self, limit):
        self.limit = float(limit)

    def fit(self, days, health):
        days, health = np.asarray(days, dtype=float), np.asarray(health, dtype=float)
        self.slope, self.intercept = np.polyfit(days, health, 1)
        residual = health - (self.intercept + self.slope * days)
        self.sigma = float(np.sqrt(np.sum(residual ** 2) / max(1, len(days) - 2)))
        spread = float(np.sum((days - days.mean()) ** 2))
        self.slope_error = self.sigma / np.sqrt(spread) if spread > 0 else float("inf")
        return self

    def days_left(self, health_now, slope=None, cap=3650.0):
        """Days until the limit is reached at the given slope; never beyond `cap`, which stands for "no wear seen"."""
        slope = self.slope if slope is None else slope
        if slope >= -1e-6:
            return cap
        return float(np.clip((health_now - self.limit) / -slope, 0.0, cap))
