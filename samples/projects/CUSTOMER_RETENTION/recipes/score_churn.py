# -*- coding: utf-8 -*-
import dataiku
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression

from retention.churn import BaseChurnModel


class LogisticChurnModel(BaseChurnModel):
    """Linear on purpose: an agent on the telephone needs a reason, not a percentage point of accuracy."""

    def build_estimator(self):
        return LogisticRegression(C=0.5, class_weight="balanced", max_iter=1000)


threshold = float(dataiku.get_custom_variables()["high_risk_threshold"])
known = dataiku.Dataset("LABELLED_CUSTOMERS").get_dataframe()
customers = dataiku.Dataset("CHURN_FEATURE_TABLE").get_dataframe()
model = LogisticChurnModel().fit(known, "has_churned")

# Balanced weights shift the level; shift it back to the share that was really observed.
share = float(np.clip(known["has_churned"].mean(), 0.001, 0.999))
raw = model.probability(customers)
odds = raw / (1 - raw) * share / (1 - share)
probability = odds / (1 + odds)

scores = customers[["customer_id"]].copy()
scores["churn_probability"] = probability.round(4)
scores["risk_band"] = np.select([probability >= threshold, probability >= threshold / 2], ["high", "medium"], default="low")
scores["main_reason"] = model.main_reason(customers)
scores["expected_loss_eur"] = (probability * customers["monthly_fee"] * 12).round(2)
dataiku.Dataset("CHURN_SCORES").write_with_schema(scores)

weights = pd.DataFrame({"feature": model.numbers, "coefficient": model.estimator.coef_[0].round(4)})
dataiku.Dataset("DRIVER_WEIGHTS").write_with_schema(weights)
