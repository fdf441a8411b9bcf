# -*- coding: utf-8 -*-
import dataiku

budget = float(dataiku.get_custom_variables()["retention_budget_eur"])
actions = dataiku.Dataset("BEST_ACTIONS").get_dataframe()

# The best return per euro goes first. Free offers are always made.
actions["return_per_eur"] = actions["expected_gain_eur"] / actions["cost_eur"].clip(lower=0.01)
actions = actions.sort_values(["return_per_eur", "customer_id"], ascending=[False, True])

# An offer that no longer fits is passed over, a cheaper one further down may still fit.
spent, chosen, cumulative = 0.0, [], []
for cost in actions["cost_eur"]:
    fits = spent + cost <= budget
    spent += cost if fits else 0.0
    chosen.append(fits)
    cumulative.append(round(spent, 2))

actions["cumulative_cost_eur"] = cumulative
actions = actions[chosen]

columns = ["customer_id", "offer_id", "offer_name", "main_reason", "churn_probability", "cost_eur", "expected_gain_eur", "region", "cumulative_cost_eur"]
dataiku.Dataset("RETENTION_ACTIONS").write_with_schema(actions[columns])
