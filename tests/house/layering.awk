# layering.awk — facts about a tree in, its breaches out, one on a line (tests/house/layering.sh):
#
#     include FILE HEADER       FILE includes "HEADER", or <HEADER> if it is written so
#     define FILE NAME          FILE's object has the function or variable NAME
#     use FILE NAME             FILE's object refers to NAME, which another file defines
#
# The table is the plan of docs/architecture.md. A folder may also use itself, and all that the folders it names may use.

BEGIN {
    may("core/base")
    may("core/kernels",    "core/base")
    may("core",            "core/kernels")
    may("core/checkpoint", "core")
    may("nn",              "core nn/ops")
    may("nn/ops",          "core nn")
    may("optim",           "core")
    may("sched",           "core/base")
    may("lab/data/generators", "core lab/data")
    may("lab/data/formats", "core lab/data")
    may("lab/data",        "core lab/data/generators lab/data/formats")
    may("lab/train",       "core/checkpoint nn nn/ops optim sched lab/data")
    may("lab/compare",     "lab/train")
    may("lab/range_test",  "lab/train")
    may("lab/trajectory",  "core optim sched")
    may("lab/plot/draw",   "core/base")
    may("lab/i18n",        "lab/plot/draw")             # a language needs a font that has its letters
    may("lab/plot/parts",  "lab/plot/draw")
    may("lab/plot/charts", "lab/plot/draw lab/plot/parts")
    may("lab/figures",     "lab/plot/parts lab/plot/charts lab/compare lab/range_test lab/trajectory")
    may("lab/report",      "lab/figures lab/i18n")
    may("lab/grade",       "core/base sched lab/compare lab/i18n")
    may("lab/command",     "lab/report lab/i18n lab/grade lab/command/options lab/command/terminal lab/command/tour")
    may("lab/command/options", "lab/report lab/i18n lab/command lab/command/terminal")
    may("lab/command/terminal", "lab/report lab/i18n")
    may("lab/command/tour", "lab/report lab/i18n lab/command/options lab/command/terminal lab/command")
    may("lehr.h",          "core core/checkpoint nn optim sched")
    may("lehr_lab.h",      "lehr.h lab/report lab/i18n")
    close_over()

    # Other people's headers, and the one place that may include each.
    only["cblas.h"]           = "core/kernels/gemm.c"
    only["stb_truetype.h"]    = only["stb_image_write.h"] = "lab/plot/draw/stb.c"
    only["mpi.h"]             = "lab/compare/mpi.c"
    only["seccomp.h"]         = "lab/grade/seccomp.c"
    only["iconv.h"]           = "lab/data/formats/encoding.c"
}

function may(folder, others,    part, n, i)
{
    folders[++folder_count] = folder
    allowed[folder, folder] = 1
    n = split(others, part, " ")
    for (i = 1; i <= n; i++) allowed[folder, part[i]] = 1
}

function close_over(    i, k, m)
{
    for (k = 1; k <= folder_count; k++)
        for (i = 1; i <= folder_count; i++)
            if ((folders[i], folders[k]) in allowed)
                for (m = 1; m <= folder_count; m++)
                    if ((folders[k], folders[m]) in allowed) allowed[folders[i], folders[m]] = 1
}

function folder_of(file)
{
    if (file !~ /\//) return file
    sub(/\/[^\/]*$/, "", file)
    return file
}

function breach(text) { if (!(text in told)) { told[text] = 1; print text } }

function permitted(file, other) { return (folder_of(file), folder_of(other)) in allowed }

$1 == "include" { includer[++includes] = $2; included[includes] = $3; next }
$1 == "define"  { definer[$3] = $2; next }
$1 == "use"     { user[++uses] = $2; used[uses] = $3; next }
                { print "no fact: " $0 }

END {
    for (i = 1; i <= uses; i++)
        if (used[i] in definer) call(user[i], definer[used[i]], used[i])
    for (i = 1; i <= includes; i++) inclusion(includer[i], included[i])
    circles("calls")
    circles("headers")
}

function call(file, other, name)
{
    if (file == other) return
    names[file, folder_of(other)] = names[file, folder_of(other)] " " name
    if (!permitted(file, other)) breach(file ": " folder_of(file) " may not use " name " of " other)
    edge("calls", file, other, name)
}

function inclusion(file, header,    bare)
{
    bare = header
    gsub(/[<>]/, "", bare)
    if (bare in only) {
        if (file != only[bare]) breach(file ": only " only[bare] " may include " header)
        return
    }
    if (file ~ /^examples\/assignments\//) {
        if (bare ~ /^lehr|\//) { if (header !~ /^</ || bare ~ /^lehr/) breach(file ": an assignment is plain C; it may not include " header) }
    } else if (file ~ /^examples\//) {
        if (header !~ /^</) breach(file ": an example includes <lehr.h>, <lehr_lab.h> and the system's headers, not " header)
    } else if (header !~ /^</) {
        if (!permitted(file, header)) breach(file ": " folder_of(file) " may not include " header uses_of(file, header))
        else if (file ~ /\.h$/) edge("headers", file, header, "")
    } else if (bare ~ /^(lehr|core\/|nn\/|optim\/|sched\/|lab\/)/) breach(file ": write \"" bare "\", not " header)
}

# Which functions of a folder a file uses, so that a breach can be judged without opening the file.
function uses_of(file, header,    list)
{
    list = names[file, folder_of(header)]
    return list == "" ? "" : " (uses" list ")"
}

# --- circles: nodes with nothing left to go to are taken away; from any that stays, the way leads round a circle -------

function edge(graph, from, to, name)
{
    if ((graph, from, to) in label) return
    label[graph, from, to] = name
    if (!((graph, from) in known)) { known[graph, from] = 1; node[graph, ++nodes[graph]] = from }
    next_of[graph, from, ++degree[graph, from]] = to
}

function first_open(graph, from,    i, to)
{
    for (i = 1; i <= degree[graph, from]; i++) {
        to = next_of[graph, from, i]
        if (!((graph, from, to) in cut) && (graph, to) in known && !((graph, to) in settled)) return to
    }
    return ""
}

function circles(graph,    i, again, rest)
{
    do {
        do {
            again = 0
            rest = ""
            for (i = 1; i <= nodes[graph]; i++) {
                if ((graph, node[graph, i]) in settled) continue
                if (first_open(graph, node[graph, i]) == "") { settled[graph, node[graph, i]] = 1; again = 1 }
                else rest = node[graph, i]
            }
        } while (again)
        if (rest != "") circle(graph, rest)
    } while (rest != "")
}

function circle(graph, here,    place, path, n, i, to, text)
{
    for (n = 0; !(here in place); here = first_open(graph, here)) { path[++n] = here; place[here] = n }
    text = here
    for (i = place[here]; i <= n; i++) {
        to = i < n ? path[i + 1] : here
        text = text (label[graph, path[i], to] == "" ? " -> " : " -" label[graph, path[i], to] "-> ") to
    }
    breach("a circle: " text)
    cut[graph, path[n], here] = 1
}
