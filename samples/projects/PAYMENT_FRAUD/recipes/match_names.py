# -*- coding: utf-8 -*-
from collections import defaultdict

import dataiku
import pandas as pd

from fraud.names import blocks, similarity

threshold = float(dataiku.get_custom_variables()["name_match_threshold"])
customers = dataiku.Dataset("CUSTOMER_NAMES").get_dataframe()
listed = dataiku.Dataset("WATCHLIST_NAMES").get_dataframe()

by_letter = defaultdict(set)
for index, name in listed["name_key"].items():
    for letter in blocks(name):
        by_letter[letter].add(index)

hits = []
for customer in customers.itertuples(index=False):
    candidates = set().union(*(by_letter[letter] for letter in blocks(customer.name_key)))
    for index in candidates:
        entry = listed.loc[index]
        value = similarity(customer.name_key, entry["name_key"])
        known = pd.notna(customer.birth_date) and pd.notna(entry["listed_birth_date"])
        same_date = bool(known and customer.birth_date == entry["listed_birth_date"])
        # A different date of birth clears a merely similar name, but never an equal one.
        if value >= threshold and (same_date or not known or value > 0.99):
            hits.append((customer.customer_id, entry["list_entry_id"], entry["list_name"], round(value, 3), same_date))

columns = ["customer_id", "list_entry_id", "list_name", "name_similarity", "birth_date_agrees"]
hits = pd.DataFrame(hits, columns=columns).sort_values("name_similarity", ascending=False)
dataiku.Dataset("SCREENING_HITS").write_with_schema(hits.drop_duplicates(["customer_id", "list_entry_id"]))
