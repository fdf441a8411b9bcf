"""The scorer keeps features, model and the correction for sampling together, so that training and scoring cannot drift apart."""
import numpy as np
import pandas as pd


class BaseFraudScorer:
    """Derive from this class to use another model: provide `build_model`, an unfitted classifier with predict_proba."""

    numbers = ["amount_eur", "merchant_age_days", "is_night", "payments_1h", "payments_24h", "amount_24h", "merchants_24h",
               "minutes_since_previous", "travel_kmh", "is_impossible_travel", "is_new_device", "amount_ratio"]
    categories = ["channel", "category_group"]
    label = "is_fraud"

    def build_model(self):
        """An unfitted classifier."""
        raise NotImplementedError("build_model must be provided by the subclass")

    def design(self, rows):
        coded = pd.get_dummies(rows[self.categories].fillna("unknown"), dtype=float)
        matrix = pd.concat([rows[self.numbers].astype(float).fillna(-1.0), coded], axis=1)
        if not hasattr(self, "columns"):
            self.columns = list(matrix.columns)
        return matrix.reindex(columns=self.columns, fill_value=0.0)

    def fit(self, rows, kept_share):
        """`kept_share`: share of legitimate payments that was kept for training."""
        self.kept_share = float(kept_share)
        matrix = self.design(rows)
        self.model = self.build_model().fit(matrix, rows[self.label])
        legitimate = matrix[rows[self.label].to_numpy() == 0]
        self.typical, self.spread = legitimate.mean(), legitimate.std().replace(0, 1.0).fillna(1.0)
        return self

    def score(self, rows):
        """Probability of fraud, as if nothing had been sampled away."""
        raw = self.model.predict_proba(self.design(rows))[:, 1]
        return raw * self.kept_share / (raw * self.kept_share + 1.0 - raw)

    def reasons(self, rows, count=2):
        """Names of the features that stand out most from legitimate payments, strongest first."""
        deviation = ((self.design(rows) - self.typical) / self.spread)[self.numbers].abs().to_numpy()
        order = np.argsort(-deviation, axis=1)[:, :count]
        return [[self.numbers[i] for i in row] for row in order]
