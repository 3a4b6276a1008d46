package i18n

import "context"

type contextKey struct{}

// With puts the language of a page into its context. Besides the id of the
// request it is the only thing of ours that travels there.
func With(ctx context.Context, p *Printer) context.Context {
	return context.WithValue(ctx, contextKey{}, p)
}

// From gives the printer of a context, the Polish one when there is none.
func From(ctx context.Context) *Printer {
	if p, ok := ctx.Value(contextKey{}).(*Printer); ok {
		return p
	}
	return printers[Polish]
}
