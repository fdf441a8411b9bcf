SELECT
    customer_id,
    COUNT(*) AS payments_12m,
    SUM(amount_eur) AS amount_12m,
    SUM(CASE WHEN "timestamp" >= CAST('${reference_date}' AS DATE) - INTERVAL '3 months' THEN amount_eur ELSE 0 END) AS amount_3m,
    MAX("timestamp") AS last_payment_at
FROM "transactions"
WHERE "timestamp" < CAST('${reference_date}' AS DATE)
  AND "timestamp" >= CAST('${reference_date}' AS DATE) - INTERVAL '12 months'
GROUP BY customer_id
