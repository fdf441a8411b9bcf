"""Cleaning of daily sales series."""
import pandas as pd


def complete_days(sales, keys, day="day"):
    """Adds the days on which nothing was sold, between the first and the latest day of each series."""
    last_day = sales[day].max()
    parts = []
    for key, series in sales.groupby(keys):
        days = pd.date_range(series[day].min(), last_day, freq="D")
        full = series.set_index(day).reindex(days).rename_axis(day).reset_index()
        full[keys] = list(key)
        parts.append(full)
    return pd.concat(parts, ignore_index=True)


def bulk_limit(units, limit):
    """Largest plausible daily demand: the median plus `limit` robust deviations, never below three units."""
    selling = units[units > 0]
    if len(selling) < 14:
        return float("inf")
    median = selling.median()
    deviation = 1.4826 * (selling - median).abs().median()
    return max(3.0, float(median + limit * max(deviation, 1.0)))
