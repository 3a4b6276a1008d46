package archtest

import (
	"regexp"
	"strings"
)

// Which files a ban is about.

func goSource(s source) bool { return s.ext() == ".go" && !s.testdata() }

func shipped(s source) bool {
	return !strings.HasPrefix(s.path, "assets/") && goSource(s) && !s.test() && !s.generated() && !fitsAny(testRooms, s.pkg())
}
func tests(s source) bool { return goSource(s) && (s.test() || fitsAny(testRooms, s.pkg())) }
func pages(s source) bool { return s.ext() == ".templ" }
func queries(s source) bool {
	return s.ext() == ".sql" && strings.Contains(s.path, "query/")
}

// counters are the files that may meet a count of people and do not keep it.
func counters(s source) bool {
	return (shipped(s) || pages(s)) && !strings.HasPrefix(s.path, "internal/store/")
}

// bans are the words of the house rules, each with its reason.
var bans = []ban{
	{
		name:  "sleep",
		why:   "a sleep is either too short or too long: wait for a signal, or use synctest",
		files: goSource,
		found: regexp.MustCompile(`\btime\.Sleep\(`),
		catch: []sample{{"internal/job/run_test.go", "time.Sleep(time.Second)"}, {"internal/job/run.go", "time.Sleep(d)"}},
		pass:  []sample{{"internal/job/run.go", "// never time.Sleep(d)"}, {"internal/job/run.go", "<-timer.C"}},
	},
	{
		name:  "skip",
		why:   "a test that is skipped passes without having looked: fail with one line on how to get what is missing",
		files: tests,
		found: regexp.MustCompile(`\b(t|b|tb|f)\.Skip(f|Now)?\(`),
		catch: []sample{{"internal/web/page_test.go", `t.Skip("no browser")`}, {"internal/web/webtest/tab.go", "t.SkipNow()"}},
		pass:  []sample{{"internal/web/page_test.go", "rows.Skip(2)"}},
	},
	{
		name:   "unfinished",
		why:    "what is not done is not there yet: finish it or take it out",
		files:  func(s source) bool { return !s.testdata() && s.ext() != ".js" && s.ext() != ".json" },
		found:  regexp.MustCompile(`\b(TODO|FIXME|XXX)\b|"not implemented`),
		spoken: true,
		catch:  []sample{{"internal/job/run.go", "x() // TO" + "DO later"}, {"internal/web/page.templ", "<!-- TODO: table -->"}, {"internal/job/run.go", `panic("not implemented")`}},
		pass:   []sample{{"internal/web/page.templ", "<p>Todo lists</p>"}},
	},
	{
		name:  "clock",
		why:   "ask the Clock: only then a test can stand at the night of a clock change",
		files: shipped,
		found: regexp.MustCompile(`\btime\.(Now|Since|Until)\b`),
		except: map[string]string{
			"internal/domain/clock.go": "here is the clock of the machine",
			"internal/domain/id.go":    "the time in an id only sorts rows, nobody reads it",
			"internal/web/observe.go":  "how long an answer took is measured by the machine, for its operator",
		},
		catch: []sample{{"internal/web/today.go", "now := time.Now()"}, {"internal/job/run.go", "time.Since(started)"}},
		pass:  []sample{{"internal/web/today_test.go", "time.Now()"}, {"internal/web/today.go", "clock.Now()"}},
	},
	{
		name:  "weak random numbers",
		why:   "what can be guessed is no secret, and nobody remembers which number became one: crypto/rand",
		files: shipped,
		found: regexp.MustCompile(`"math/rand(/v2)?"`),
		except: map[string]string{
			"internal/store/sqldb/tx.go": "how long to wait before a transaction runs again is no secret",
			"internal/job/kind.go":       "how long to wait before a job is tried again is no secret",
		},
		catch: []sample{{"internal/domain/account/link.go", `import "math/rand/v2"`}, {"internal/web/form.go", `	"math/rand"`}},
		pass:  []sample{{"internal/domain/account/link_test.go", `import "math/rand/v2"`}, {"internal/web/form.go", `"crypto/rand"`}},
	},
	{
		name:  "whole values in text",
		why:   "a struct printed whole says what nobody decided to say: name the fields, log ids only",
		files: shipped,
		found: regexp.MustCompile(`%[+#]v`),
		catch: []sample{{"internal/job/run.go", `fmt.Errorf("job %+v", j)`}, {"internal/store/person.go", `log("%#v", p)`}},
		pass:  []sample{{"internal/job/run.go", `fmt.Errorf("job %s: %w", j.ID, err)`}, {"internal/job/run_test.go", `t.Errorf("%+v", j)`}},
	},
	{
		name:  "printing",
		why:   "a package is handed the writer or the logger it may speak to",
		files: shipped,
		found: regexp.MustCompile(`\bfmt\.Print|\blog\.(Print|Fatal|Panic)|\bos\.(Stdout|Stderr)\b`),
		catch: []sample{{"internal/store/group.go", `fmt.Println(id)`}, {"internal/job/run.go", `log.Printf("done")`}},
		pass:  []sample{{"internal/store/group.go", `fmt.Fprintln(w, id)`}},
		except: map[string]string{
			"cmd/krag/": "here the process meets its terminal",
		},
	},
	{
		name:  "environment",
		why:   "configuration comes in through cli, once: global settings cannot be tested",
		files: shipped,
		found: regexp.MustCompile(`\bos\.(Getenv|LookupEnv|Environ|Exit|Args)\b`),
		catch: []sample{{"internal/store/open.go", `os.Getenv("KRAG_DB")`}, {"internal/web/serve.go", "os.Exit(1)"}},
		pass:  []sample{{"internal/store/open_test.go", `os.Getenv("KRAG_DB")`}},
		except: map[string]string{
			"cmd/krag/": "here the process begins and ends",
		},
	},
	{
		name:  "values in the context",
		why:   "a context carries the transaction, the language and the request id; everything else is an argument, the actor above all",
		files: shipped,
		found: regexp.MustCompile(`\bcontext\.WithValue\(`),
		except: map[string]string{
			"internal/web/observe.go":  "here the request id is put into the context",
			"internal/i18n/context.go": "here the language is put into the context",
			"internal/store/sqldb/":    "here the transaction is put into the context",
		},
		catch: []sample{{"internal/domain/group/service.go", "ctx = context.WithValue(ctx, actorKey, a)"}},
		pass:  []sample{{"internal/store/group.go", "ctx = context.WithTimeout(ctx, wait)"}},
	},
	{
		name:  "counts past their audience",
		why:   "a number of people goes out by the audience of whoever reads it: Store is for a row of the database, and a page does not decide who works with a group",
		files: counters,
		found: regexp.MustCompile(`\.Store\(\)|\.For\(stats\.`),
		except: map[string]string{
			"internal/domain/publish/protect.go": "here the true numbers become what the public may know",
		},
		catch: []sample{
			{"internal/web/attendance.go", "strconv.FormatInt(sheet.Total.Store(), 10)"},
			{"internal/web/page/meeting/show.templ", "{ strconv.Itoa(int(m.Total.Store())) }"},
			{"internal/web/outcome_edit.go", "o.Value.N.For(stats.Worker).N"},
		},
		pass: []sample{
			{"internal/web/attendance.go", "sheet.Total.For(r.actor.Audience(sheet.Group))"},
			{"internal/store/meeting_attendance.go", "Total: att.Total.Store(),"},
			{"internal/web/limit.go", "l.last.Store(now)"},
		},
	},
	{
		name:  "sqlc.slice",
		why:   "it binds only the first id on SQLite and says nothing: json_each(CAST($1 AS text))",
		files: func(s source) bool { return s.ext() == ".sql" || s.ext() == ".go" && !tests(s) },
		found: regexp.MustCompile(`sqlc\.slice|/\*SLICE:`),
		catch: []sample{{"internal/store/query/group.sql", "WHERE id IN (sqlc.slice('ids'))"}, {"internal/store/rows/group.sql.go", "const q = `IN (/*SLICE:ids*/?)`"}},
		pass:  []sample{{"internal/store/query/group.sql", "WHERE id IN (SELECT value FROM json_each(CAST($1 AS text)))"}},
	},
	{
		name:  "SQL of one engine",
		why:   "one text runs on two engines: these words run on one, or mean two things",
		files: queries,
		found: regexp.MustCompile(`(?i)\b(greatest|least)\s*\(|\bskip\s+locked\b|\bi?like\b|\bnow\s*\(|\bcurrent_(date|timestamp)\b|\bglob\b`),
		catch: []sample{
			{"internal/store/query/group.sql", "SELECT GREATEST(a, b)"},
			{"internal/store/query/job.sql", "FOR UPDATE SKIP LOCKED"},
			{"internal/store/query/person.sql", "WHERE name LIKE $1"},
			{"internal/store/query/person.sql", "WHERE ends_at < now()"},
		},
		pass: []sample{{"internal/store/query/group.sql", "WHERE name_key >= $1 AND name_key < $2"}},
	},
	{
		name:  "operators without an index",
		why:   "under row-level security only comparisons use their index: these read the whole table",
		files: queries,
		found: regexp.MustCompile(`&&|@>|<@|@@|\s!?~~?\*?\s|(?i)\bsimilar\s+to\b`),
		catch: []sample{
			{"internal/store/query/booking.sql", "WHERE during && @during"},
			{"internal/store/query/group.sql", "WHERE tags @> @tags"},
			{"internal/store/query/group.sql", "WHERE words @@ to_tsquery(@q)"},
			{"internal/store/query/group.sql", "WHERE name ~* 'x'"},
		},
		pass: []sample{{"internal/store/query/group.sql", "WHERE stage <> 'closed' AND starts_at >= @now"}},
	},
	{
		name:  "rows that are still coming in",
		why:   "what an import has not finished is nobody's to see: read programme and circle, which leave it out",
		files: func(s source) bool { return queries(s) && !strings.HasSuffix(s.path, "/transfer.sql") },
		found: regexp.MustCompile(`(?i)\b(from|join)\s+(programme|circle)_row\b`),
		catch: []sample{{"internal/store/query/sql/group.sql", "SELECT id FROM circle_row"}, {"internal/store/query/sql/group.sql", "JOIN programme_row p ON true"}},
		pass:  []sample{{"internal/store/query/sql/group.sql", "UPDATE circle_row SET stage = $1"}, {"internal/store/query/sql/transfer.sql", "SELECT id FROM circle_row"}},
	},
	{
		name:  "inline styles and scripts",
		why:   "the content security policy lets nothing inline run: classes in the stylesheet, scripts in their file",
		files: pages,
		found: regexp.MustCompile(`\bstyle\s*=|<style\b|<script\s*>|<script\s+[^>]*type="module"\s*>|\son[a-z]+\s*=\s*["{]|javascript:|^(script|css)\s+\w+\(`),
		catch: []sample{
			{"internal/web/kit/bar.templ", `<div style="width: 10px">`},
			{"internal/web/kit/bar.templ", "<style>p {}</style>"},
			{"internal/web/kit/bar.templ", "<script>alert(1)</script>"},
			{"internal/web/kit/bar.templ", `<button onclick={ go() }>`},
			{"internal/web/kit/bar.templ", `<a href="javascript:history.back()">`},
			{"internal/web/kit/bar.templ", "script copy(text string) {"},
			{"internal/web/kit/bar.templ", "css bar(width int) {"},
		},
		pass: []sample{
			{"internal/web/kit/bar.templ", `<script src={ asset("krag.js") } defer></script>`},
			{"internal/web/kit/bar.templ", `<link rel="stylesheet" href={ asset("krag.css") }/>`},
			{"internal/web/kit/bar.templ", `<p data-on="x" class="style-a">`},
		},
	},
	{
		name:  "addresses outside of the tables",
		why:   "every address stands in a table of routes, with an action that somebody decided about, and krag routes lists it: see web/routes.go",
		files: shipped,
		found: regexp.MustCompile("\\.Handle(Func)?\\(\\s*[\"`][^\"`]*[a-z]|\\bhttp\\.Handle(Func)?\\(|\\bDefaultServeMux\\b"),
		except: map[string]string{
			"internal/cli/metrics.go": "figures are served on an address of their own, by --metrics",
		},
		catch: []sample{
			{"internal/web/server.go", `mux.Handle("GET /static/", static())`},
			{"internal/cli/health.go", "mux.HandleFunc(`/healthz`, alive)"},
			{"internal/web/export.go", `http.HandleFunc(pattern, h)`},
			{"internal/cli/running.go", "handler = http.DefaultServeMux"},
		},
		pass: []sample{
			{"internal/web/server.go", `mux.Handle(route.Method+" "+route.Pattern, serve(route))`},
			{"internal/web/server.go", `mux.Handle("/", notFound)`},
			{"internal/web/server_test.go", `mux.HandleFunc("GET /slow", slow)`},
		},
	},
	{
		name:  "servers of addresses",
		why:   "what answers by address is built in few places, each from a table of routes",
		files: shipped,
		found: regexp.MustCompile(`\bNewServeMux\(|\bhttp\.ServeMux\{`),
		except: map[string]string{
			"internal/web/server.go":  "here the table of pages is served",
			"internal/cli/health.go":  "here the front's own table is served",
			"internal/cli/metrics.go": "figures are served on an address of their own, by --metrics",
		},
		catch: []sample{{"internal/web/export.go", "mux := http.NewServeMux()"}, {"internal/web/export.go", "var mux http.ServeMux{}"}},
		pass:  []sample{{"internal/web/server.go", "index *http.ServeMux"}, {"internal/web/server_test.go", "mux := http.NewServeMux()"}},
	},
	{
		name:  "bodies that nobody bounds",
		why:   "these methods of http.Request read a body of any size into memory and onto the disk: web/serve.go reads forms, within a bound, and r.FormValue of package web what was read",
		files: shipped,
		found: regexp.MustCompile(`\.(ParseForm|ParseMultipartForm|PostFormValue|FormFile)\b|\b(hr|Request|req)\.FormValue\(`),
		except: map[string]string{
			"internal/web/serve.go": "here forms are read, within a bound",
		},
		catch: []sample{
			{"internal/web/practice_list.go", "_ = r.ParseForm()"},
			{"internal/web/practice_list.go", "_, _, err := r.FormFile(name)"},
			{"internal/web/practice_list.go", `r.Request.FormValue("q")`},
			{"internal/web/practice_list.go", `hr.FormValue("q")`},
		},
		pass: []sample{{"internal/web/practice_list.go", `r.FormValue("q")`}, {"internal/web/practice_list.go", `r.URL.Query().Get("q")`}},
	},
	{
		name:  "forms by GET",
		why:   "what is typed into a form by GET stands in the address, in the browser's history and in the log of every proxy: a search is a POST that only looks (kit.Narrow)",
		files: pages,
		found: regexp.MustCompile(`(?i)\bmethod\s*=\s*["']?\{?\s*"?get\b|<form\s*>`),
		except: map[string]string{
			"internal/web/page/house/journal.templ": "choices and days only, which name nobody",
			"internal/web/page/practice/list.templ": "what everybody may read and pass on: the words name practices and no person",
		},
		catch: []sample{{"internal/web/kit/list.templ", `<form class="filters" method="get" action={ to }>`}, {"internal/web/kit/list.templ", `method="GET"`}, {"internal/web/kit/list.templ", `method={ "get" }`}, {"internal/web/kit/list.templ", `<form>`}},
		pass:  []sample{{"internal/web/kit/list.templ", `<form class="filters" method="post" action={ to }>`}, {"internal/web/kit/list.templ", `<form`}},
	},
	{
		name:   "places of one machine",
		why:    "this exists on one machine only, or names a registry that its own client knows",
		files:  func(s source) bool { return s.path != "internal/web/webtest/testdata/axe.min.js" },
		found:  regexp.MustCompile(strings.Join(machines, "|")),
		spoken: true,
		catch: []sample{
			{"internal/cli/serve.go", "// as in /ho" + "me/anna"},
			{"docs/operate.md", "cd /ho" + "me/anna/krag"},
			{"Makefile", "cp krag /ro" + "ot/bin"},
			{"scripts/get.sh", "curl https://proxy.gol" + "ang.org/x"},
			{"README.md", "see /wo" + "rk/main"},
		},
		pass: []sample{{"docs/operate.md", "the data folder is /var/lib/krag"}, {"README.md", "/work-groups/7"}},
	},
}

// machines are written in two parts, so that a search for them finds only
// what should not be there.
var machines = []string{
	`/ho` + `me/[a-z]`, `/ro` + `ot/`, `/wo` + `rk/`, `/fa` + `rm/`, `/tmp/(wt|krag\w*)/`,
	`proxy\.gol` + `ang\.org`, `registry\.np` + `mjs`, `deb\.deb` + `ian\.org`, `sum\.gol` + `ang\.org`,
}
