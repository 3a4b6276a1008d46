# Every target is one line to a script, which can be read and run by itself.

.PHONY: help check test torture walks bench generate assets fmt run demo build clean

help: ## say what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 20

check: ## the gate: everything that must hold before a commit, as CI runs it
	@sh scripts/check.sh

test: ## the quick inner loop: PKG=./internal/domain/... narrows it
	@KRAG_TORTURE=$${KRAG_TORTURE:-0.01} go test $(or $(PKG),./...)

torture: ## every race, crash and torture count in full
	@KRAG_TORTURE=1 sh scripts/torture.sh

walks: ## every walk and page in a browser in every language; the gate takes turns
	@KRAG_WALKS=all go test ./internal/e2e ./internal/web/page/gallery -run 'TestWalks|TestEveryPage' -timeout 40m

bench: ## the figures: requests a second, start, memory, size
	@sh scripts/bench.sh

generate: ## templ and sqlc, when something they read has changed
	@sh scripts/generate.sh

assets: ## styles, scripts and fonts from npm; what it makes is committed
	@sh scripts/assets.sh

fmt: ## put the Go files in order
	@go tool -modfile=tools/go.mod gofumpt -l -w cmd internal

run: ## Krąg with two made-up institutions on 127.0.0.1:8080
	@go run ./cmd/krag demo
demo: run

build: ## a stripped binary in bin/
	@CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o bin/krag ./cmd/krag

clean: ## take away what was built here
	@rm -rf bin
