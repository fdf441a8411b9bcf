"""Forecasters share one small interface, so that a recipe can swap one for another."""
import numpy as np


class BaseForecaster:
    """Fits on known demand and forecasts a mean with an 80 per cent interval.

    A subclass provides `build_model(quantile)`, which returns an unfitted regressor; `quantile` is None for the mean.
    """

    features = ["units_lag_7", "units_mean_7", "units_mean_28", "momentum", "day_of_week", "week_of_year", "is_holiday", "is_school_holiday",
                "days_to_holiday", "days_since_holiday", "discount_pct", "promotion_day", "is_promoted"]
    target = "target_units"
    quantiles = {"forecast_low": 0.1, "forecast_units": None, "forecast_high": 0.9}

    def build_model(self, quantile):
        """An unfitted regressor for the given quantile, or for the mean when it is None."""
        raise NotImplementedError("build_model must be provided by the subclass")

    def fit(self, rows):
        known = rows.dropna(subset=[self.target])
        self.models = {name: self.build_model(q).fit(known[self.features].fillna(0.0), known[self.target]) for name, q in self.quantiles.items()}
        return self

    def predict(self, rows):
        result = rows[["store_id", "product_id"]].copy()
        result["day"] = rows["target_day"]
        for name, model in self.models.items():
            result[name] = np.clip(model.predict(rows[self.features].fillna(0.0)), 0.0, None).round(2)
        # Separately fitted quantiles may cross; a range must not.
        result["forecast_low"] = result[["forecast_low", "forecast_units"]].min(axis=1)
        result["forecast_high"] = result[["forecast_high", "forecast_units"]].max(axis=1)
        return result
