# Makes a stream of records from short lines, fields separated by |:
#   run|FIELD|TEXT
#   document|PATH|SHA256            begins a document
#   RECORD|REPORT|ROW|FIELD|TEXT|name=value...
# Line and byte are counted on; -: NULL.
BEGIN {
	FS = "|"
	n = split("record document report row field text clean line column " \
	    "byte origin rule type context_unit context_from note kind op " \
	    "value high unit unit_from step", name, " ")
	for (i = 1; i <= n; i++)
		printf "%s\"%s\"", (i > 1 ? "," : ""), name[i]
	print ""
}
function quoted(text) {
	gsub(/"/, "\"\"", text)
	return "\"" text "\""
}
function put(    i) {
	for (i = 1; i <= n; i++)
		printf "%s%s", (i > 1 ? "," : ""),
		    (name[i] in set ? quoted(set[name[i]]) : "")
	print ""
	records++
}
/^#/ || /^$/ { next }
{ split("", set); set["record"] = $1 }
$1 == "run" { set["field"] = $2; set["text"] = $3; put(); next }
$1 == "document" {
	path = $2
	line = 0
	set["document"] = path; set["field"] = "sha256"; set["text"] = $3
	put()
	next
}
{
	set["document"] = path
	if ($2 != "-") set["report"] = $2
	if ($3 != "-") set["row"] = $3
	set["field"] = $4
	if ($5 != "-") set["text"] = $5
	set["line"] = ++line; set["column"] = 1; set["byte"] = line * 10
	set["origin"] = "own"; set["rule"] = "test." $4
	for (i = 6; i <= NF; i++) {
		at = index($i, "=")
		set[substr($i, 1, at - 1)] = substr($i, at + 1)
	}
	put()
}
END {
	split("", set)
	set["record"] = "trailer"; set["field"] = "records"
	set["text"] = records + 0
	put()
}
