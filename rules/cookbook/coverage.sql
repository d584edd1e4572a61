-- How much of each document was read, and what was left over?
SELECT path, layout, lines, lines_value, lines_structural, lines_discarded,
	lines_unclaimed, lines_bad,
	round(100.0 * lines_unclaimed / nullif(lines - lines_blank, 0), 1)
		AS unclaimed_pct
FROM document
WHERE status = 'current'
ORDER BY unclaimed_pct DESC, path
LIMIT 50;
