# -*- coding: utf-8 -*-
import dataiku
import pandas as pd

from retail.boosting import BoostedForecaster

holdout_days = int(dataiku.get_custom_variables()["holdout_days"])
rows = dataiku.Dataset("TRAINING_ROWS").get_dataframe()

cut = rows["target_day"].max() - pd.Timedelta(days=holdout_days)
# The week before the cut is left out: its targets lie in the held-out period.
past, future = rows[rows["target_day"] <= cut], rows[rows["day"] > cut - pd.Timedelta(days=7)]
future = future[future["target_day"] > cut].reset_index(drop=True)

result = BoostedForecaster().fit(past).predict(future)
result["units"] = future["target_units"]
result["absolute_error"] = (result["forecast_units"] - result["units"]).abs()
result["naive_error"] = (future["units"] - future["target_units"]).abs()

columns = ["store_id", "product_id", "day", "units", "forecast_units", "absolute_error", "naive_error"]
dataiku.Dataset("FORECAST_BACKTEST").write_with_schema(result[columns])
