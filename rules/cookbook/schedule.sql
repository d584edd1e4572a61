-- How early in the year do projects plan to spend their money?
SELECT p.month, count(*) AS projects,
	round(avg(p.planned_pct), 1) AS mean_planned_pct,
	min(p.planned_pct) AS lowest_pct, max(p.planned_pct) AS highest_pct
FROM spending_plan p JOIN standing s USING (report_id)
WHERE s.standing <> 'superseded'
GROUP BY p.month
ORDER BY p.month;
