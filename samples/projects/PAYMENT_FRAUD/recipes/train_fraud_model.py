# -*- coding: utf-8 -*-
import pickle

import dataiku
import pandas as pd
from sklearn.metrics import average_precision_score, roc_auc_score

from fraud.forest import ForestFraudScorer

kept_share = float(dataiku.get_custom_variables()["legit_sample_ratio"])
rows = dataiku.Dataset("TRAINING_SET").get_dataframe().sort_values("timestamp")
rows["is_fraud"] = rows["is_fraud"].fillna(0).astype(int)

# The latest fifth is held out: fraud changes, and tomorrow's is what counts.
cut = int(len(rows) * 0.8)
past, recent = rows.iloc[:cut], rows.iloc[cut:]
scores = ForestFraudScorer().fit(past, kept_share).score(recent)

quality = {"fraud_share": float(recent["is_fraud"].mean()), "held_out_payments": float(len(recent))}
if recent["is_fraud"].nunique() == 2:
    quality["roc_auc"] = float(roc_auc_score(recent["is_fraud"], scores))
    quality["average_precision"] = float(average_precision_score(recent["is_fraud"], scores))
    review = scores >= float(dataiku.get_custom_variables()["review_threshold"])
    quality["recall_at_review_threshold"] = float(recent.loc[review, "is_fraud"].sum() / recent["is_fraud"].sum())

scorer = ForestFraudScorer().fit(rows, kept_share)
with dataiku.Folder("FRAUD_MODEL").get_writer("fraud_scorer.pkl") as writer:
    writer.write(pickle.dumps(scorer))
dataiku.Dataset("MODEL_QUALITY").write_with_schema(pd.DataFrame(quality.items(), columns=["measure", "value"]))
