-- Version 3: text search. unicode61 takes words apart at spaces, so that each
-- Han character stands as a word between spaces, and a Chinese word of any
-- length is found as a phrase: '"社 会 保 险"'. The index holds no text of its
-- own; rowid is report_id, and the view report_text has the words.

CREATE VIRTUAL TABLE text_search USING fts5( -- words of reports; rowid is report_id
	project_name, -- name of the project, and title of the report
	organisation, -- unit and department
	goals, -- goals, expected and reached
	indicators, -- names of the indicators, level 3
	deviations, -- reasons for deviations, and what is done about them
	content = '', tokenize = 'unicode61');

INSERT INTO text_search (rowid, project_name, organisation, goals, indicators,
	deviations)
SELECT r.report_id, spaced(coalesce(r.project_name, '') || ' ' || coalesce(r.title, '')),
	spaced(coalesce(r.unit, '') || ' ' || coalesce(r.department, '')),
	spaced(coalesce(r.goal_expected, '') || ' '
		|| coalesce(r.goal_actual, '')),
	spaced((SELECT group_concat(level3, ' ') FROM indicator i
		WHERE i.report_id = r.report_id)),
	spaced((SELECT group_concat(deviation, ' ') FROM indicator i
		WHERE i.report_id = r.report_id))
FROM report r;
