# -*- coding: utf-8 -*-
import dataiku
import pandas as pd

from retail.boosting import BoostedForecaster

horizon = int(dataiku.get_custom_variables()["forecast_horizon_days"])

training = dataiku.Dataset("TRAINING_ROWS").get_dataframe()
scoring = dataiku.Dataset("SCORING_ROWS").get_dataframe()

# Two years are enough; older seasons describe another assortment.
recent = training["day"] >= training["day"].max() - pd.Timedelta(days=730)
forecaster = BoostedForecaster().fit(training[recent])

first_unknown = scoring["target_day"].max() - pd.Timedelta(days=horizon - 1)
forecasts = forecaster.predict(scoring[scoring["target_day"] >= first_unknown])

columns = ["store_id", "product_id", "day", "forecast_units", "forecast_low", "forecast_high"]
dataiku.Dataset("DEMAND_FORECASTS").write_with_schema(forecasts[columns].sort_values(columns[:3]).reset_index(drop=True))
