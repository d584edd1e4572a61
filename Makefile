# jixiao - see README.md; `make help` lists the targets.
# Variables: MODE=release|san|fuzz|cov  BUILD=folder  CC  CFLAGS  WERROR=1
MODE = release
BUILD = build
STAGES = extract normalize load jixiao

OBJ = $(BUILD)/$(MODE)/obj
BIN = $(if $(filter release,$(MODE)),$(BUILD),$(BUILD)/$(MODE)/bin)
UNIT = $(BUILD)/$(MODE)/tests

WARNINGS = -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wundef -Wvla \
    -Wformat=2 -Wcast-qual -Wpointer-arith -Wwrite-strings \
    -Wstrict-prototypes -Wmissing-prototypes -Wswitch-enum
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all
CFLAGS_release = -O3 -D_FORTIFY_SOURCE=2 -fstack-protector-strong
CFLAGS_san = -O1 -fno-omit-frame-pointer $(SANITIZE)
CFLAGS_fuzz = $(CFLAGS_san) -fsanitize=fuzzer-no-link
CFLAGS_cov = -O0 --coverage
ifeq ($(origin CC),default)
CC = $(if $(filter fuzz,$(MODE)),clang,gcc)
endif
CFLAGS = -g $(CFLAGS_$(MODE))

# Asked once, and only where something is compiled or linked.
PACKAGES = icu-i18n icu-uc libpcre2-8 sqlite3 libarchive libxml-2.0 libcrypto
once = $(eval $1 := $$(shell $2))$($1)
PACKAGE_CFLAGS = $(call once,PACKAGE_CFLAGS,pkg-config --cflags $(PACKAGES) \
    | sed 's/-I/-isystem /g')
PACKAGE_LIBS = $(call once,PACKAGE_LIBS,pkg-config --libs $(PACKAGES))

COMPILE = $(CC) -std=c17 $(WARNINGS) $(if $(WERROR),-Werror) $(CFLAGS) \
    -D_POSIX_C_SOURCE=200809L -MMD -MP $(PACKAGE_CFLAGS)
LINK = $(CC) $(CFLAGS) $(LDFLAGS) -Wl,--as-needed
LIBS = $(PACKAGE_LIBS) -lcsv

# V=1 shows whole commands.
say = $(if $V,,@echo '  $1 $2';)

sources = $(sort $(wildcard $1/*.c))
objects = $(patsubst %.c,$(OBJ)/%.o,$(call sources,$1))
parts = $(filter-out $(OBJ)/$1/main.o,$(call objects,$1))
ARCHIVES = $(patsubst %,$(OBJ)/%.a,$(STAGES) lib)
PROGRAMS = $(foreach s,$(STAGES),$(if $(wildcard $s/main.c),$(BIN)/$s))
TEST_PROGRAMS = $(patsubst tests/unit/%.c,$(UNIT)/%,$(call sources,tests/unit)) \
    $(patsubst tests/%.c,$(UNIT)/%,$(call sources,tests)) $(UNIT)/generate \
    $(patsubst tests/preload/%.c,$(UNIT)/%.so,$(call sources,tests/preload))
FUZZERS = $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(call sources,tests/fuzz))

all: $(PROGRAMS)

programs-for-tests: $(PROGRAMS) $(TEST_PROGRAMS)

$(foreach s,$(STAGES),$(eval \
    $(BIN)/$s: $(OBJ)/$s/main.o $(OBJ)/$s.a $(OBJ)/lib.a))
$(PROGRAMS):
	@mkdir -p $(@D)
	$(call say,LINK,$@)$(LINK) -o $@ $^ $(LIBS)

$(foreach s,$(STAGES) lib,$(eval $(OBJ)/$s.a: $(call parts,$s)))
$(ARCHIVES):
	@mkdir -p $(@D)
	@rm -f $@
	@ar rcs $@ $^

$(OBJ)/tests/generate/%.o: tests/generate/%.c Makefile
	@mkdir -p $(@D)
	$(call say,CC,$@)$(COMPILE) -Ilib -I$(<D) -c -o $@ $<

$(OBJ)/tests/%.o: tests/%.c Makefile
	@mkdir -p $(@D)
	$(call say,CC,$@)$(COMPILE) -Ilib $(STAGES:%=-I%) -c -o $@ $<

$(OBJ)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(call say,CC,$@)$(COMPILE) -Ilib -I$(<D) -c -o $@ $<

$(UNIT)/%: $(OBJ)/tests/unit/%.o $(ARCHIVES)
	@mkdir -p $(@D)
	$(call say,LINK,$@)$(LINK) -o $@ $^ $(LIBS)

$(UNIT)/%: $(OBJ)/tests/%.o $(ARCHIVES)
	@mkdir -p $(@D)
	$(call say,LINK,$@)$(LINK) -o $@ $^ $(LIBS)

$(UNIT)/generate: $(call objects,tests/generate) $(OBJ)/lib.a
	@mkdir -p $(@D)
	$(call say,LINK,$@)$(LINK) -o $@ $^ $(LIBS)

$(UNIT)/%.so: tests/preload/%.c
	@mkdir -p $(@D)
	$(call say,CC,$@)$(CC) -std=c17 $(WARNINGS) -O2 -g -shared -fPIC -o $@ $<

$(BUILD)/fuzz/%: $(OBJ)/tests/fuzz/%.o $(ARCHIVES)
	@mkdir -p $(@D)
	$(call say,LINK,$@)$(LINK) -fsanitize=fuzzer -o $@ $^ $(LIBS)

# Everything for people. setup installs only what is missing.
REPORTS = corpus
DB = $(BUILD)/warehouse.db

run:
	@tests/setup build
	@$(MAKE) --no-print-directory all
	@$(BIN)/jixiao ingest --db '$(DB)' '$(REPORTS)' || [ $$? -eq 1 ]
	@$(BIN)/jixiao table --db '$(DB)'

test:
	@tests/setup test
	@$(MAKE) --no-print-directory check

check: programs-for-tests
	@tests/run

golden: all
	@sh tests/golden.sh --ask

lint:
	@tests/lint

bench: programs-for-tests
	@tests/bench

bench-scale: programs-for-tests
	@tests/bench_scale $(COUNT)

coverage:
	@tests/coverage

fuzzers: $(FUZZERS)

clean:
	rm -rf $(BUILD)

help:
	@echo 'make              build $(BUILD)/extract, normalize, load, jixiao'
	@echo 'make run          set up, build, ingest REPORTS=DIR into DB=FILE'
	@echo 'make test         set up, build, run all tests'
	@echo 'make check        the tests alone; make golden: review changes'
	@echo 'make lint         style and checkers; make bench: speed and memory'
	@echo 'make bench-scale  load and questions, COUNT=200000 reports'
	@echo 'make coverage     which lines the tests run'
	@echo 'MODE=san|fuzz|cov a build apart, in $(BUILD)/MODE'

.PHONY: all programs-for-tests run test check golden lint bench \
    bench-scale coverage fuzzers clean help
.SECONDARY:
-include $(wildcard $(OBJ)/*/*.d $(OBJ)/*/*/*.d)
