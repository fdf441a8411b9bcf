-- Lists repeat entries with every alias; equal names of one entry are kept once.
SELECT
    list_entry_id,
    MIN(list_name) AS list_name,
    MIN(listed_birth_date) AS listed_birth_date,
    TRIM(REGEXP_REPLACE(UPPER(listed_name), '[^A-Z]+', ' ', 'g')) AS name_key
FROM "watchlist"
WHERE listed_name IS NOT NULL
GROUP BY list_entry_id, TRIM(REGEXP_REPLACE(UPPER(listed_name), '[^A-Z]+', ' ', 'g'))
