package stats

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

// CellID names a number of people: a key that stays, and the version of its
// value. A changed value is a new cell, since what was said of the old one
// still holds for the old one.
type CellID struct {
	Key     string
	Version int64
}

// String is key#version.
func (id CellID) String() string { return id.Key + "#" + strconv.FormatInt(id.Version, 10) }

// MarshalText writes key#version.
func (id CellID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

const mostKey = 200 // bytes

var errCellID = errors.New("not key#version")

// UnmarshalText reads key#version; the key may hold a # itself.
func (id *CellID) UnmarshalText(text []byte) error {
	at := strings.LastIndexByte(string(text), '#')
	if at < 0 {
		return errCellID
	}
	version, err := strconv.ParseInt(string(text[at+1:]), 10, 64)
	got := CellID{string(text[:at]), version}
	if err != nil || !got.named() || got.String() != string(text) {
		return errCellID
	}
	*id = got
	return nil
}

// named reports that an id has a key that can be kept.
func (id CellID) named() bool {
	return id.Key != "" && len(id.Key) <= mostKey && utf8.ValidString(id.Key)
}
