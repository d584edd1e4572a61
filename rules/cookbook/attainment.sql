-- What part of the indicators of each kind attained its target?
SELECT level1, level2, count(*) AS indicators,
	sum(attained) AS attained,
	round(100.0 * sum(attained) / count(attained), 1) AS attained_pct,
	round(100.0 * sum(score) / sum(weight), 1) AS score_pct
FROM indicator
GROUP BY level1, level2
HAVING count(attained) > 0
ORDER BY indicators DESC, level1, level2;
