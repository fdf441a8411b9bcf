# -*- coding: utf-8 -*-
import dataiku

from retail.cleaning import bulk_limit, complete_days

KEYS = ["store_id", "product_id"]

limit = float(dataiku.get_custom_variables()["outlier_limit"])

sales = dataiku.Dataset("DAILY_SALES").get_dataframe()
sales = complete_days(sales, KEYS)
sales[["units", "revenue"]] = sales[["units", "revenue"]].fillna(0.0)

# More returns than sales on a day is bookkeeping, not negative demand.
sales["units"] = sales["units"].clip(lower=0.0)

caps = sales.groupby(KEYS)["units"].transform(lambda units: bulk_limit(units, limit))
sales["is_capped"] = sales["units"] > caps
sales["units"] = sales[["units"]].assign(cap=caps).min(axis=1)

columns = KEYS + ["day", "units", "revenue", "is_capped"]
dataiku.Dataset("CLEAN_SALES").write_with_schema(sales[columns].sort_values(KEYS + ["day"]))
