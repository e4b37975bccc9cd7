# ocx-mise-tui: browse OCX tools, pin them in mise.toml.
#
#   make run      build the program and open it with a bundled index and a temporary project
#   make test     set everything up and run all tests
#   make help     all other targets

# The address of the project. `make generate` writes it to documents, formula, workflows and the plugin.
REPOSITORY := OWNER/ocx-mise-tui

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
# Flags for every build, such as `-Xswiftc -warnings-as-errors` from .ci/run.
SWIFT_FLAGS ?=
PROGRAM := ocx-mise-tui
LUA := $(firstword $(shell command -v lua5.1 || command -v luajit) lua5.1)
SHELL_SCRIPTS := $(addprefix .packaging/,deb dist ocx/publish plugin-branch source stamp sums tree)
# Programs from PyPI, installed by .ci/set-up.
LINT_PYTHON := .build/python/bin
FORMATTED := Sources Snippets Tests Package.swift

# A release is static. On Linux that includes the C library: the program then starts faster than the
# dynamic linker alone (DECISIONS.md).
STATIC = $(shell .ci/static-flags)
# Nothing depends on the folder of the build, so that builds are reproducible.
SAME_BYTES := -Xswiftc -Xfrontend -Xswiftc -disable-incremental-llvm-codegen
ifeq ($(shell uname -s),Linux)
SAME_BYTES += -Xlinker --build-id=none
endif
RELEASE = -c release $(SWIFT_FLAGS) $(STATIC) $(SAME_BYTES) -Xlinker -s --product $(PROGRAM)

# The build stamp of a release: commit, date of the commit, compiler.
STAMP = $(shell .packaging/stamp)
COMPILER = $(shell $(SWIFT) --version 2>/dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p')

# The folders of `make install`.
ROOT = $(DESTDIR)$(PREFIX)
RELEASED = $(shell $(SWIFT) build -c release $(SWIFT_FLAGS) --show-bin-path)/$(PROGRAM)

.DEFAULT_GOAL := build
.PHONY: help run build release install uninstall dist deb check-release docc test test-lua test-stand-in \
  test-swift test-documents lint check-sources check-generated format generate bench torture fuzz sanitize screenshots clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' $(MAKEFILE_LIST) | \
	  while IFS='|' read -r name text; do printf '  %-18s %s\n' "$$name" "$$text"; done

run: set-up-build ## build the program and open the demo (needs only the Swift toolchain)
	$(SWIFT) build --product $(PROGRAM)
	@"$$($(SWIFT) build --show-bin-path)/$(PROGRAM)" demo

build: set-up-build ## a debug build
	$(SWIFT) build

release: export OCX_MISE_TUI_COMMIT = $(word 1,$(STAMP))
release: export OCX_MISE_TUI_DATE = $(word 3,$(STAMP))
release: export OCX_MISE_TUI_COMPILER = $(COMPILER)
release: set-up-build ## a static, stripped build: .build/release/ocx-mise-tui
	$(SWIFT) build $(RELEASE)

install: release ## install the release, its manuals, completions and documents in PREFIX (default /usr/local)
	.packaging/tree "$(RELEASED)" "$(ROOT)"

uninstall: ## remove them from PREFIX
	.packaging/tree --list | while read -r file; do rm -f "$(ROOT)/$$file"; done

dist: set-up-dist release ## tarballs, checksums, bill of materials, formula and OCX package, in dist/
	.packaging/dist "$(RELEASED)" "$(REPOSITORY)" dist

deb: set-up-deb dist ## the Debian package, checked by lintian, in dist/
	.packaging/deb "$(REPOSITORY)" dist

check-release: set-up-build set-up-test set-up-dist set-up-deb set-up-bare ## test a release in a bare Debian (needs root)
	.packaging/check-release

docc: ## the documentation of BackendKit, in .build/docc
	Tests/Tools/make-docc .build/docc

test: set-up-test test-lua test-stand-in test-swift test-documents ## set up and run all tests

test-lua: set-up-test ## the mise plugin, in a harness like mise's
	$(LUA) Tests/Lua/run.lua

test-stand-in: set-up-test ## the stand-in ocx, compared with recordings of the real one
	python3 -m unittest discover -s Tests/StandIn -p 'test_*.py'

test-swift: set-up-test ## everything else, including end to end in tmux
	$(SWIFT) build --build-tests $(SWIFT_FLAGS)
	$(SWIFT) test --skip-build --disable-xctest $(SWIFT_FLAGS)

test-documents: set-up-test ## the examples of the documents, and packaging, with the stand-ins
	$(SWIFT) build $(SWIFT_FLAGS)
	OCX_MISE_TUI_PROGRAM="$$($(SWIFT) build --show-bin-path)/$(PROGRAM)" \
	  python3 -m unittest discover -s Tests/Documents -p 'test_*.py'

lint: set-up-build set-up-lint check-sources check-generated ## formatting, Lua, shell, workflows, names, order of folders, unused code, coupling, generated files
	$(SWIFT) format lint --strict --parallel --recursive $(FORMATTED)
	luacheck --quiet lua Tests/Lua Tests/Benchmarks
	shellcheck .ci/run .ci/set-up .ci/static-flags Tests/Tools/check-generated Tests/Tools/make-docc Tests/Tools/sanitize $(SHELL_SCRIPTS)
	$(LINT_PYTHON)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(SWIFT) build $(SWIFT_FLAGS)
	python3 Tests/Tools/check-unused
	python3 Tests/Tools/check-coupling

check-sources:
	python3 Tests/Tools/check-sources

check-generated:
	Tests/Tools/check-generated

format: ## format the Swift sources in place
	$(SWIFT) format --in-place --parallel --recursive $(FORMATTED)

generate: ## update the generated files
	@for generator in Tests/Tools/generate-*; do \
	  [ ! -x "$$generator" ] || REPOSITORY="$(REPOSITORY)" "$$generator" || exit 1; \
	done

bench: set-up-bench release ## measure against git, tig and cp; AGAINST=PROGRAM: also against that
	python3 Tests/Benchmarks/bench.py "$(RELEASED)" $(if $(AGAINST),--against "$(AGAINST)")

torture: release ## kill it, fill the disk, write concurrently; takes minutes (PARTS="kills pins …", ROUNDS=800)
	python3 Tests/Torture/torture.py "$(RELEASED)" $(PARTS) $(if $(ROUNDS),--rounds $(ROUNDS))

fuzz: set-up-build ## search for input that breaks parsers, two at a time (MINUTES=10 each; PARTS="toml keys …")
	SWIFT="$(SWIFT)" python3 Tests/Fuzz/fuzz.py --minutes $(or $(MINUTES),1) $(PARTS)

sanitize: set-up-test ## the Swift tests with the thread and the address sanitizer (PARTS=thread)
	SWIFT="$(SWIFT)" Tests/Tools/sanitize $(PARTS)

screenshots: set-up-test ## update the screenshots of the README, from the demo
	$(SWIFT) build --product $(PROGRAM)
	python3 Tests/Tools/screenshots "$$($(SWIFT) build --show-bin-path)/$(PROGRAM)" screenshots

clean: ## remove what was built
	rm -rf .build

set-up-%:
	@.ci/set-up build $(filter-out build,$*)
