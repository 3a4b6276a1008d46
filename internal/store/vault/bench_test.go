package vault_test

import (
	"fmt"
	"testing"

	"krag/internal/store/vault"
)

// BenchmarkOpenMany opens one name each of a whole institution: cold reads and
// unwraps every key, warm has them in memory.
func BenchmarkOpenMany(b *testing.B) {
	for _, n := range []int{2_000, 20_000} {
		p := onSQLite(b)
		items := sealMany(b, open(b, p.Config), 1, n)
		b.Run(fmt.Sprintf("cold/%d", n), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				v := open(b, p.Config)
				b.StartTimer()
				openAll(b, v, items)
			}
		})
		b.Run(fmt.Sprintf("warm/%d", n), func(b *testing.B) {
			v := open(b, p.Config)
			openAll(b, v, items)
			for b.Loop() {
				openAll(b, v, items)
			}
		})
	}
}

func openAll(b *testing.B, v *vault.Vault, items []vault.Item) {
	if err := v.OpenMany(b.Context(), 1, items); err != nil {
		b.Fatal(err)
	}
	if items[0].Err != nil || items[len(items)-1].Err != nil {
		b.Fatal(items[0].Err)
	}
}
