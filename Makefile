# A thin list of what can be done here; ./mvnw does the work.
.DEFAULT_GOAL := help
.PHONY: help build test verify native run-simple run-advanced run-cli-simple run-cli-advanced examples bench clean format manual

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

clean: ## what the build made
	./mvnw -q clean
