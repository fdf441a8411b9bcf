# -*- coding: utf-8 -*-
import dataiku
import numpy as np

from fraud.geography import distance_km

fastest = float(dataiku.get_custom_variables()["max_travel_kmh"])
rows = dataiku.Dataset("CARD_SEQUENCE").get_dataframe().sort_values(["card_id", "timestamp"])

minutes = (rows["timestamp"] - rows["previous_timestamp"]).dt.total_seconds() / 60
distance = distance_km(rows["previous_latitude"], rows["previous_longitude"], rows["latitude"], rows["longitude"])

rows["minutes_since_previous"] = minutes.round(1)
# Addresses on the network are inexact: below 50 km nobody has travelled, and a minute is the shortest time.
rows["travel_kmh"] = np.where(distance > 50, distance / (minutes.clip(lower=1) / 60), 0.0).round(1)
rows["is_impossible_travel"] = (rows["travel_kmh"] > fastest).astype(int)

seen_before = rows.duplicated(["card_id", "device_id"])
first_of_card = ~rows.duplicated(["card_id"])
rows["is_new_device"] = (rows["device_id"].notna() & ~seen_before & ~first_of_card).astype(int)
rows["amount_ratio"] = (rows["amount_eur"] / rows["usual_amount_eur"].clip(lower=1.0)).round(3)

columns = ["transaction_id", "minutes_since_previous", "travel_kmh", "is_impossible_travel", "is_new_device", "amount_ratio"]
dataiku.Dataset("TRAVEL_AND_DEVICE").write_with_schema(rows[columns])
