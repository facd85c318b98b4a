package io.tidbclient.output.scenario;

import io.tidbclient.connection.ServerVersion;
import io.tidbclient.output.junit.JunitReport;
import io.tidbclient.output.junit.JunitReport.Case;
import io.tidbclient.output.junit.JunitReport.Outcome;
import io.tidbclient.output.junit.JunitReport.Source;
import io.tidbclient.output.junit.JunitReport.Suite;
import io.tidbclient.output.text.Text;
import io.tidbclient.scenario.Place;
import io.tidbclient.scenario.run.ScenarioResult;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report as JUnit: a suite for each script, a case for each run, with all that its text says as the output. */
public final class ScenarioJunit {
    private static final String TOOL = "tidb-client";
    private static final String GROUP = "scenarios";
    private static final int WIDTH = 120;

    private ScenarioJunit() {}

    /** What it says. */
    public static JunitReport of(ScenarioReport report) {
        Map<String, List<ScenarioResult>> byFile = new LinkedHashMap<>();
        report.results()
                .forEach(result -> byFile.computeIfAbsent(
                                result.scenario().place().file(), file -> new ArrayList<>())
                        .add(result));
        List<Suite> suites = new ArrayList<>();
        byFile.forEach((file, results) -> suites.add(new Suite(
                file,
                results.getFirst().startedAt(),
                properties(report),
                results.stream().map(ScenarioJunit::testCase).toList())));
        if (suites.isEmpty()) {
            // Nothing was run, and that is no success.
            suites.add(new Suite(
                    TOOL,
                    report.startedAt(),
                    properties(report),
                    List.of(new Case(
                            Source.of(TOOL),
                            "server " + report.target(),
                            report.took(),
                            Outcome.BROKEN,
                            "",
                            report.verdict().sentence(),
                            List.of()))));
        }
        return new JunitReport(report.took(), suites).after(report.verdict(), TOOL, report.startedAt());
    }

    private static Map<String, String> properties(ScenarioReport report) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("server", report.target());
        report.version().ifPresent(version -> facts(properties, version));
        return properties;
    }

    private static void facts(Map<String, String> properties, ServerVersion version) {
        properties.put("product", version.product().label());
        properties.put("release", version.release());
    }

    private static Case testCase(ScenarioResult result) {
        Place place = FailurePlace.of(result);
        return new Case(
                new Source(group(place.file()), place.file(), place.line()),
                result.title(),
                result.took(),
                outcome(result),
                kind(result),
                message(result),
                outcome(result) == Outcome.SKIPPED ? List.of() : details(result));
    }

    /** {@code scenarios.m11} for {@code m11.yaml}, {@code scenarios.isolation.p4} for {@code isolation/p4}. */
    private static String group(String file) {
        String path = file.replace('\\', '/').replaceFirst("\\.ya?ml$", "");
        String known = path.startsWith("/") ? path.substring(path.lastIndexOf('/') + 1) : path;
        List<String> names = Stream.of(known.split("/"))
                .filter(name -> !name.isEmpty() && !name.equals(".") && !name.equals("..") && !name.equals(GROUP))
                .map(name -> name.replace('.', '_'))
                .toList();
        return GROUP + "." + String.join(".", names);
    }

    private static String kind(ScenarioResult result) {
        return switch (result.status()) {
            case PASSED -> result.leftOvers().isEmpty() ? "" : "LeftBehind";
            case KNOWN_BUG, SKIPPED -> "";
            case FAILED -> "ExpectationFailure";
            case ERROR -> "Error";
            case STOPPED -> "Stopped";
        };
    }

    private static List<String> details(ScenarioResult result) {
        return new ScenarioText(WIDTH)
                .result(result, true).stream().map(Text::plain).toList();
    }

    /** A scenario that left something on the server makes the command fail, so its case fails, too. */
    private static Outcome outcome(ScenarioResult result) {
        return switch (result.status()) {
            case PASSED -> result.leftOvers().isEmpty() ? Outcome.PASSED : Outcome.BROKEN;
            case KNOWN_BUG, SKIPPED -> Outcome.SKIPPED;
            case FAILED -> Outcome.FAILED;
            case ERROR, STOPPED -> Outcome.BROKEN;
        };
    }

    static String message(ScenarioResult result) {
        if (result.status() == ScenarioResult.Status.KNOWN_BUG) {
            return String.join("; ", result.notes()) + ": " + result.why();
        }
        return result.status() != ScenarioResult.Status.PASSED
                        || result.leftOvers().isEmpty()
                ? result.why()
                : result.leftOvers().stream()
                        .map(left -> left.what() + ": " + left.why())
                        .collect(Collectors.joining("; ", "left behind: ", ""));
    }
}
