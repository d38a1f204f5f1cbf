# hyoty: build, demo, tests. Two commands are all it takes: make demo, make test.
#   VARIANT=release|debug|san   CC=gcc|clang   PREFIX=/usr/local
VARIANT ?= release
PREFIX  ?= /usr/local
ifeq ($(origin CC),default)
CC = gcc
endif

WARNINGS = -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Werror
FLAGS_release = -O2 -g
FLAGS_debug   = -O0 -g3
FLAGS_san     = -O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all \
                -fsanitize=address,undefined,float-cast-overflow,float-divide-by-zero
# The same bytes from every compiler and processor: no contraction to FMA, no relaxed arithmetic.
CFLAGS   = -std=c11 $(WARNINGS) $(FLAGS_$(VARIANT)) -ffp-contract=off -fopenmp $(EXTRA_CFLAGS)
CPPFLAGS = -D_GNU_SOURCE -I. -DHYOTY_DATADIR='"$(PREFIX)/share/hyoty"' -MMD -MP
LDFLAGS  = -fopenmp $(filter -fsanitize% -fno-sanitize%,$(FLAGS_$(VARIANT))) $(EXTRA_LDFLAGS)
LDLIBS   = -lgsl -lgslcblas -lyaml -ljansson -lm

BUILD    := build/$(VARIANT)-$(notdir $(firstword $(CC)))
PROGRAM  := $(BUILD)/hyoty
TESTS    := $(BUILD)/hyoty-tests
MAIN     := sim/cli/main.c
SOURCES  := $(filter-out $(MAIN),$(wildcard sim/*/*.c))
TESTSRC  := $(wildcard tests/*/*.c)
OBJECTS  := $(SOURCES:%.c=$(BUILD)/%.o)
MAINOBJ  := $(MAIN:%.c=$(BUILD)/%.o)
TESTOBJ  := $(TESTSRC:%.c=$(BUILD)/%.o)

.PHONY: all demo test test-only bench lint format san packages packages-test install clean
.DELETE_ON_ERROR:

all: $(PROGRAM)

$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -c $< -o $@

$(BUILD)/libhyoty.a: $(OBJECTS)
	@rm -f $@
	ar rcs $@ $^

$(PROGRAM): $(MAINOBJ) $(BUILD)/libhyoty.a
	$(CC) $(LDFLAGS) $^ $(LDLIBS) -o $@
	@ln -sf $@ hyoty

$(TESTS): $(TESTOBJ) $(BUILD)/libhyoty.a
	$(CC) $(LDFLAGS) $^ -lcriterion $(LDLIBS) -o $@

-include $(OBJECTS:.o=.d) $(MAINOBJ:.o=.d) $(TESTOBJ:.o=.d)

format:
	clang-format -i $(wildcard sim/*/*.[ch]) $(wildcard tests/*/*.[ch])

clean:
	rm -rf build out hyoty
