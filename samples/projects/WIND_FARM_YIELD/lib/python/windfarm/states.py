"""Operating state of a turbine from its ten-minute values."""
import numpy as np

NORMAL_STATUS = 100
CUT_IN_MS = 3.5


def operating_state(rows):
    """stopped: no power although the wind blows; curtailed: pitched out well below rated power; idle: too little wind."""
    producing = rows["active_power_kw"] > 0.005 * rows["rated_power_kw"]
    windy = rows["wind_speed_norm_ms"] >= CUT_IN_MS
    pitched = (rows["pitch_deg"] > 4.0) & (rows["active_power_kw"] < 0.85 * rows["rated_power_kw"]) & (rows["wind_speed_norm_ms"] < 11.0)
    return np.select([~windy & ~producing, ~producing, producing & pitched], ["idle", "stopped", "curtailed"], default="normal")


def frozen_mask(values, window=6):
    """True where the last hour repeats one and the same value: ice on the anemometer."""
    rolling = values.rolling(window, min_periods=window)
    return (rolling.max() - rolling.min() < 1e-6).fillna(False)
