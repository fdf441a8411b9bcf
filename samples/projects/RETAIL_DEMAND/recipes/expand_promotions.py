# -*- coding: utf-8 -*-
import dataiku
import pandas as pd

promotions = dataiku.Dataset("PROMOTIONS_DISTINCT").get_dataframe()

# A plan with the dates swapped is a typing error; one of more than 60 days is a permanent price.
swapped = promotions["starts_on"] > promotions["ends_on"]
promotions.loc[swapped, ["starts_on", "ends_on"]] = promotions.loc[swapped, ["ends_on", "starts_on"]].to_numpy()
length = (promotions["ends_on"] - promotions["starts_on"]).dt.days + 1
promotions, length = promotions[length <= 60].reset_index(drop=True), length[length <= 60].reset_index(drop=True)

days = promotions.loc[promotions.index.repeat(length)].copy()
days["promotion_day"] = days.groupby(level=0).cumcount() + 1
days["day"] = days["starts_on"] + pd.to_timedelta(days["promotion_day"] - 1, unit="D")

columns = ["store_id", "product_id", "day", "discount_pct", "mechanic", "promotion_day"]
dataiku.Dataset("PROMOTION_DAYS").write_with_schema(days[columns].reset_index(drop=True))
