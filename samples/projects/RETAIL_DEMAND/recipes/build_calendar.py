# -*- coding: utf-8 -*-
import dataiku
import numpy as np
import pandas as pd

FAR = 30  # beyond a month a holiday has no influence

country = dataiku.get_custom_variables()["country_code"]
holidays = dataiku.Dataset("PUBLIC_HOLIDAYS").get_dataframe()
holidays = holidays[holidays["country_code"] == country]
public = np.sort(holidays.loc[holidays["holiday_type"] == "public", "day"].unique())
school = holidays.loc[holidays["holiday_type"] == "school", "day"]

days = pd.date_range(holidays["day"].min(), holidays["day"].max(), freq="D")
calendar = pd.DataFrame({"day": days})
calendar["day_of_week"] = days.dayofweek + 1
calendar["week_of_year"] = days.isocalendar().week.to_numpy().astype(int)
calendar["is_holiday"] = days.isin(public).astype(int)
calendar["is_school_holiday"] = days.isin(school).astype(int)


def distance(forward):
    """Days to the next (or since the latest) public holiday, FAR when there is none in sight."""
    position = np.searchsorted(public, days.to_numpy(), side="left" if forward else "right") - (0 if forward else 1)
    inside = (position >= 0) & (position < len(public))
    nearest = public[np.clip(position, 0, len(public) - 1)]
    gap = np.abs((nearest - days.to_numpy()) / np.timedelta64(1, "D")).astype(int)
    return np.where(inside, np.minimum(gap, FAR), FAR)


calendar["days_to_holiday"] = distance(forward=True)
calendar["days_since_holiday"] = distance(forward=False)
dataiku.Dataset("CALENDAR_FEATURES").write_with_schema(calendar)
