package io.tidbclient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which package may import which, and that as a table for the documentation. */
final class PackageTable {
    /** Packages that import nothing of this project, and that every other one may import. */
    private static final Set<String> LEAVES = Set.of("time", "pem", "sql", "redact", "yaml");

    private static final Set<String> BELOW_CONNECTION = Set.of("resilience", "config");
    private static final Set<String> BELOW_ENGINE = with(BELOW_CONNECTION, "connection");
    private static final Set<String> BELOW_CHECK =
            with(BELOW_ENGINE, "engine", "importjob", "importjob.estimate", "importjob.statement");
    private static final Set<String> BELOW_RUNS = with(BELOW_CHECK, "check");
    private static final Set<String> BELOW_OUTPUT = with(BELOW_RUNS, "check.report", "importjob.run");
    private static final Set<String> BELOW_CLI = with(
            BELOW_OUTPUT,
            "output",
            "output.digest",
            "history",
            "history.check",
            "history.format",
            "isolation",
            "isolation.run",
            "output.imports",
            "output.isolation",
            "output.job",
            "output.json",
            "output.junit",
            "output.scenario",
            "output.terminal",
            "output.text",
            "scenario",
            "scenario.script",
            "scenario.run",
            "scenario.suite");
    private static final Set<String> BELOW_COMMANDS = with(BELOW_CLI, "cli");
    private static final Set<String> BELOW_STATUS =
            with(BELOW_OUTPUT, "output.digest", "output.text", "scenario", "scenario.run");
    private static final Set<String> BELOW_ENDPOINTS = with(
            BELOW_STATUS,
            "output",
            "output.imports",
            "output.job",
            "output.json",
            "output.scenario",
            "output.terminal",
            "serve.http",
            "serve.status");
    private static final Set<String> BELOW_SERVER = with(
            BELOW_ENDPOINTS,
            "serve.api",
            "serve.health",
            "serve.history",
            "serve.hook",
            "serve.metrics",
            "serve.monitor",
            "serve.page",
            "serve.probe");

    private static final Set<String> SANDBOX = Set.of(
            "sandbox.answer",
            "sandbox.certificate",
            "sandbox.fault",
            "sandbox.instance",
            "sandbox.job",
            "sandbox.sql",
            "sandbox.wire");

    /** Package by package, the others of this project that it may import beside the leaves; the root package is the empty name. */
    private static final Map<String, Set<String>> ABOVE_LEAVES = Map.ofEntries(
            Map.entry("config", Set.of()),
            Map.entry("hook", Set.of("config")),
            Map.entry("resilience", Set.of("config")),
            Map.entry("connection", BELOW_CONNECTION),
            Map.entry("engine", BELOW_ENGINE),
            Map.entry("history", Set.of()),
            Map.entry("history.check", Set.of("history")),
            Map.entry("history.format", Set.of("history")),
            Map.entry("importjob", with(BELOW_ENGINE, "importjob.statement")),
            Map.entry("importjob.estimate", with(BELOW_ENGINE, "importjob", "importjob.statement")),
            Map.entry("importjob.statement", Set.of()),
            Map.entry("check", BELOW_CHECK),
            Map.entry("check.report", BELOW_RUNS),
            Map.entry("importjob.run", with(BELOW_RUNS, "hook")),
            Map.entry("scenario", with(BELOW_ENGINE, "history", "history.check")),
            Map.entry("scenario.script", with(BELOW_ENGINE, "history", "history.check", "scenario")),
            Map.entry("scenario.suite", with(BELOW_ENGINE, "scenario", "scenario.script")),
            Map.entry("scenario.run", with(BELOW_RUNS, "history", "history.check", "isolation", "scenario")),
            Map.entry("isolation", with(BELOW_ENGINE, "history", "history.check")),
            Map.entry(
                    "isolation.run",
                    with(BELOW_RUNS, "history", "history.check", "isolation", "scenario", "scenario.run")),
            Map.entry("output.text", Set.of()),
            Map.entry("output.terminal", Set.of("output.text")),
            Map.entry("output.digest", with(BELOW_OUTPUT, "output.text")),
            Map.entry("output.job", with(BELOW_OUTPUT, "output.terminal", "output.text")),
            Map.entry("output.json", with(BELOW_OUTPUT, "output.digest", "output.text")),
            Map.entry("output.junit", with(BELOW_OUTPUT, "output.text")),
            Map.entry(
                    "output",
                    with(
                            BELOW_OUTPUT,
                            "output.digest",
                            "output.job",
                            "output.json",
                            "output.junit",
                            "output.terminal",
                            "output.text")),
            Map.entry(
                    "output.imports",
                    with(
                            BELOW_OUTPUT,
                            "output",
                            "output.digest",
                            "output.job",
                            "output.json",
                            "output.terminal",
                            "output.text")),
            Map.entry(
                    "output.scenario",
                    with(
                            BELOW_OUTPUT,
                            "output",
                            "output.digest",
                            "output.json",
                            "output.junit",
                            "output.isolation",
                            "output.terminal",
                            "output.text",
                            "history",
                            "history.check",
                            "history.format",
                            "isolation",
                            "scenario",
                            "scenario.run")),
            Map.entry(
                    "output.isolation",
                    with(
                            BELOW_OUTPUT,
                            "output",
                            "output.digest",
                            "output.json",
                            "output.junit",
                            "output.terminal",
                            "output.text",
                            "history",
                            "history.check",
                            "history.format",
                            "isolation",
                            "isolation.run",
                            "scenario",
                            "scenario.run")),
            Map.entry("schedule", Set.of("config")),
            Map.entry("sandbox.wire", Set.of()),
            Map.entry("sandbox.certificate", Set.of()),
            Map.entry("sandbox.sql", Set.of("sandbox.wire")),
            Map.entry("sandbox.job", Set.of("sandbox.wire")),
            Map.entry("sandbox.fault", Set.of("sandbox.wire", "sandbox.sql")),
            Map.entry("sandbox.instance", Set.of("sandbox.wire", "sandbox.job")),
            Map.entry("sandbox.answer", Set.of("sandbox.wire", "sandbox.sql", "sandbox.job", "sandbox.instance")),
            Map.entry("sandbox", SANDBOX),
            Map.entry("serve.http", Set.of()),
            Map.entry("serve.status", BELOW_STATUS),
            Map.entry("serve.monitor", with(BELOW_STATUS, "serve.status")),
            Map.entry("serve.metrics", with(BELOW_STATUS, "serve.http", "serve.status")),
            Map.entry("serve.health", BELOW_ENDPOINTS),
            Map.entry("serve.page", BELOW_ENDPOINTS),
            Map.entry("serve.history", with(BELOW_STATUS, "output.json", "serve.status")),
            Map.entry("serve.hook", with(BELOW_STATUS, "hook", "serve.status")),
            Map.entry("serve.probe", with(BELOW_ENDPOINTS, "serve.monitor")),
            Map.entry("serve.api", BELOW_ENDPOINTS),
            Map.entry("serve", BELOW_SERVER),
            Map.entry("cli", BELOW_CLI),
            Map.entry("cli.check", with(BELOW_COMMANDS, "schedule")),
            Map.entry("cli.completion", BELOW_COMMANDS),
            Map.entry("cli.config", with(BELOW_COMMANDS, "cli.check")),
            Map.entry("cli.help", with(BELOW_COMMANDS, "cli.completion")),
            Map.entry("cli.imports", with(BELOW_COMMANDS, "cli.check", "cli.completion")),
            Map.entry("cli.isolation", with(BELOW_COMMANDS, "cli.check")),
            Map.entry("cli.report", with(BELOW_COMMANDS, "cli.check")),
            Map.entry("cli.run", with(BELOW_COMMANDS, "cli.check", "cli.completion")),
            Map.entry(
                    "cli.sandbox",
                    with(
                            BELOW_COMMANDS,
                            "sandbox",
                            "sandbox.certificate",
                            "sandbox.fault",
                            "sandbox.instance",
                            "sandbox.job",
                            "cli.check",
                            "cli.serve",
                            "serve",
                            "serve.monitor")),
            Map.entry("cli.serve", with(BELOW_SERVER, "cli", "schedule", "serve")),
            Map.entry(
                    "",
                    Set.of(
                            "config",
                            "cli",
                            "cli.check",
                            "cli.completion",
                            "cli.config",
                            "cli.help",
                            "cli.imports",
                            "cli.isolation",
                            "cli.report",
                            "cli.run",
                            "cli.sandbox",
                            "cli.serve")));

    /** Package by package, the others of this project that it may import. */
    static final Map<String, Set<String>> MAY_IMPORT = Stream.concat(
                    ABOVE_LEAVES.entrySet().stream()
                            .map(entry ->
                                    Map.entry(entry.getKey(), with(entry.getValue(), LEAVES.toArray(String[]::new)))),
                    LEAVES.stream().map(leaf -> Map.entry(leaf, Set.<String>of())))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final Pattern SUMMARY = Pattern.compile("/\\*\\*(.*?\\.)(?=\\s)", Pattern.DOTALL);

    private PackageTable() {}

    /** {@code page} with the table as it is now. */
    static String writtenInto(String page) throws IOException {
        return Pattern.compile("\\| package \\|.*?\\n(?=\\n)", Pattern.DOTALL)
                .matcher(page)
                .replaceFirst(Matcher.quoteReplacement(markdown()));
    }

    /** The table, from the top down; each package with what its Javadoc says first and the packages it may import. */
    static String markdown() throws IOException {
        StringBuilder table = new StringBuilder("| package | what it is for | may import |\n|---|---|---|\n");
        List<String> names = MAY_IMPORT.keySet().stream()
                .filter(name -> !name.isEmpty())
                .sorted(Comparator.comparingInt((String name) -> -height(name)).thenComparing(name -> name))
                .toList();
        for (String name : names) {
            table.append("| `%s` | %s | %s |\n".formatted(name, summary(name), imports(name)));
        }
        return table.toString();
    }

    /** How many packages are below it, one on the other. */
    private static int height(String name) {
        return MAY_IMPORT.get(name).stream()
                .mapToInt(below -> height(below) + 1)
                .max()
                .orElse(0);
    }

    /** Those that none of the others imports already, since what may be imported is passed on. */
    private static String imports(String name) {
        Set<String> all = MAY_IMPORT.get(name);
        Set<String> passedOn =
                all.stream().flatMap(below -> MAY_IMPORT.get(below).stream()).collect(Collectors.toSet());
        String direct = all.stream()
                .filter(below -> !passedOn.contains(below))
                .sorted()
                .map(below -> "`" + below + "`")
                .collect(Collectors.joining(", "));
        return direct.isEmpty() ? "–" : direct + (all.stream().anyMatch(passedOn::contains) ? " and below" : "");
    }

    private static String summary(String name) throws IOException {
        Path info = Path.of("src/main/java/io/tidbclient", name.replace('.', '/'), "package-info.java");
        Matcher sentence = SUMMARY.matcher(Files.readString(info));
        if (!sentence.find()) {
            throw new IllegalStateException(info + " has no sentence");
        }
        return sentence.group(1)
                .replaceAll("\\s*\\n\\s*\\*?\\s*", " ")
                .replaceAll("\\{@(?:code|link) ([^}]*)}", "`$1`")
                .strip();
    }

    private static Set<String> with(Set<String> some, String... more) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(Arrays.asList(more));
        return Set.copyOf(all);
    }
}
