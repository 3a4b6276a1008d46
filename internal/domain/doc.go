// Package domain is the kernel every room of the house may lean on: typed
// identifiers, scopes, errors, time, money and the two transaction contracts.
// It knows no rule of any area and imports only the standard library.
package domain
