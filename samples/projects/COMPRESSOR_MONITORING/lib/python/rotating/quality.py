"""Checks of process tags that need the neighbourhood of a reading."""


def flatline_mask(values, window=12):
    """True where the last `window` readings are all exactly equal: a frozen transmitter."""
    rolling = values.rolling(window, min_periods=window)
    return (rolling.max() == rolling.min()).fillna(False)


def jump_mask(values, max_step):
    """True where the change since the last usable reading is larger than the process can make; empty values are not usable."""
    previous = values.ffill().shift()
    return ((values - previous).abs() > max_step).fillna(False)


def hourly_mean(readings, max_gap_minutes):
    """Hourly means per asset and measurement as one wide table; short gaps are bridged, long ones stay empty."""
    wide = (readings.assign(timestamp=readings["timestamp"].dt.floor("h"))
            .pivot_table(index=["asset_id", "timestamp"], columns="measurement", values="value", aggfunc="mean"))
    limit = max(1, int(max_gap_minutes) // 60)
    return wide.groupby(level="asset_id").ffill(limit=limit).reset_index()
