# Texts of preprocessed C from files of sim/, one a line, as they are written between the quotes, pieces that follow each
# other joined. Before each stands what `where` calls its place, by functions and arguments from 1, outside further
# parentheses, "error_set:3:said error_hint:2:said"; elsewhere "text".
BEGIN {
    split(where, rule, " ")
    for (r in rule) { split(rule[r], part, ":"); wanted[part[1], part[2]] = part[3]; known[part[1]] }
}
/^# [0-9]/ { skipped = $3 !~ /^"(\.\/)?sim\//; next }
skipped { next }
{
    rest = $0
    while (rest != "") {
        if (match(rest, /^[ \t]+/)) { rest = substr(rest, RLENGTH + 1); continue }
        if (match(rest, /^"([^"\\]|\\.)*"/)) {
            if (!how) how = depth && (name[depth], place[depth]) in wanted ? wanted[name[depth], place[depth]] : "text"
            text = text substr(rest, 2, RLENGTH - 2)
        } else {
            if (how) { print how "\t" text; text = how = "" }
            if (match(rest, /^[A-Za-z_][A-Za-z0-9_]*/)) last = substr(rest, 1, RLENGTH)
            else if (!match(rest, /^\047([^\047\\]|\\.)*\047/)) {
                match(rest, /^./); c = substr(rest, 1, 1)
                if (c ~ /[([{]/) { depth++; name[depth] = c == "(" && last in known ? last : ""; place[depth] = 1 }
                else if (c ~ /[])}]/ && depth) depth--
                else if (c == ",") place[depth]++
                last = ""
            }
        }
        rest = substr(rest, RLENGTH + 1)
    }
}
END { if (how) print how "\t" text }
