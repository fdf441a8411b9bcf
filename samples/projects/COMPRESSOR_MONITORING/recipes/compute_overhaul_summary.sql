-- Latest overhaul and usual interval; repairs and inspections do not reset the wear of a machine.
SELECT
    overhauls.asset_id,
    MAX(overhauls.completed_at) AS last_overhaul_at,
    COUNT(*) AS overhaul_count,
    AVG(EXTRACT(EPOCH FROM (overhauls.completed_at - overhauls.previous_overhaul_at)) / 86400.0) AS mean_days_between_overhauls
FROM (
    SELECT
        asset_id,
        completed_at,
        LAG(completed_at) OVER (PARTITION BY asset_id ORDER BY completed_at) AS previous_overhaul_at
    FROM "maintenance_history"
    WHERE work_type = '${overhaul_work_type}'
      AND completed_at IS NOT NULL
) overhauls
GROUP BY overhauls.asset_id
