-- What was read, one value a line: way of distortion, document, report, what,
-- field, value. Places, and what depends on how lines are broken, are left out.
.mode list
.separator "\t"
.headers off
.bail on
-- FOLDER/NAME, FOLDER/NAME.xz, FOLDER/all.zip!+NAME: NAME
CREATE TEMP TABLE shown AS
SELECT document_id, substr(path, 1, instr(path, '/') - 1) AS way,
    replace(replace(ltrim(replace(path, rtrim(path, replace(replace(replace(
        path, '/', ''), '!', ''), '+', '')), ''), './'), '.xz', ''),
        '.zst', '') AS file
FROM document WHERE status <> 'superseded';
CREATE TEMP TABLE fact (document_id, nth, what, field, value);
INSERT INTO fact
SELECT r.document_id, r.ordinal, 'report', j.key, j.value
FROM report r, json_each(json_object('kind', kind, 'title', title,
    'fiscal_year', fiscal_year, 'region_code', region_code,
    'department', department, 'unit', unit, 'project_name', project_name,
    'project_code', project_code, 'unit_code', unit_code,
    'goal_expected', goal_expected, 'goal_actual', goal_actual,
    'total_weight', total_weight, 'total_score', total_score)) j
UNION ALL
SELECT r.document_id, r.ordinal, 'funding ' || f.source, j.key, j.value
FROM report r JOIN funding f USING (report_id), json_each(json_object(
    'initial_fen', initial_fen, 'annual_fen', annual_fen,
    'executed_fen', executed_fen, 'weight', weight, 'rate_pct', rate_pct,
    'score', score)) j
UNION ALL
SELECT r.document_id, r.ordinal, 'indicator ' || i.ordinal, j.key, j.value
FROM report r JOIN indicator i USING (report_id), json_each(json_object(
    'level1', level1, 'level2', level2, 'level3', level3, 'level4', level4,
    'description', description, 'basis', basis, 'target', target,
    'target_op', target_op, 'target_value', target_value,
    'target_unit', target_unit, 'actual', actual, 'actual_op', actual_op,
    'actual_value', actual_value, 'actual_unit', actual_unit,
    'weight', weight, 'score', score, 'deviation', deviation)) j
UNION ALL
SELECT r.document_id, r.ordinal, 'plan ' || p.month, 'planned_pct', planned_pct
FROM report r JOIN spending_plan p USING (report_id)
UNION ALL
SELECT s.document_id, (SELECT ordinal FROM report r
    WHERE r.report_id = s.report_id), 'statement', measure || ' ' || unit, value
FROM statement s
UNION ALL
SELECT r.document_id, r.ordinal, 'finding', f.rule, f.observed
FROM report r JOIN finding f USING (report_id)
WHERE f.rule NOT IN ('report_conflict');
SELECT way, file, nth, what, field,
    replace(replace(value, char(10), ''), char(9), '')
FROM fact JOIN shown USING (document_id)
WHERE value <> '' ORDER BY 1, 2, 3, 4, 5, 6;
