// Command krag runs Krąg: it serves the pages and looks after the data.
package main

import (
	"context"
	"os"
	_ "time/tzdata" // bookings know their zone also where the machine knows none

	"krag/internal/cli"
)

func main() {
	os.Exit(cli.Main(context.Background(), os.Args[1:], os.LookupEnv, os.Stdout, os.Stderr))
}
