// Package e2e walks through Krąg as people do: the real program, a real
// browser, a real database. It is there for tests only.
package e2e
