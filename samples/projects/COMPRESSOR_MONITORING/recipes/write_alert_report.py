# -*- coding: utf-8 -*-
from datetime import datetime, timezone
from html import escape

import dataiku

COLUMNS = ["priority", "severity", "asset_name", "area", "alert_type", "message", "raised_at"]

site_name = dataiku.get_custom_variables()["site_name"]
alerts = dataiku.Dataset("PRIORITISED_ALERTS").get_dataframe().sort_values("priority", ascending=False)
folder = dataiku.Folder("ALERT_REPORTS")
today = datetime.now(timezone.utc).strftime("%Y-%m-%d")


def page(site, rows):
    head = "".join(f"<th>{escape(c.replace('_', ' '))}</th>" for c in COLUMNS)
    body = "".join("<tr>" + "".join(f"<td>{escape(str(v))}</td>" for v in row) + "</tr>" for row in rows[COLUMNS].itertuples(index=False))
    title = escape(f"{site}: {len(rows)} alerts on {today}")
    return f"<!doctype html><meta charset=utf-8><title>{title}</title><h1>{title}</h1><table><tr>{head}</tr>{body}</table>"


for site, rows in alerts.assign(site=alerts["site"].fillna(site_name)).groupby("site"):
    name = "".join(c if c.isalnum() else "-" for c in str(site).lower())
    with folder.get_writer(f"{today}/{name}.html") as writer:
        writer.write(page(site, rows).encode("utf-8"))
