# hyoty: two commands are all it takes: make demo, make test.
#
#   VARIANT=release|debug|san|tsan|coverage   how to compile
#   CC=gcc|clang                              with what
#   PREFIX=/usr/local  DESTDIR=               where `make install` puts it
#   V=1                                       show the commands
VERSION  = 0.1.0
VARIANT ?= release
PREFIX  ?= /usr/local
ifeq ($(origin CC),default)
CC = gcc
endif
ifeq ($(MAKELEVEL)$(filter -j%,$(MAKEFLAGS)),0)
MAKEFLAGS += -j$(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
endif
MAKEFLAGS += --no-print-directory

WARNINGS       = -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Werror
FLAGS_release  = -O2 -g
FLAGS_debug    = -O0 -g3
FLAGS_san      = -O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all \
                 -fsanitize=address,undefined,float-cast-overflow,float-divide-by-zero
FLAGS_tsan     = -O1 -g -fno-omit-frame-pointer -fsanitize=thread
FLAGS_coverage = -O0 -g --coverage -fprofile-update=atomic
# The same bytes from every compiler and processor: no contraction to FMA, no relaxed arithmetic.
CFLAGS   = -std=c11 $(WARNINGS) $(FLAGS_$(VARIANT)) -ffp-contract=off -fopenmp $(EXTRA_CFLAGS)
CPPFLAGS = -D_GNU_SOURCE -I. -DHYOTY_VERSION='"$(VERSION)"' -DHYOTY_DATADIR='"$(PREFIX)/share/hyoty"' -MMD -MP
LDFLAGS  = -fopenmp $(filter -fsanitize% -fno-sanitize% --coverage,$(FLAGS_$(VARIANT))) $(EXTRA_LDFLAGS)
LDLIBS   = -lyaml -ljansson -lutf8proc -lzip -lxlsxwriter -lm
# GSL computes a second time what the program computes: for the tests and the naive program of the bench alone.
TESTLIBS = -lcriterion -lgsl -lgslcblas

BUILD    := build/$(VARIANT)-$(notdir $(firstword $(CC)))
PROGRAM  := $(BUILD)/hyoty
LIBRARY  := $(BUILD)/libhyoty.a
TESTS    := $(BUILD)/hyoty-tests
MAIN     := sim/cli/main.c
SOURCES  := $(filter-out $(MAIN),$(wildcard sim/*/*.c))
BENCHSRC := $(wildcard tests/bench/*.c)
TESTSRC  := $(filter-out $(BENCHSRC) tests/wasm/%,$(wildcard tests/*/*.c))
# Kernels are compiled once for each instruction set (sim/numeric/isa.h).
KERNELS  := $(filter %_kernel.c,$(SOURCES))
ISAS     := $(if $(filter x86_64,$(shell uname -m)),baseline avx2 avx512,baseline)
FLAGS_baseline =
FLAGS_avx2     = -mavx2
FLAGS_avx512   = -mavx512f -mavx512dq -mavx512vl -mprefer-vector-width=512
OBJECTS  := $(patsubst %.c,$(BUILD)/%.o,$(filter-out $(KERNELS),$(SOURCES))) \
            $(foreach isa,$(ISAS),$(KERNELS:%.c=$(BUILD)/%.$(isa).o))
MAINOBJ  := $(MAIN:%.c=$(BUILD)/%.o)
TESTOBJ  := $(TESTSRC:%.c=$(BUILD)/%.o)
BENCHOBJ := $(patsubst %.c,$(BUILD)/%.o,$(filter-out %_kernel.c,$(BENCHSRC))) \
            $(foreach isa,$(ISAS),$(patsubst %.c,$(BUILD)/%.$(isa).o,$(filter %_kernel.c,$(BENCHSRC))))

.PHONY: reference-library all demo test test-only test-wasm test-browser packages packages-test packages-wasm \
        packages-browser install uninstall clean lint format reference schemas bench san tsan coverage mutate long dist
.DELETE_ON_ERROR:

all: $(PROGRAM)
	@ln -sf $(PROGRAM) hyoty

$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D)
	@echo "$(BUILD)  $<"
	$(if $(V),,@)$(CC) $(CPPFLAGS) $(CFLAGS) -c $< -o $@

define kernel_rule
$(BUILD)/%_kernel.$(1).o: %_kernel.c Makefile
	@mkdir -p $$(@D)
	@echo "$(BUILD)  $$<  $(1)"
	$(if $(V),,@)$$(CC) $$(CPPFLAGS) $$(CFLAGS) -O3 -Wno-psabi $(FLAGS_$(1)) -DKERNEL_SUFFIX=$(1) -c $$< -o $$@
endef
$(foreach isa,$(ISAS),$(eval $(call kernel_rule,$(isa))))

$(LIBRARY): $(OBJECTS)
	@rm -f $@
	@ar rcs $@ $^

$(PROGRAM): $(MAINOBJ) $(LIBRARY)
	@echo "$@"
	$(if $(V),,@)$(CC) $(LDFLAGS) $^ $(LDLIBS) -o $@

$(TESTS): $(TESTOBJ) $(LIBRARY)
	@echo "$@"
	$(if $(V),,@)$(CC) $(LDFLAGS) $^ $(TESTLIBS) $(LDLIBS) -o $@

# Tests that start the program find it, in the same variant, under this name.
$(TESTOBJ): CPPFLAGS += -DHYOTY_PROGRAM='"$(PROGRAM)"'

-include $(OBJECTS:.o=.d) $(MAINOBJ:.o=.d) $(TESTOBJ:.o=.d) $(BENCHOBJ:.o=.d)

# --- for everybody ---------------------------------------------------------------------------------------------------

DEMO = scenarios/pohjois-savo-transition.yaml

demo: packages
	@$(MAKE) all
	./hyoty run $(DEMO) -o out/demo
	@echo
	@echo "The charts are in out/demo/charts, the figures in out/demo (start with summary.csv)."

test: packages-test
	@$(MAKE) test-only
	@$(MAKE) lint
	@$(MAKE) reference-library
	@$(MAKE) CC=clang test-only
	@$(MAKE) san
	@echo "make test: gcc, lint, clang and the address and undefined-behaviour sanitizers are all clean"
	@cat $(BUILD)/tests.count

# The tests of one build: make test-only CC=clang; make test-only TESTFLAGS="--filter 'base/*'"
# The bench is built too, so that it cannot rot.
test-only: $(PROGRAM) $(TESTS) $(BUILD)/bench
	@tests/criterion.sh $(TESTS) $(TESTFLAGS)

# The engine on a machine of another kind: as wasm32 under node, every column of every scenario to the last bit.
test-wasm: packages-wasm
	@$(MAKE) $(BUILD)/bits build/wasm/bits.wasm
	@tests/wasm/compare.sh $(BUILD)/bits build/wasm/bits.wasm

# The report in a browser, on phones, dark and on paper (Debian's chromium; what drives it comes from the npm registry).
test-browser: packages-browser
	@$(MAKE) $(PROGRAM)
	@tests/browser/run.sh $(PROGRAM) build/browser

packages:
	@.ci/packages build
packages-test:
	@.ci/packages build test
packages-wasm:
	@.ci/packages build wasm
packages-browser:
	@.ci/packages build browser

install: $(PROGRAM)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/hyoty
	install -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/hyoty
	cp -R plots scenarios schemas $(DESTDIR)$(PREFIX)/share/hyoty/

uninstall:
	rm -rf $(DESTDIR)$(PREFIX)/bin/hyoty $(DESTDIR)$(PREFIX)/share/hyoty

clean:
	rm -rf build out hyoty

# --- for developers --------------------------------------------------------------------------------------------------

lint: $(PROGRAM)
	@failed=0; for check in tests/lint/*.sh; do PROGRAM=$(PROGRAM) $$check $(OBJECTS) $(MAINOBJ) || failed=1; done; exit $$failed

# The page of all keys, from the tables that the program reads.
reference: $(PROGRAM)
	$(PROGRAM) keys --lang en > scenarios/REFERENCE.md

# The schemas of what analyses print, from what they print (Python, for developers alone).
schemas: $(PROGRAM)
	tests/schemas.py $(PROGRAM)

# Numbers beside those of OpenTURNS, which Debian installs for its own Python; without it the script says so (77).
PYTHON ?= $(firstword $(wildcard /usr/bin/python3) python3)
reference-library: $(PROGRAM)
	@if command -v $(PYTHON) >/dev/null; then \
	    $(PYTHON) tests/reference/openturns_sensitivity.py $(PROGRAM) || [ $$? -eq 77 ]; \
	else echo "reference-library: skipped, there is no Python"; fi

format:
	clang-format -i $(wildcard sim/*/*.[ch] tests/*.c tests/*/*.[ch])

# Speed, beside a naive program of the same models; and that every build gives the same bytes.
#   COUNTRY=1   the whole country too: 5.6 million persons x 1 000 iterations
bench: $(BUILD)/bench
	@MAKE="$(MAKE)" CC="$(CC)" VARIANT=$(VARIANT) BUILDFLAGS="$(filter-out $(WARNINGS),$(CFLAGS))" \
	    COUNTRY=$(COUNTRY) tests/bench/bench.sh $<

$(BUILD)/bench: $(BENCHOBJ) $(LIBRARY)
	@echo "$@"
	$(if $(V),,@)$(CC) $(LDFLAGS) $^ $(filter -lgsl%,$(TESTLIBS)) $(LDLIBS) -o $@

san:
	@TEST_SECONDS=$${TEST_SECONDS:-1800} tests/sanitize.sh $(MAKE) VARIANT=san CC=gcc test-only

# Data races. gcc's ThreadSanitizer does not know OpenMP; clang's does, with Archer.
tsan:
	@$(MAKE) VARIANT=tsan CC=clang build/tsan-clang/races
	@tests/races.sh build/tsan-clang/races $(DEMO)

$(BUILD)/races: $(BUILD)/tests/races.o $(LIBRARY)
	@echo "$@"
	$(if $(V),,@)$(CC) $(LDFLAGS) $^ $(LDLIBS) -o $@

# The engine for WASI, with wasi-libc and libyaml of the system's packages.
WASM      := build/wasm
WASMCC     = clang --target=wasm32-wasi
WASMSRC   := $(wildcard $(addsuffix /*.c,$(addprefix sim/,base numeric scenario model engine analysis)) tests/wasm/*.c)
WASMOBJ   := $(patsubst %.c,$(WASM)/%.o,$(filter-out sim/base/sink.c,$(WASMSRC))) # it writes no files
WASMFLAGS  = -std=c11 -Wall -Wextra -Werror -Wno-unknown-pragmas -O2 -msimd128 -ffp-contract=off \
             -D_GNU_SOURCE -D_WASI_EMULATED_MMAN -D_WASI_EMULATED_SIGNAL \
             -I. -Itests/wasm/include -I$(WASM)/include -include tests/wasm/missing.h

$(WASM)/libyaml.a: tests/wasm/libyaml.sh
	@mkdir -p $(@D)
	@echo "$@"
	$(if $(V),,@)tests/wasm/libyaml.sh $(@D) $(WASMCC) -O2

# Random123 takes no processor that it does not know; as for a plain one, it is C alone.
$(WASM)/sim/numeric/stream.o: WASMFLAGS += -D__riscv

$(WASM)/%.o: %.c Makefile $(WASM)/libyaml.a
	@mkdir -p $(@D)
	@echo "$(WASM)  $<"
	$(if $(V),,@)$(WASMCC) $(WASMFLAGS) -MMD -MP -c $< -o $@

$(WASM)/bits.wasm: $(WASMOBJ) $(WASM)/libyaml.a
	@echo "$@"
	$(if $(V),,@)$(WASMCC) -Wl,--gc-sections -Wl,-z,stack-size=1048576 $^ -lwasi-emulated-mman -lwasi-emulated-signal -o $@

$(BUILD)/bits: $(BUILD)/tests/wasm/bits.o $(LIBRARY)
	@echo "$@"
	$(if $(V),,@)$(CC) $(LDFLAGS) $^ $(LDLIBS) -o $@

-include $(WASMOBJ:.o=.d) $(BUILD)/tests/wasm/bits.d

coverage:
	@$(MAKE) VARIANT=coverage CC=gcc test-only
	@tests/coverage.sh build/coverage-gcc

# What the tests do not notice, of small mistakes that are made on purpose (tests/mutate/, tests/README.md).
#   FOLDER="numeric model"  COUNT=300  SEED=9  JOBS=1  FILES='*'   which mistakes, how many, in how many copies at a time
#   SECONDS=20                                                     only the fastest tests, as many as take so long in all
mutate:
	@$(PYTHON) tests/mutate/mutate.py --folder $(or $(FOLDER),numeric model) --count $(or $(COUNT),300) \
	    --seed $(or $(SEED),9) --jobs $(or $(JOBS),1) $(if $(FILES),--files $(FILES)) $(if $(SECONDS),--seconds $(SECONDS)) $(if $(AGAIN),--again)

# Everything that takes longer than one waits for; tests/README.md says when it ran last.
long:
	@$(MAKE) coverage
	@$(MAKE) tsan
	@$(MAKE) mutate

dist:
	git archive --format=tar.gz --prefix=hyoty-$(VERSION)/ -o hyoty-$(VERSION).tar.gz HEAD
	@echo "hyoty-$(VERSION).tar.gz"
