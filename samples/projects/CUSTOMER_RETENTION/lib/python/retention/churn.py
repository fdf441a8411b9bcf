"""Churn models share their preparation, so that only the estimator has to be chosen."""
import numpy as np
import pandas as pd


class BaseChurnModel:
    """A subclass provides `build_estimator`: an unfitted classifier with predict_proba that takes standardised numbers."""

    numbers = ["monthly_fee", "products", "contracts", "tenure_days", "days_to_commitment_end", "spend_trend", "mean_sentiment", "worst_sentiment",
               "threats", "tickets", "usage_slope", "usage_variation", "silent_weeks", "data_gb_mean_4", "active_days", "fee_per_product", "is_out_of_commitment"]
    groups = {
        "price": ["monthly_fee", "fee_per_product", "spend_trend"],
        "service": ["mean_sentiment", "worst_sentiment", "threats", "tickets"],
        "usage": ["usage_slope", "usage_variation", "silent_weeks", "data_gb_mean_4", "active_days"],
        "commitment": ["days_to_commitment_end", "is_out_of_commitment", "tenure_days"],
    }

    def build_estimator(self):
        """An unfitted classifier."""
        raise NotImplementedError("build_estimator must be provided by the subclass")

    def standardise(self, rows):
        numbers = rows[self.numbers].astype(float)
        if not hasattr(self, "centre"):
            self.centre = numbers.median()
            self.scale = (numbers.quantile(0.9) - numbers.quantile(0.1)).replace(0, 1.0).fillna(1.0)
        return ((numbers.fillna(self.centre).fillna(0.0) - self.centre.fillna(0.0)) / self.scale).clip(-5, 5)

    def fit(self, rows, label):
        self.estimator = self.build_estimator().fit(self.standardise(rows), rows[label])
        return self

    def probability(self, rows):
        return self.estimator.predict_proba(self.standardise(rows))[:, 1]

    def contributions(self, rows):
        """Contribution of each feature to the log odds; only for linear estimators."""
        return self.standardise(rows) * self.estimator.coef_[0]

    def main_reason(self, rows):
        """Group of features that raises the risk most, "none" where nothing raises it."""
        each = self.contributions(rows)
        by_group = pd.DataFrame({name: each[columns].sum(axis=1) for name, columns in self.groups.items()})
        return np.where(by_group.max(axis=1) > 0.05, by_group.idxmax(axis=1), "none")
