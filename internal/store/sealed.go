package store

import "krag/internal/store/vault"

// Sealed are the columns that hold sealed values, for whoever walks over all
// of them: verify, restore, the search of a dump.
var Sealed = []vault.Column{
	{Table: "app_user", Column: "name", Row: "id", Subject: "id"},
	{Table: "person", Column: "pseudonym", Row: "id", Subject: "id", Institution: "institution_no"},
	{Table: "contact", Column: "details", Row: "id", Subject: "party_id", Institution: "institution_no"},
	{Table: "help", Column: "words", Row: "id", Subject: "author_id", Institution: "institution_no"},
	{Table: "venture", Column: "title", Row: "id", Subject: "id", Institution: "institution_no"},
	{Table: "venture", Column: "about", Row: "id", Subject: "id", Institution: "institution_no"},
	{Table: "venture", Column: "result", Row: "id", Subject: "id", Institution: "institution_no"},
	{Table: "venture_task", Column: "task", Row: "id", Subject: "venture_id", Institution: "institution_no"},
	{Table: "write_link", Column: "token", Row: "id", Subject: "id", Institution: "scope_no"},
	{Table: "letter", Column: "words", Row: "id", Subject: "id", Institution: "institution_no"},
	{Table: "letter", Column: "reply", Row: "id", Subject: "id", Institution: "institution_no"},
	{Table: "letter", Column: "answer", Row: "id", Subject: "id", Institution: "institution_no"},
	{Table: "letter", Column: "asked", Row: "id", Subject: "id", Institution: "institution_no"},
	{Table: "agreed", Column: "words", Row: "id", Subject: "id", Institution: "institution_no"},
	{Table: "interest_topic", Column: "words", Row: "id", Subject: "id", Institution: "institution_no"},
	{Table: "shelf_item", Column: "title", Row: "id", Subject: "id", Institution: "institution_no"},
	{Table: "shelf_item", Column: "why", Row: "id", Subject: "id", Institution: "institution_no"},
	{Table: "shelf_item", Column: "label", Row: "id", Subject: "id", Institution: "institution_no"},
	{Table: "shelf_item", Column: "address", Row: "id", Subject: "id", Institution: "institution_no"},
	{Table: "shelf_item", Column: "traces", Row: "id", Subject: "id", Institution: "institution_no"},
	{Table: "shelf_item", Column: "digest", Row: "id", Subject: "id", Institution: "institution_no"},
	{Table: "shelf_piece", Column: "content", Row: "id", Subject: "item_id", Institution: "institution_no"},
	{Table: "proposal", Column: "contact_when", Row: "id", Subject: "id", Institution: "institution_no"},
	{Table: "proposal", Column: "contact", Row: "id", Subject: "id", Institution: "institution_no"},
	{Table: "proposal", Column: "pseudonym", Row: "id", Subject: "id", Institution: "institution_no"},
	{Table: "proposal", Column: "suits", Row: "id", Subject: "id", Institution: "institution_no"},
	{Table: "proposal", Column: "words", Row: "id", Subject: "id", Institution: "institution_no"},
	{Table: "attachment", Column: "name", Row: "id", Subject: "id", Institution: "institution_no"},
	{Table: "attachment", Column: "about", Row: "id", Subject: "id", Institution: "institution_no"},
	{Table: "attachment", Column: "traces", Row: "id", Subject: "id", Institution: "institution_no"},
	{Table: "attachment_piece", Column: "content", Row: "id", Subject: "attachment_id", Institution: "institution_no"},
	{Table: "import_piece", Column: "content", Row: "id", Subject: "import_id", Institution: "institution_no"},
	{Table: "test_parcel", Column: "content", Row: "id", Subject: "party_id", Institution: "institution_no"},
}
