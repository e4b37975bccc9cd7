# ocx-mise-tui: browse OCX tools, pin them in mise.toml.
#
#   make run      build it and open it on a bundled index and a throw-away project
#   make test     set everything up and pass every test
#   make help     the rest

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
# For the build that is tested, such as `-Xswiftc -warnings-as-errors`, which .ci/run gives.
SWIFT_FLAGS ?=
PROGRAM := ocx-mise-tui
LUA := $(firstword $(shell command -v lua5.1 || command -v luajit) lua5.1)
FORMATTED := Sources Tests Package.swift

# A release holds all it needs. On Linux that is the C library too: the program then starts in less
# time than the dynamic linker alone takes (DECISIONS.md).
STATIC = $(shell .ci/static-flags)
RELEASE = -c release $(STATIC) -Xlinker -s --product $(PROGRAM)

# Where `make install` puts what.
ROOT = $(DESTDIR)$(PREFIX)
RELEASED = $(shell $(SWIFT) build -c release --show-bin-path)/$(PROGRAM)
MANUAL := share/man/man1/$(PROGRAM).1
BASH := share/bash-completion/completions/$(PROGRAM)
ZSH := share/zsh/site-functions/_$(PROGRAM)
FISH := share/fish/vendor_completions.d/$(PROGRAM).fish
SHARED_FOLDERS := $(dir $(MANUAL) $(BASH) $(ZSH) $(FISH))

.DEFAULT_GOAL := build
.PHONY: help run build release install uninstall test test-lua test-stand-in test-swift \
  lint format generate bench screenshots clean

help: ## what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' $(MAKEFILE_LIST) | \
	  while IFS='|' read -r name text; do printf '  %-18s %s\n' "$$name" "$$text"; done

run: set-up-build ## build it and open the demo (needs nothing but the Swift toolchain)
	$(SWIFT) build --product $(PROGRAM)
	@"$$($(SWIFT) build --show-bin-path)/$(PROGRAM)" demo

build: set-up-build ## a debug build
	$(SWIFT) build

release: set-up-build ## a static, stripped build: .build/release/ocx-mise-tui
	$(SWIFT) build $(RELEASE)

install: release ## put the release, its manual and its completions into PREFIX (default /usr/local)
	install -d $(foreach folder,bin $(SHARED_FOLDERS),"$(ROOT)/$(folder)")
	install -m 755 "$(RELEASED)" "$(ROOT)/bin/$(PROGRAM)"
	"$(RELEASED)" manual > "$(ROOT)/$(MANUAL)"
	"$(RELEASED)" completions bash > "$(ROOT)/$(BASH)"
	"$(RELEASED)" completions zsh > "$(ROOT)/$(ZSH)"
	"$(RELEASED)" completions fish > "$(ROOT)/$(FISH)"

uninstall: ## take them out of PREFIX again
	rm -f $(foreach file,bin/$(PROGRAM) $(MANUAL) $(BASH) $(ZSH) $(FISH),"$(ROOT)/$(file)")

test: set-up-test test-lua test-stand-in test-swift ## set up and pass every test

test-lua: set-up-test ## the mise plugin, in a harness of mise's own shape
	$(LUA) Tests/Lua/run.lua

test-stand-in: set-up-test ## the stand-in ocx, held to the recordings of the real one
	python3 -m unittest discover -s Tests/StandIn -p 'test_*.py'

test-swift: set-up-test ## everything else, end to end in tmux included
	$(SWIFT) build --build-tests $(SWIFT_FLAGS)
	$(SWIFT) test --skip-build --disable-xctest $(SWIFT_FLAGS)

lint: set-up-build set-up-lint ## formatting, Lua, shell, names, order of folders, unused code, generated files
	$(SWIFT) format lint --strict --parallel --recursive $(FORMATTED)
	luacheck --quiet lua Tests/Lua Tests/Benchmarks
	shellcheck .ci/* Tests/Tools/check-generated
	python3 Tests/Tools/check-sources
	$(SWIFT) build $(SWIFT_FLAGS)
	python3 Tests/Tools/check-unused
	Tests/Tools/check-generated

format: ## format the Swift sources in place
	$(SWIFT) format --in-place --parallel --recursive $(FORMATTED)

generate: ## write the generated files anew
	@for generator in Tests/Tools/generate-*; do \
	  [ ! -x "$$generator" ] || "$$generator" || exit 1; \
	done

bench: set-up-bench release ## measure against git, tig and cp; AGAINST=PROGRAM: also against that
	python3 Tests/Benchmarks/bench.py "$(RELEASED)" $(if $(AGAINST),--against "$(AGAINST)")

screenshots: set-up-test ## take the pictures of the README anew, from the demo
	$(SWIFT) build --product $(PROGRAM)
	python3 Tests/Tools/screenshots "$$($(SWIFT) build --show-bin-path)/$(PROGRAM)" screenshots

clean: ## remove what was built
	rm -rf .build

set-up-%:
	@.ci/set-up build $(filter-out build,$*)
