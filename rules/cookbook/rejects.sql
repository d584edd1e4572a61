-- What could not be read, and why?
SELECT j.class, j.reason, count(*) AS times, min(j.path) AS for_example
FROM reject j JOIN document d USING (document_id)
WHERE d.status <> 'superseded'
GROUP BY j.class, j.reason
ORDER BY times DESC, j.reason;
