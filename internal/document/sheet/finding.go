package sheet

// Sentence is the whole of a finding in words, its figure in front.
func (f Finding) Sentence() Text {
	return Join("\u00a0", T(f.Figure).Strong(), f.Text)
}
