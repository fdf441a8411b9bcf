# -*- coding: utf-8 -*-
import dataiku
import numpy as np

variables = dataiku.get_custom_variables()
service_z = float(variables["service_level_z"])
review_days = float(variables["review_period_days"])

rows = dataiku.Dataset("DEMAND_AND_STOCK").get_dataframe()
rows[["units_on_hand", "units_on_order"]] = rows[["units_on_hand", "units_on_order"]].fillna(0.0)

per_day = rows["demand_units"] / rows["forecast_days"].clip(lower=1)
# The interval covers 80 per cent, so its half width is 1.28 standard deviations of a day.
sigma_day = (rows["demand_high"] - rows["demand_units"]) / rows["forecast_days"].clip(lower=1) / 1.2816
protected_days = rows["lead_time_days"] + review_days

rows["safety_stock"] = (service_z * sigma_day * np.sqrt(protected_days)).round(1)
rows["reorder_point"] = (per_day * rows["lead_time_days"] + rows["safety_stock"]).round(1)

position = rows["units_on_hand"] + rows["units_on_order"]
target = per_day * protected_days + rows["safety_stock"]
packs = np.ceil((target - position).clip(lower=0) / rows["pack_size"])
packs = np.where(packs > 0, np.maximum(packs, rows["min_order_packs"]), 0)
rows["order_packs"] = np.where(position <= rows["reorder_point"], packs, 0).astype(int)
rows["order_units"] = (rows["order_packs"] * rows["pack_size"]).astype(int)
rows["days_of_cover"] = (rows["units_on_hand"] / per_day.replace(0, np.nan)).fillna(999).clip(upper=999).round(1)

columns = ["store_id", "product_id", "supplier_id", "demand_units", "units_on_hand", "units_on_order", "safety_stock",
           "reorder_point", "order_packs", "order_units", "days_of_cover"]
dataiku.Dataset("ORDER_QUANTITIES").write_with_schema(rows[columns])
