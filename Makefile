# SPDX-License-Identifier: GPL-2.0-or-later
#
# Thin: meson builds. Two targets do everything on a fresh Debian: `make run` and
# `make check`. CI=true makes warnings errors.

BUILD ?= build
prefix ?= /usr/local
DESTDIR ?=
FUZZ_SECONDS ?= 60
CI ?=

WERROR = $(if $(CI),--werror)
# $(call setup,DIR,OPTIONS,COMPILER): configures DIR unless it is configured already.
setup = test -f $(1)/build.ninja || $(if $(3),CC=$(3)) meson setup $(2) $(1)
# gcc warns of paths that only its sanitizers make, so these builds do not mind warnings.
SANITIZE = -Doptimization=1 -Db_sanitize=address,undefined -Db_lundef=false
THREADS = tidings tests/unit/ingest/test_ingest tests/unit/ingest/race \
	tests/unit/archive/test_archive_range tests/unit/output/test_output_shares \
	tests/unit/write/test_write_late tests/unit/write/test_write_unlogged

.PHONY: all build run check install deb fuzz bench lint sanitize \
	sanitize-threads clean help

all:
	@tools/packages need build
	@$(MAKE) --no-print-directory build

build:
	@$(call setup,$(BUILD),$(WERROR) --prefix=$(prefix)) >$(BUILD).log 2>&1 || { cat $(BUILD).log; exit 1; }
	@rm -f $(BUILD).log
	@ninja -C $(BUILD)

run:
	@tools/packages install build run
	@$(MAKE) --no-print-directory build
	@rm -rf $(BUILD)/sample
	@tests/corpus/make-archive $(BUILD)/sample >/dev/null
	@$(BUILD)/tidings update --no-pager $(BUILD)/sample

check:
	@tools/packages install build run check
	@$(MAKE) --no-print-directory build
	@tests/run $(BUILD)

sanitize:
	@tools/packages need build run check
	@$(call setup,$(BUILD)-sanitize,$(SANITIZE))
	@ninja -C $(BUILD)-sanitize
	@tests/run $(BUILD)-sanitize

# What has threads, and a program that races, which must be seen. Addresses that are too
# random are more than the sanitizer of some kernels can take.
sanitize-threads:
	@tools/packages need build run check
	@$(call setup,$(BUILD)-threads,-Doptimization=1 -Db_sanitize=thread -Db_lundef=false)
	@ninja -C $(BUILD)-threads $(THREADS)
	@if setarch -R true 2>/dev/null; then fixed='setarch -R'; fi; \
	$$fixed tests/run $(BUILD)-threads --no-rebuild --suite threads

install: all
	DESTDIR='$(DESTDIR)' meson install -C $(BUILD)

deb:
	@tools/packages need build
	@tools/deb $(BUILD)-deb $(BUILD)-deb

fuzz:
	@tools/packages need build fuzz
	@$(call setup,$(BUILD)-fuzz,-Dfuzzing=true $(SANITIZE),clang)
	@ninja -C $(BUILD)-fuzz fuzzers
	@tests/fuzz/run $(BUILD)-fuzz $(FUZZ_SECONDS)

bench: all
	@tests/bench/update $(BUILD)/tidings $(ARCHIVE)

lint: build
	@tools/packages need build lint
	@tools/lint $(BUILD)

clean:
	rm -rf $(BUILD) $(BUILD)-sanitize $(BUILD)-threads $(BUILD)-fuzz $(BUILD)-clang $(BUILD)-deb

help:
	@echo 'make           build $(BUILD)/tidings'
	@echo 'make run       install what is missing, build, show an update of a small archive'
	@echo 'make check     install what is missing, build, run every test'
	@echo 'make install   into $$(DESTDIR)$$(prefix)'
	@echo 'make deb       a Debian package, in $(BUILD)-deb'
	@echo 'make sanitize  every test with the address and undefined sanitizers'
	@echo 'make sanitize-threads'
	@echo '               the tests that use threads, with the thread sanitizer'
	@echo 'make lint      format, clang-tidy, manual pages, shell scripts'
	@echo 'make fuzz      every fuzzer for FUZZ_SECONDS'
	@echo 'make bench     ARCHIVE=DIR: tidings update beside git cat-file'
