# A thin list of what can be done here; ./mvnw does the work.
SCRIPTS = mvnw tidb-client .ci/run .mvn/find-jdk.sh bench/startup bench/connections bench/imports bench/scenarios \
	deploy/check deploy/image deploy/package deploy/rootfs examples/run-simple examples/run-advanced examples/run-cli-simple \
	examples/run-cli-advanced

.DEFAULT_GOAL := help
.PHONY: help faults fuzz mutation claims soak nightly nightly-jvm nightly-native nightly-soak nightly-fuzz build test verify native run-simple run-advanced run-cli-simple run-cli-advanced examples bench clean format lint check manual pictures package

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1 - /p' $(MAKEFILE_LIST)

build: ## the JVM build, without tests
	./mvnw -q -DskipTests package

test: ## unit tests
	./mvnw test

verify: ## all tests, also on the packaged tool; with TIDB_SERVER_BIN set also on a real TiDB
	./mvnw verify

native: ## the native binary target/tidb-client (needs GRAALVM_HOME)
	./mvnw -Dnative -DskipTests package

run-simple: ## Java program: 3 connections, run together, results printed
	examples/run-simple

run-advanced: ## Java program: 12 connections with a state of its own, a barrier, messages, events and import jobs
	examples/run-advanced

run-cli-simple: ## command line: 3 connections, run together, results collected
	examples/run-cli-simple

run-cli-advanced: ## command line: 12 connections with events, a barrier and import jobs
	examples/run-cli-advanced

examples: run-simple run-advanced run-cli-simple run-cli-advanced ## all four examples

bench: ## the figures of bench/README.md, measured here
	bench/startup
	bench/connections

manual: ## docs/commands.md and docs/man, made from the commands
	./mvnw -q test -Dtest=ManualTest -Dmanual.write=true

format: ## the code style
	./mvnw -q spotless:apply

lint: ## what stops a build: formatting, warnings of compiler and Error Prone, shellcheck where it is installed
	./mvnw -q spotless:check test-compile
	! command -v shellcheck >/dev/null || shellcheck -x $(SCRIPTS)

fuzz: ## what comes from servers, files and the network, for MINUTES (5 by default)
	fuzz/run $(or $(MINUTES),5)

mutation: ## changes of the code that no unit test notices, in GROUPS (all by default; some hours)
	mutation/run $(GROUPS)

claims: ## every claim of the reports, made false, on the jar
	./mvnw verify -DskipUnitTests -Dtest.excludedGroups= -Dit.test='ClaimsIT,EveryClaimIT,ClaimsOnMariaDbIT'

soak: ## serve, a watch and a workload over servers that are killed, for HOURS (1) or MINUTES; SEED repeats a run
	bench/soak $(or $(MINUTES),$(shell expr 60 \* $(or $(HOURS),1))) $(SEED)

nightly: ## all of it at length, with an hour of soak and two of fuzzing (needs GRAALVM_HOME; with TIDB_SERVER_BIN set also on a real TiDB)
	@test -n "$$GRAALVM_HOME" || { echo "make nightly: set GRAALVM_HOME" >&2; exit 2; }
	$(MAKE) -k nightly-jvm nightly-native nightly-soak nightly-fuzz mutation

nightly-jvm:
	./mvnw verify -Dtest.excludedGroups=

nightly-native:
	./mvnw verify -Dnative -DskipUnitTests

nightly-soak:
	bench/soak 60

nightly-fuzz:
	fuzz/run 120

faults: ## the fault matrix on the native binary (needs GRAALVM_HOME; with TIDB_SERVER_BIN set also on a real TiDB)
	./mvnw verify -Dnative -DskipUnitTests '-Dit.test=Fault*IT'

check: lint ## before a commit: lint, unit tests
	./mvnw -q test

pictures: build ## the pictures of README (needs python3; for all of them TIDB_SERVER_BIN and chromium)
	docs/images/make

package: native ## archive, deb and rpm of the native binary, in target/dist
	deploy/package

clean: ## what the build made
	./mvnw -q clean
