-- Everything a card did in the hour and in the ${velocity_window_hours} hours before a payment, that payment included.
SELECT
    t.transaction_id,
    SUM(CASE WHEN earlier."timestamp" >= t."timestamp" - INTERVAL '1 hour' THEN 1 ELSE 0 END) AS payments_1h,
    COUNT(*) AS payments_24h,
    SUM(earlier.amount_eur) AS amount_24h,
    SUM(CASE WHEN earlier.merchant_id <> t.merchant_id THEN 1 ELSE 0 END) AS merchants_24h
FROM "${projectKey}_ENRICHED_TRANSACTIONS" t
JOIN "${projectKey}_ENRICHED_TRANSACTIONS" earlier
  ON earlier.card_id = t.card_id
 AND earlier."timestamp" <= t."timestamp"
 AND earlier."timestamp" >= t."timestamp" - INTERVAL '${velocity_window_hours} hours'
GROUP BY t.transaction_id
