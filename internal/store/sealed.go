package store

import "krag/internal/store/vault"

// Sealed are the columns that hold sealed values, for whoever walks over all
// of them: verify, restore, the search of a dump.
var Sealed = []vault.Column{
	{Table: "app_user", Column: "name", Row: "id", Subject: "id"},
	{Table: "person", Column: "pseudonym", Row: "id", Subject: "id", Institution: "institution_no"},
}
