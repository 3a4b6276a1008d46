// Package storetest runs a test on both engines. It is imported by tests only.
// Its own tests are the conformance suite: what store code may rely on,
// whichever engine is below.
package storetest
