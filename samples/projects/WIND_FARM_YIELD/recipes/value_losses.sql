-- Energy lost in normal operation, or without a known cause, is put down to performance: the turbine ran below its curve.
SELECT
    site,
    CASE WHEN cause_group IS NULL OR cause_group = 'normal' THEN 'performance' ELSE cause_group END AS cause_group,
    SUM(lost_kwh) / 1000.0 AS lost_mwh,
    SUM(lost_kwh) / 1000.0 * ${energy_price_eur_mwh} AS lost_eur,
    COUNT(DISTINCT asset_id) AS turbines
FROM "${projectKey}_YIELD_LOSSES"
GROUP BY site, CASE WHEN cause_group IS NULL OR cause_group = 'normal' THEN 'performance' ELSE cause_group END
ORDER BY lost_eur DESC
