// Command krag runs Krąg: it serves the pages and looks after the data.
package main

import (
	"context"
	"os"

	"krag/internal/cli"
)

func main() {
	os.Exit(cli.Main(context.Background(), os.Args[1:], os.LookupEnv, os.Stdout, os.Stderr))
}
