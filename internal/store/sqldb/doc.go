// Package sqldb is a database without a brand: one SQL text runs on SQLite
// and on PostgreSQL. It opens, migrates and hands out transactions; it knows
// no table of Krąg and no rule of any area.
//
// # One text, two engines
//
// Store code takes its connection by From(ctx) inside DB.InTx or DB.Read and
// never asks which engine it runs on. What it stores:
//
//   - instants: bigint, microseconds since 1970 in UTC, columns end in _at
//     (Micros, Time);
//   - days of the calendar: text, 2006-01-02;
//   - identifiers: uuid, which SQLite keeps as text;
//   - bytes: bytea; truth: boolean; money and counts: bigint.
//
// The words in which the engines differ are functions here (SkipLocked) or
// files that only one engine applies (Schema).
//
// # Transactions
//
// The transaction travels in the context. A call inside another joins it. An
// error inside dooms the whole, even one that somebody in between dropped:
// PostgreSQL would commit nothing after it, and SQLite must not behave
// otherwise. Expected duplicates use ON CONFLICT DO NOTHING. A context with a
// transaction belongs to one goroutine.
package sqldb
