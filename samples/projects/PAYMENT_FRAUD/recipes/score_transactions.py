# -*- coding: utf-8 -*-
import pickle

import dataiku
import numpy as np

variables = dataiku.get_custom_variables()
review, block = float(variables["review_threshold"]), float(variables["block_threshold"])

with dataiku.Folder("FRAUD_MODEL").get_download_stream("fraud_scorer.pkl") as stream:
    scorer = pickle.loads(stream.read())

payments = dataiku.Dataset("TRANSACTION_FEATURES").get_dataframe()
payments["fraud_score"] = scorer.score(payments).round(4)
payments["decision"] = np.select([payments["fraud_score"] >= block, payments["fraud_score"] >= review], ["block", "review"], default="allow")

# Physics beats statistics: nobody pays in two continents within the hour.
impossible = (payments["is_impossible_travel"] == 1) & (payments["channel"] == "pos")
payments.loc[impossible & (payments["decision"] == "allow"), "decision"] = "review"

reasons = scorer.reasons(payments)
payments["reason_1"] = [row[0] for row in reasons]
payments["reason_2"] = [row[1] for row in reasons]

columns = ["transaction_id", "customer_id", "card_id", "timestamp", "amount_eur", "channel", "category_group", "merchant_country",
           "fraud_score", "decision", "reason_1", "reason_2"]
dataiku.Dataset("SCORED_TRANSACTIONS").write_with_schema(payments[columns])
