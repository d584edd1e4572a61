-- Which organisations report under several names, and whom do they answer to?
SELECT o.name, g.province, g.county, p.name AS answers_to,
	count(*) AS names, group_concat(n.name, ' | ') AS printed_as
FROM organisation_name n JOIN organisation o USING (organisation_id)
	LEFT JOIN organisation p ON p.organisation_id = o.parent_id
	LEFT JOIN region g ON g.region_code = o.region_code
GROUP BY o.organisation_id
HAVING names > 1
ORDER BY names DESC, o.name
LIMIT 100;
