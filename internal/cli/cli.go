// Package cli is the command line of Krąg: its commands, flags and messages,
// and the one place where everything is wired together. It holds no rule of
// any area and no page.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"krag/internal/domain"
	"krag/internal/i18n"
)

// The exit codes.
const (
	exitDone   = 0 // what was asked for is done
	exitFailed = 1 // it is not, or verify has found something
	exitUsage  = 2 // the command line makes no sense; nothing was touched
)

// terminal is what a command speaks to: results go to out, everything else to
// err. Its context ends with SIGINT and SIGTERM.
type terminal struct {
	ctx      context.Context
	env      func(name string) (string, bool)
	out, err io.Writer
}

// Main runs one command and gives the exit code of the process. Args are
// without the name of the program, env looks a variable up. A second signal
// ends the process at once.
func Main(ctx context.Context, args []string, env func(string) (string, bool), stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	t := &terminal{ctx: ctx, env: env, out: stdout, err: stderr}
	err := t.run(args)
	if err == nil {
		return exitDone
	}
	fmt.Fprintln(stderr, "krag: "+oneLine(err))
	if errors.As(err, new(*usageError)) {
		return exitUsage
	}
	return exitFailed
}

// usageError says that the command line makes no sense.
type usageError struct{ cause error }

func (e *usageError) Error() string { return e.cause.Error() }
func (e *usageError) Unwrap() error { return e.cause }

func usagef(format string, args ...any) error {
	return &usageError{fmt.Errorf(format, args...)}
}

func (t *terminal) run(args []string) error {
	chosen, helped, err := t.parse(args)
	if err != nil || helped {
		return err
	}
	return chosen.Run(t)
}

// parse chooses the command. Kong prints a help text by itself and then asks
// to exit; helped says that it did.
func (t *terminal) parse(args []string) (chosen *kong.Context, helped bool, err error) {
	k, err := kong.New(&commands{},
		kong.Name("krag"), kong.Description(manual), kong.Writers(t.out, t.err),
		kong.Exit(func(int) { helped = true }), kong.Bind(t),
		kong.Resolvers(kong.ResolverFunc(t.fromEnv)), kong.ValueFormatter(withVariable),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, FlagsLast: true, WrapUpperBound: 80, NoAppDescFormat: true, NoExpandSubcommands: false}),
	)
	if err != nil {
		return nil, false, fmt.Errorf("read the grammar: %w", err)
	}
	chosen, err = k.Parse(args)
	if helped {
		return nil, true, nil
	}
	if err != nil {
		return nil, false, usagef("%w; krag %s--help tells more", err, commandOf(err))
	}
	return chosen, false, nil
}

// commandOf is the command that a mistake was made in, as far as it is known.
func commandOf(err error) string {
	if p, ok := errors.AsType[*kong.ParseError](err); ok && p.Context != nil && p.Context.Command() != "" {
		name, _, _ := strings.Cut(p.Context.Command(), " <")
		return name + " "
	}
	return ""
}

// fromEnv gives a flag the value of its variable when it is not on the command
// line. Kong could ask the process itself, which no test could change safely.
func (t *terminal) fromEnv(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	if value, ok := t.env(variable(flag.Name)); ok && flag.Name != "help" {
		return value, nil
	}
	return nil, nil
}

// variable is the name of a flag's environment variable: --tls-cert is
// KRAG_TLS_CERT.
func variable(flag string) string {
	return "KRAG_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

func withVariable(v *kong.Value) string {
	if v.Flag == nil || v.Name == "help" {
		return v.Help
	}
	text := v.Help
	if v.Default != "" && !v.IsBool() {
		text += " Default: " + v.Default + "."
	}
	return strings.TrimSuffix(text, ".") + " ($" + variable(v.Name) + ")."
}

// oneLine words an error for the terminal. What was meant for a form is said
// as the form would say it, in English.
func oneLine(err error) string {
	return strings.Join(strings.Fields(words(err)), " ")
}

func words(err error) string {
	english := i18n.For(i18n.English)
	if problems, ok := errors.AsType[domain.Problems](err); ok {
		var all []string
		for _, p := range problems {
			all = append(all, p.Field+": "+shown(english, p))
		}
		return strings.Join(all, " ")
	}
	if e, ok := errors.AsType[*domain.Error](err); ok && english.Has(e.Key) && e.Kind != domain.KindInternal && errors.Unwrap(e) == nil {
		return english.Error(e)
	}
	return err.Error()
}

func shown(p *i18n.Printer, e *domain.Error) string {
	if p.Has(e.Key) {
		return p.Error(e)
	}
	return e.Key
}
