-- The facts in a warehouse, in the lines that tests/generate writes them in:
-- path TAB report TAB field TAB value.
.mode list
.separator "\t"
.headers off
CREATE TEMP VIEW shown AS
SELECT report.*, replace(path, rtrim(path, replace(path, '/', '')), '') AS name
FROM report JOIN document USING (document_id)
WHERE document.status = 'current';

CREATE TEMP VIEW fact(name, ordinal, field, value) AS
SELECT name, ordinal, 'kind', kind FROM shown
UNION ALL SELECT name, ordinal, 'fiscal_year', fiscal_year FROM shown
UNION ALL SELECT name, ordinal, 'region_code', region_code FROM shown
UNION ALL SELECT name, ordinal, 'project_name', project_name FROM shown
UNION ALL SELECT name, ordinal, 'project_code', project_code FROM shown
UNION ALL SELECT name, ordinal, 'unit', unit FROM shown
    WHERE kind <> 'performance_target'
UNION ALL SELECT name, ordinal, 'department', department FROM shown
    WHERE kind NOT IN ('performance_target', 'transfer_self_evaluation')
UNION ALL SELECT name, ordinal, 'goal_expected', goal_expected FROM shown
UNION ALL SELECT name, ordinal, 'goal_actual', goal_actual FROM shown
UNION ALL SELECT name, ordinal, 'total_weight', printf('%.10g', total_weight)
    FROM shown WHERE total_weight IS NOT NULL
UNION ALL SELECT name, ordinal, 'total_score', printf('%.10g', total_score)
    FROM shown WHERE total_score IS NOT NULL;

CREATE TEMP VIEW funds(name, ordinal, field, value) AS
SELECT name, ordinal, 'funding.' || source || '.initial_fen', initial_fen
    FROM funding JOIN shown USING (report_id)
UNION ALL SELECT name, ordinal, 'funding.' || source || '.annual_fen', annual_fen
    FROM funding JOIN shown USING (report_id)
UNION ALL SELECT name, ordinal, 'funding.' || source || '.executed_fen',
    executed_fen FROM funding JOIN shown USING (report_id)
UNION ALL SELECT name, ordinal, 'funding.' || source || '.weight',
    printf('%.10g', weight) FROM funding JOIN shown USING (report_id)
    WHERE weight IS NOT NULL
UNION ALL SELECT name, ordinal, 'funding.' || source || '.score',
    printf('%.10g', score) FROM funding JOIN shown USING (report_id)
    WHERE score IS NOT NULL
UNION ALL SELECT name, ordinal, 'funding.' || source || '.rate_pct',
    printf('%.10g', rate_pct) FROM funding JOIN shown USING (report_id)
    WHERE rate_pct IS NOT NULL;

CREATE TEMP VIEW shown_indicator AS
SELECT i.*, name, shown.ordinal AS report_ordinal, shown.kind,
    'indicator.' || row_number() OVER (PARTITION BY report_id
        ORDER BY i.ordinal) || '.' AS key
FROM indicator AS i JOIN shown USING (report_id);

CREATE TEMP VIEW indicators(name, ordinal, field, value) AS
SELECT name, report_ordinal, key || 'level1', level1 FROM shown_indicator
UNION ALL SELECT name, report_ordinal, key || 'level2', level2
    FROM shown_indicator
UNION ALL SELECT name, report_ordinal, key || 'level3', level3
    FROM shown_indicator
UNION ALL SELECT name, report_ordinal, key || 'description', description
    FROM shown_indicator
UNION ALL SELECT name, report_ordinal, key || 'basis', basis
    FROM shown_indicator
UNION ALL SELECT name, report_ordinal, key || 'deviation', deviation
    FROM shown_indicator
UNION ALL SELECT name, report_ordinal, key || 'target', target
    FROM shown_indicator
UNION ALL SELECT name, report_ordinal, key || 'target_op', target_op
    FROM shown_indicator
UNION ALL SELECT name, report_ordinal, key || 'target_value',
    printf('%.10g', target_value) FROM shown_indicator
    WHERE target_value IS NOT NULL
UNION ALL SELECT name, report_ordinal, key || 'target_unit', target_unit
    FROM shown_indicator
UNION ALL SELECT name, report_ordinal, key || 'actual', actual
    FROM shown_indicator
UNION ALL SELECT name, report_ordinal, key || 'actual_op', actual_op
    FROM shown_indicator
UNION ALL SELECT name, report_ordinal, key || 'actual_value',
    printf('%.10g', actual_value) FROM shown_indicator
    WHERE actual_value IS NOT NULL
UNION ALL SELECT name, report_ordinal, key || 'actual_unit', actual_unit
    FROM shown_indicator
UNION ALL SELECT name, report_ordinal, key || 'weight', printf('%.10g', weight)
    FROM shown_indicator WHERE weight IS NOT NULL
UNION ALL SELECT name, report_ordinal, key || 'score', printf('%.10g', score)
    FROM shown_indicator WHERE score IS NOT NULL;

SELECT name, ordinal, field, value FROM (
    SELECT * FROM fact UNION ALL SELECT * FROM funds
    UNION ALL SELECT * FROM indicators
    UNION ALL SELECT name, ordinal, 'plan.' || month || '.planned_pct',
        printf('%.10g', planned_pct)
        FROM spending_plan JOIN shown USING (report_id))
WHERE value IS NOT NULL AND value <> '';
