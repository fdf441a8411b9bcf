-- Returns count on the day they came back. Recalls say nothing about demand and stay out.
SELECT
    store_id,
    UPPER(TRIM(product_id)) AS product_id,
    CAST(returned_at AS DATE) AS day,
    -1.0 * quantity AS quantity,
    -1.0 * net_amount AS net_amount
FROM "raw_returns"
WHERE reason <> 'recall'
  AND quantity > 0
