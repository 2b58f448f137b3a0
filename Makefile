# `make run` and `make test` are all that a newcomer needs; `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
RESULTS := .ci/results
# The Swift runtime stands in the programs where that is possible: they start sooner, and `make dist` hands out these very ones.
RELEASE := swift build -c release $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib)
# Tests are compiled with optimisation, so that they take a fraction of the time, and with every check that a debug build makes.
TESTS := --scratch-path .build-tests -Xswiftc -O -Xswiftc -assert-config -Xswiftc Debug -Xcc -O2
SWIFT_DIRS := Sources Tests Package.swift
ROWS := 10000000
MEMBERS := 200000
TEXTS := 100000
SCANS := 2600000
COMMITTEES := 5000 100000
PEERS := Sources/Benchmark/peers
VENV := .build-python

.PHONY: help run workbench workbench-server test test-slow deps deps-test deps-workbook deps-notice build release lint layers unit golden record-golden workbook notice-check \
  tutorial smoke browser fuzz demo-db demo-check kill-db disk-full dist dist-check bench bench-instructions record-instructions bench-db bench-csv bench-sample bench-scale bench-spill bench-near bench-tune bench-notice bench-workbench bench-http bench-check deps-tune long-line \
  deps-browser sample format clean

help:            ## list the targets
	@grep -hE '^[a-z-]+: .*##|^[a-z-]+:[ ]+##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 18

workbench: release workbench-server ## open SampleData's run as a page on which its model is tuned
	@dutyrank="$$(swift build -c release --show-bin-path)/dutyrank" && "$$dutyrank" run Pipelines/evaluation.yaml >/dev/null && "$$dutyrank" workbench latest

run: release     ## build and rank SampleData; ends with the top of the ranking and the report's path
	@"$$(swift build -c release --show-bin-path)/dutyrank" run Pipelines/evaluation.yaml

test: deps-test lint layers build unit golden workbook notice-check bench-check bench-instructions demo-check tutorial smoke browser   ## what CI runs, but for test-slow and dist-check
	@.ci/count $(RESULTS)

test-slow: kill-db long-line disk-full ## what CI runs besides: servers killed, a line of 2 GB, disks that fill up
	@.ci/count $(addprefix $(RESULTS)/,$(addsuffix .xml,$^))

deps:
	@{ [ -e /usr/include/csv.h ] && [ -e /usr/include/xlsxwriter.h ] && [ -e /usr/include/archive.h ] && [ -e /usr/include/expat.h ] && [ -e /usr/include/postgresql/libpq-fe.h ]; } || \
	  { $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq libcsv-dev libxlsxwriter-dev libarchive-dev libexpat1-dev libpq-dev; }
	@command -v swift >/dev/null || { echo "Swift 6.3 is not on PATH: install the toolchain, then run make again." >&2; exit 2; }

deps-test: deps
	@command -v python3 >/dev/null || { $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq python3-minimal; }
	@ls -d /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || \
	  { $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq postgresql; }

deps-workbook: deps-test
	@python3 -c 'import ensurepip' 2>/dev/null || \
	  { $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq python3-venv; }
	@[ -x $(VENV)/bin/openxml-audit ] || \
	  { python3 -m venv $(VENV) && $(VENV)/bin/pip install -q openpyxl==3.1.5 openxml-audit==0.8.0; }

lint: deps       ## format and style, strict
	swift format lint --strict --recursive --parallel $(SWIFT_DIRS)

workbench-server: deps
	$(RELEASE) --product dutyrank-workbench

layers: deps-test ## imports go one way, as Package.swift declares them
	python3 .ci/check-layers

build: deps      ## the programs and their tests; warnings are errors
	swift build --build-tests $(TESTS)

release: deps    ## optimised build of the command
	$(RELEASE) --product dutyrank

unit: build      ## all Swift tests
	@rm -rf $(RESULTS) && mkdir -p $(RESULTS)
	timeout $(PATIENCE) swift test $(TESTS) --skip-build --skip WorkbenchServerTests --xunit-output $(RESULTS)/unit.xml
	@# The server answers within seconds only where no other suite holds all threads of the process.
	timeout $(PATIENCE) swift test $(TESTS) --skip-build --filter WorkbenchServerTests --xunit-output $(RESULTS)/server.xml

# Seconds after which tests that hang are ended, so that CI says so while it still can.
PATIENCE := 2400

golden: release  ## the shipped pipeline on SampleData equals Tests/Golden byte for byte
	python3 .ci/golden "$$(swift build -c release --show-bin-path)/dutyrank" $(RESULTS)/golden.xml

record-golden: release ## rewrite Tests/Golden after a change that was meant
	python3 .ci/golden --record "$$(swift build -c release --show-bin-path)/dutyrank" $(RESULTS)/golden.xml

workbook: release deps-workbook ## ranking.xlsx, read back by openpyxl, says what ranking.csv says
	$(VENV)/bin/python .ci/workbook "$$(swift build -c release --show-bin-path)/dutyrank" $(RESULTS)/workbook.xml

deps-notice: deps-workbook
	@command -v soffice >/dev/null && command -v pdftotext >/dev/null && command -v chromium >/dev/null && command -v rsvg-convert >/dev/null && [ -n "$$(fc-list 'Noto Serif CJK SC')" ] \
	|| { $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq --no-install-recommends libreoffice-writer-nogui \
	chromium librsvg2-bin poppler-utils fonts-noto-cjk fontconfig; }

notice-check: release deps-notice ## the notices, as OOXML and as PDF: parts, audit, 22 lines of 28 characters, page numbers
	$(VENV)/bin/python .ci/notice "$$(swift build -c release --show-bin-path)/dutyrank" $(RESULTS)/notice.xml

deps-dist: deps
	@{ command -v dpkg-shlibdeps && command -v debootstrap && python3 -c 'import http.cookiejar'; } >/dev/null 2>&1 || \
	  { $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq dpkg-dev debootstrap python3; }

dist: deps-dist release workbench-server  ## a tar to unpack anywhere and a Debian package, which need no Swift, in .build-dist/out
	@rm -rf .build-dist/out && .ci/dist "$$(swift build -c release --show-bin-path)" .build-dist/out

dist-check: dist ## what `make dist` made, on a bare Debian 12: every file of a run equals Tests/Golden
	@mkdir -p $(RESULTS)
	@$(SUDO) env "PATH=$$PATH" .ci/dist-check "$$(swift build -c release --show-bin-path)" .build-dist/out $(RESULTS)/dist.xml

long-line: release deps-test ## a line of 2 GB is refused within bounded memory, and the rest is read
	@mkdir -p $(RESULTS)
	@python3 .ci/long-line "$$(swift build -c release --show-bin-path)/dutyrank" $(RESULTS)/long-line.xml

tutorial: release deps-test ## docs/from-rules-to-model, done as its reader does, prints what it says in both languages
	@mkdir -p $(RESULTS)
	@python3 .ci/tutorial "$$(swift build -c release --show-bin-path)/dutyrank" $(RESULTS)/tutorial.xml

smoke: release   ## the release build starts
	"$$(swift build -c release --show-bin-path)/dutyrank" --version

disk-full: release deps-test ## a disk that fills up at many points: nothing is lost, and the re-run is right
	@mkdir -p $(RESULTS)
	@python3 .ci/disk-full "$$(swift build -c release --show-bin-path)/dutyrank" $(RESULTS)/disk-full.xml

kill-db: release deps-test ## kill the backend or the server in mid-publication, KILLS times: all or nothing, right on the re-run
	@mkdir -p $(RESULTS)
	@python3 .ci/kill-db "$$(swift build -c release --show-bin-path)/dutyrank" $(RESULTS)/kill-db.xml $(KILLS)

KILLS := 100

demo-db: release deps-test ## a PostgreSQL server with SampleData in it, to rank and to publish into
	@python3 .ci/demo-db "$$(swift build -c release --show-bin-path)/dutyrank"

demo-check: release deps-test ## the demo's commands do what README says
	@mkdir -p $(RESULTS)
	@python3 .ci/demo-db --check $(RESULTS)/demo-db.xml "$$(swift build -c release --show-bin-path)/dutyrank"

fuzz: deps        ## look for inputs that break the readers, SECONDS=60 in all; a finding fails and stays in .build-fuzz
	@.ci/fuzz $(SECONDS)

SECONDS := 60

bench-data: deps
	@$(RELEASE) --product Benchmark
	@[ -e .bench/$(ROWS)/done ] || { "$$(swift build -c release --show-bin-path)/Benchmark" generate --rows $(ROWS) --members $(MEMBERS) \
	  --out .bench/$(ROWS) && touch .bench/$(ROWS)/done; }

bench: release bench-data ## time `run` against DuckDB, Polars and pandas (ROWS=10000000 MEMBERS=200000) and write Benchmarks.md
	@[ -e .bench/venv/peers ] || { python3 -m venv .bench/venv && .bench/venv/bin/pip install -q duckdb==2.0.1 polars==2.1.0 pandas==3.1.1 \
	  pyarrow==26.0.1 && touch .bench/venv/peers; }
	@python3 $(PEERS)/bench.py "$$(swift build -c release --show-bin-path)/dutyrank" .bench/$(ROWS) .bench/venv/bin/python \
	  --rows $(ROWS) $(if $(filter 10000000,$(ROWS)),--report Benchmarks.md)
	@if ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then $(MAKE) --no-print-directory bench-db; fi
	@$(MAKE) --no-print-directory bench-csv
	@$(MAKE) --no-print-directory bench-tune
	@$(MAKE) --no-print-directory bench-notice
	@$(MAKE) --no-print-directory bench-workbench
	@$(MAKE) --no-print-directory bench-http
	@$(MAKE) --no-print-directory bench-sample

bench-db: release bench-data ## time reading a table and publishing against psql, and write their section of Benchmarks.md
	@mkdir -p .bench && python3 $(PEERS)/database.py "$$(swift build -c release --show-bin-path)/dutyrank" .bench/$(ROWS) \
	  $(if $(filter 10000000,$(ROWS)),--report Benchmarks.md)

deps-instructions: deps-test
	@command -v valgrind >/dev/null || { $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq valgrind; }

INSTRUCTIONS = python3 $(PEERS)/instructions.py "$$(swift build -c release --show-bin-path)/dutyrank" \
  "$$(swift build -c release --show-bin-path)/Benchmark" $(RESULTS)/instructions.xml

bench-instructions: release deps-instructions ## count the instructions of two fixed runs and tell what changed since they were recorded
	@$(RELEASE) --product Benchmark
	@$(INSTRUCTIONS)

record-instructions: release deps-instructions ## the same, and record the counts
	@$(RELEASE) --product Benchmark
	@$(INSTRUCTIONS) --record

bench-csv: deps ## time the cutting of CSV into cells against libcsv and write its section of Benchmarks.md
	@$(RELEASE) --product Benchmark
	@python3 $(PEERS)/csv_cells.py "$$(swift build -c release --show-bin-path)/Benchmark" --rows $(SCANS) \
	  $(if $(filter 2600000,$(SCANS)),--report Benchmarks.md)

bench-sample: release ## time the run of SampleData, every file written, and write its section of Benchmarks.md
	@python3 $(PEERS)/sample.py "$$(swift build -c release --show-bin-path)/dutyrank" --report Benchmarks.md

bench-scale: release ## time `run` on 1, 10 and 50 million rows, and by one worker and two, and write its section of Benchmarks.md
	@$(MAKE) --no-print-directory bench-data ROWS=1000000 MEMBERS=20000
	@$(MAKE) --no-print-directory bench-data ROWS=10000000 MEMBERS=200000
	@$(MAKE) --no-print-directory bench-data ROWS=50000000 MEMBERS=800000
	@python3 $(PEERS)/scale.py "$$(swift build -c release --show-bin-path)/dutyrank" .bench --rows 1000000 10000000 50000000 --report Benchmarks.md

bench-spill: release ## time `run` on 100 million rows within 1 GiB against 10 million in memory and write its section of Benchmarks.md
	@$(MAKE) --no-print-directory bench-data ROWS=10000000 MEMBERS=200000
	@$(MAKE) --no-print-directory bench-data ROWS=100000000 MEMBERS=200000
	@python3 $(PEERS)/spill.py "$$(swift build -c release --show-bin-path)/dutyrank" .bench --rows 10000000 100000000 --report Benchmarks.md

bench-near: deps ## time the search for near-same texts against datasketch and write its section of Benchmarks.md
	@$(RELEASE) --product Benchmark
	@[ -e .bench/venv/near ] || { python3 -m venv .bench/venv && .bench/venv/bin/pip install -q datasketch==2.0.0 && touch .bench/venv/near; }
	@python3 $(PEERS)/near.py "$$(swift build -c release --show-bin-path)/Benchmark" .bench/venv/bin/python .bench/near \
	  --texts $(TEXTS) $(if $(filter 100000,$(TEXTS)),--report Benchmarks.md)

bench-notice: release ## time the making of documents and write its section of Benchmarks.md
	@$(RELEASE) --product Benchmark
	@python3 $(PEERS)/notice.py "$$(swift build -c release --show-bin-path)/Benchmark" "$$(swift build -c release --show-bin-path)/dutyrank" \
	  --report Benchmarks.md

bench-workbench: deps ## time what the server of the workbench answers to a drag and write its section of Benchmarks.md
	@$(RELEASE) --product Benchmark
	@python3 $(PEERS)/workbench.py "$$(swift build -c release --show-bin-path)/Benchmark" --members $(COMMITTEES) \
	  $(if $(subst 5000 100000,,$(COMMITTEES)),,--report Benchmarks.md)

bench-http: release workbench-server ## time the answers of the workbench over HTTP and write its section of Benchmarks.md
	@$(RELEASE) --product Benchmark
	@python3 $(PEERS)/workbench_http.py "$$(swift build -c release --show-bin-path)/Benchmark" "$$(swift build -c release --show-bin-path)/dutyrank" \
	  .bench/http --members $(COMMITTEES) $(if $(filter 10000000,$(ROWS)),$(if $(subst 5000 100000,,$(COMMITTEES)),,--report Benchmarks.md))

deps-tune: deps-test
	@python3 -c 'import ensurepip' 2>/dev/null || \
	  { $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq python3-venv; }
	@[ -e .bench/venv/tune ] || { python3 -m venv .bench/venv && .bench/venv/bin/pip install -q numpy==2.4.6 pandas==3.1.1 \
	  && touch .bench/venv/tune; }

bench-tune: deps-tune ## time turning a number of the model against pandas and numpy and write its section of Benchmarks.md
	@$(RELEASE) --product Benchmark
	@python3 $(PEERS)/tune.py "$$(swift build -c release --show-bin-path)/Benchmark" .bench/venv/bin/python .bench/tune \
	  --members $(COMMITTEES) $(if $(filter 10000000,$(ROWS)),$(if $(subst 5000 100000,,$(COMMITTEES)),,--report Benchmarks.md))

bench-check: ROWS := 20000
bench-check: MEMBERS := 400
bench-check: release bench-data deps-tune ## what the benchmarks rank, others rank alike
	@python3 $(PEERS)/check.py "$$(swift build -c release --show-bin-path)/dutyrank" .bench/$(ROWS) $(RESULTS)/bench.xml
	@python3 $(PEERS)/tune_check.py "$$(swift build -c release --show-bin-path)/Benchmark" .bench/venv/bin/python .bench/tune/check \
	  $(RESULTS)/tune.xml

BROWSER_VENV := .build/browser-venv

deps-browser: deps-test
	@command -v chromium >/dev/null && [ -n "$$(fc-list 'Noto Sans CJK SC')" ] && python3 -c "import ensurepip" 2>/dev/null \
	|| { $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq chromium fonts-noto-cjk fontconfig python3-venv; }
	@[ -x $(BROWSER_VENV)/bin/playwright ] || { python3 -m venv $(BROWSER_VENV) \
	&& $(BROWSER_VENV)/bin/pip install --quiet --disable-pip-version-check playwright==1.65.2; }

browser: release workbench-server deps-browser ## the pages of a run and its workbench in Chromium, on a wide and a narrow screen and in print
	$(BROWSER_VENV)/bin/python Tests/Browser/pages.py "$$(swift build -c release --show-bin-path)/dutyrank" $(RESULTS)/browser.xml
	$(BROWSER_VENV)/bin/python Tests/Browser/workbench.py "$$(swift build -c release --show-bin-path)/dutyrank" $(RESULTS)/workbench.xml \
	  $(RESULTS)/shots

sample: deps     ## write SampleData anew from its seed
	swift run -c release Generator --out SampleData

format:          ## format all Swift files in place
	swift format -i --recursive --parallel $(SWIFT_DIRS)

clean:           ## remove build products
	rm -rf .build .build-tests .bench $(VENV) $(RESULTS)
	@# The bare system of dist-check is root's.
	[ ! -e .build-dist ] || $(SUDO) rm -rf .build-dist
