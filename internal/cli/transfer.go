package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"krag/internal/bundle"
	"krag/internal/domain"
	"krag/internal/i18n"
)

// Run writes a programme into a file.
func (cmd *exportCmd) Run(t *terminal) error {
	passphrase, err := cmd.passphrase()
	if err != nil {
		return err
	}
	return cmd.within(t, opening{}, func(a *app) error {
		content, err := cmd.export(t.ctx, a, passphrase)
		if err != nil {
			return err
		}
		if cmd.Out != "" {
			return os.WriteFile(cmd.Out, content, 0o600)
		}
		_, err = t.out.Write(content)
		return err
	})
}

// passphrase belongs to the people: one without the other is a mistake.
func (cmd *exportCmd) passphrase() (string, error) {
	if cmd.People != (cmd.PassphraseFile != "") {
		return "", usagef("--people and --passphrase-file go together: people leave the house only sealed")
	}
	return firstLine(cmd.PassphraseFile)
}

func (cmd *exportCmd) export(ctx context.Context, a *app, passphrase string) ([]byte, error) {
	in, err := a.chooseInstitution(ctx, cmd.Institution)
	if err != nil {
		return nil, err
	}
	p, err := a.chooseProgramme(ctx, house(in), cmd.Programme)
	if err != nil {
		return nil, err
	}
	content, _, err := a.Bundles.Export(ctx, house(in), p.ID, passphrase)
	return content, err
}

// Run brings a programme in.
func (cmd *importCmd) Run(t *terminal) error {
	passphrase, err := firstLine(cmd.PassphraseFile)
	if err != nil {
		return err
	}
	content, err := cmd.content()
	if err != nil {
		return err
	}
	return cmd.within(t, opening{}, func(a *app) error {
		in, err := a.chooseInstitution(t.ctx, cmd.Institution)
		if err != nil {
			return err
		}
		slug, p, err := a.Bundles.Bring(t.ctx, house(in), domain.NewID[domain.ImportID](), content, passphrase)
		if report, ok := errors.AsType[*bundle.Report](err); ok {
			tell(t.err, report)
			return errors.New("the file cannot be taken as it is; nothing was changed")
		}
		if err != nil {
			return err
		}
		if p.Sealed != "" && passphrase == "" {
			fmt.Fprintln(t.err, "The people in the file are sealed and stayed outside; --passphrase-file opens them.")
		}
		fmt.Fprintf(t.out, "%s is there, in %s: /programmes/%s\n", p.Programme.Title, in.Name, slug)
		return nil
	})
}

// content reads the file no further than one byte beyond what may be in it.
func (cmd *importCmd) content() ([]byte, error) {
	f, err := os.Open(cmd.File)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, bundle.MaxSize+1))
}

// tell prints what is to be mended, one line each.
func tell(w io.Writer, r *bundle.Report) {
	english := i18n.For(i18n.English)
	for _, p := range r.Problems {
		place := p.Field
		if place == "" {
			place = "the file"
		}
		fmt.Fprintf(w, "%s: %s\n", place, shown(english, p))
	}
	if r.More > 0 {
		fmt.Fprintf(w, "and %d more\n", r.More)
	}
}

// firstLine reads a secret from a file, so that it stands in no list of
// processes. No file is no secret.
func firstLine(path string) (string, error) {
	if path == "" {
		return "", nil
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	line, err := bufio.NewReader(io.LimitReader(f, 4096)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	line = strings.TrimRight(line, "\r\n")
	if len([]rune(line)) < leastPassphrase {
		return "", usagef("%s: a passphrase has at least %d characters", path, leastPassphrase)
	}
	return line, nil
}

// leastPassphrase is as short as a passphrase may be that keeps people secret.
const leastPassphrase = 12
