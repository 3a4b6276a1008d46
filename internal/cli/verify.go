package cli

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"krag/internal/backup"
	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/store"
)

// errFound is what verify ends with when something is wrong.
var errFound = errors.New("something is wrong; the report says what")

// Run verifies and prints the report.
func (cmd *verifyCmd) Run(t *terminal) error {
	written, err := parseHeads(cmd.Head)
	if err != nil {
		return err
	}
	return cmd.within(t, opening{unbound: true, inspect: true}, func(a *app) error {
		logs := &logs{app: a, written: written}
		r, err := backup.Verify(t.ctx, backup.Subject{
			DB: a.db, Vault: a.vault, Sealed: store.Sealed, Chains: logs, Clock: a.config.Clock,
		})
		if err != nil {
			return err
		}
		r.Heads = logs.missing
		logs.report(t.out, r)
		left, err := a.vault.Residue(t.ctx)
		if err != nil {
			return err
		}
		for _, by := range left {
			fmt.Fprintf(t.out, "note  keys: %s\n", by)
		}
		if !r.OK() {
			return errFound
		}
		return nil
	})
}

// parseHeads reads heads as verify and the pages print them: 1041:9f2c….
func parseHeads(given []string) ([]audit.Head, error) {
	var heads []audit.Head
	for _, s := range given {
		seq, mac, _ := strings.Cut(s, ":")
		n, errSeq := strconv.ParseInt(seq, 10, 64)
		b, errMAC := hex.DecodeString(mac)
		if errSeq != nil || errMAC != nil || n < 1 || len(b) != 32 {
			return nil, usagef("--head %s: want number, colon and 64 hexadecimal digits, as verify prints them", s)
		}
		heads = append(heads, audit.Head{Seq: n, MAC: b})
	}
	return heads, nil
}

// logs checks every audit chain inside Verify's own transaction. A head that
// was written down does not say whose it is; no two chains share one.
type logs struct {
	app     *app
	written []audit.Head
	missing []string
	names   map[int64]string
}

// CheckChains walks every chain; see backup.Chains. An institution that has a
// log without an end in the list of ends is walked too.
func (l *logs) CheckChains(ctx context.Context) (chains []backup.Chain, err error) {
	heads, err := l.app.audit.Heads(ctx)
	if err != nil {
		return nil, err
	}
	if l.names, err = l.app.names(ctx); err != nil {
		return nil, err
	}
	for no := range l.names {
		heads[no] = audit.Head{}
	}
	for _, no := range slices.Sorted(maps.Keys(heads)) {
		c, err := l.walk(ctx, no)
		if err != nil {
			return nil, err
		}
		chains = append(chains, c)
	}
	return chains, l.find(ctx, chains)
}

func (l *logs) walk(ctx context.Context, no int64) (backup.Chain, error) {
	end, err := l.app.audit.VerifyChainOf(ctx, no)
	c := backup.Chain{Head: backup.Head{InstitutionNo: no, Seq: end.Seq, MAC: end.MAC}, Links: end.Seq}
	if broken, ok := errors.AsType[*store.ChainError](err); ok {
		c.Trouble, err = fmt.Sprintf("record %d: %s", broken.Seq, broken.Reason), nil
	}
	return c, err
}

// find looks for each written-down head in every chain.
func (l *logs) find(ctx context.Context, chains []backup.Chain) error {
	for _, h := range l.written {
		found := false
		for _, c := range chains {
			mac, err := l.MACAt(ctx, c.InstitutionNo, h.Seq)
			if err != nil {
				return err
			}
			found = found || bytes.Equal(mac, h.MAC)
		}
		if !found {
			l.missing = append(l.missing, headText(h.Seq, h.MAC)+" is in no log: records were cut off or rewritten")
		}
	}
	return nil
}

// MACAt gives the MAC of one link; see backup.Chains.
func (l *logs) MACAt(ctx context.Context, institutionNo, seq int64) ([]byte, error) {
	return l.app.audit.MACAt(ctx, institutionNo, seq)
}

func headText(seq int64, mac []byte) string { return fmt.Sprintf("%d:%x", seq, mac) }

// names gives the institutions' names by their numbers; 0 is the house.
func (a *app) names(ctx context.Context) (map[int64]string, error) {
	all, err := a.institutions(ctx)
	names := map[int64]string{domain.Across.Institution(): "the house itself"}
	for _, in := range all {
		names[in.No] = in.Name
	}
	return names, err
}

// report prints what was found: ids, numbers and the names of institutions.
func (l *logs) report(w io.Writer, r backup.Report) {
	line(w, "database", "whole", r.Integrity)
	for _, f := range r.Fields {
		ok := fmt.Sprintf("%d open, %d empty, %d of forgotten people", f.Opened, f.Empty, len(f.Forgotten))
		line(w, f.Column.Table+"."+f.Column.Column, ok, append(about("no key for", f.NoKey), about("does not open:", f.Broken)...))
	}
	line(w, "keys", fmt.Sprintf("%d, %d of them without a row", r.Keys, len(r.Orphans)), about("does not open:", r.BrokenKeys))
	for _, c := range r.Chains {
		name, ok := l.names[c.InstitutionNo]
		if !ok {
			name = fmt.Sprintf("institution %d", c.InstitutionNo)
		}
		line(w, "log of "+name, headText(c.Seq, c.MAC), nonEmpty(c.Trouble))
	}
	line(w, "heads", fmt.Sprintf("%d written down, all there", len(l.written)), r.Heads)
}

// line prints one part of the report: what is well, or all that is wrong.
func line(w io.Writer, part, well string, wrong []string) {
	if len(wrong) == 0 {
		fmt.Fprintf(w, "ok    %s: %s\n", part, well)
	}
	for _, finding := range wrong {
		fmt.Fprintf(w, "WRONG %s: %s\n", part, finding)
	}
}

func about(what string, ids []domain.UUID) (lines []string) {
	for _, id := range ids {
		lines = append(lines, what+" "+id.String())
	}
	return lines
}

func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}
