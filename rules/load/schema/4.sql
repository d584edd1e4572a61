-- Version 4: the rules that files were read by, so that of changed rules it can
-- be told which files they apply to. Written by load from the list of `load
-- --sources`; read by jixiao.

CREATE TABLE rule_file ( -- one file of the rules that some source was read by
	rules TEXT NOT NULL, -- hash of all of them, as in source.rules
	place INTEGER NOT NULL, -- of the file among them, from 1
	name TEXT NOT NULL, -- of the file, in the rules folder
	text TEXT NOT NULL, -- of a *.rules file; of others the hash of their bytes
	PRIMARY KEY (rules, place)
) STRICT, WITHOUT ROWID;
