package io.tidbclient.output.junit;

import io.tidbclient.output.junit.JunitReport.Case;
import io.tidbclient.output.junit.JunitReport.Outcome;
import io.tidbclient.output.junit.JunitReport.Suite;
import io.tidbclient.output.text.TerminalText;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes a report in the form that Jenkins, GitLab and others read: suites, properties, cases. */
final class JunitXml {
    private final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    String document(JunitReport report) {
        line(0, "<testsuites name=\"tidb-client\"" + counts(report.cases()) + time(report.took()) + ">");
        report.suites().forEach(this::suite);
        line(0, "</testsuites>");
        return xml.toString();
    }

    private void suite(Suite suite) {
        line(
                1,
                "<testsuite" + attribute("name", suite.name()) + counts(suite.cases())
                        + time(suite.cases().stream().map(Case::took).reduce(Duration.ZERO, Duration::plus))
                        + attribute("timestamp", suite.startedAt().toString()) + ">");
        if (!suite.properties().isEmpty()) {
            line(2, "<properties>");
            suite.properties()
                    .forEach((name, value) ->
                            line(3, "<property" + attribute("name", name) + attribute("value", value) + "/>"));
            line(2, "</properties>");
        }
        suite.cases().forEach(this::testCase);
        line(1, "</testsuite>");
    }

    private void testCase(Case testCase) {
        String head = "<testcase" + attribute("classname", testCase.source().group())
                + attribute("name", testCase.name()) + time(testCase.took()) + place(testCase.source());
        if (testCase.outcome() == Outcome.PASSED && testCase.details().isEmpty()) {
            line(2, head + "/>");
            return;
        }
        line(2, head + ">");
        switch (testCase.outcome()) {
            case PASSED -> body("system-out", "", testCase.details());
            case SKIPPED -> body("skipped", message(testCase), testCase.details());
            case FAILED -> body("failure", message(testCase), testCase.details());
            case BROKEN -> body("error", message(testCase), testCase.details());
        }
        line(2, "</testcase>");
    }

    /** The details stand where viewers look for what went wrong: GitLab shows the body, and not the message. */
    private void body(String element, String attributes, List<String> details) {
        if (details.isEmpty()) {
            line(3, "<" + element + attributes + "/>");
            return;
        }
        line(
                3,
                "<" + element + attributes + ">\n"
                        + details.stream().map(JunitXml::escaped).collect(Collectors.joining("\n"))
                        + "\n      </" + element + ">");
    }

    private static String place(JunitReport.Source source) {
        return source.file().isEmpty()
                ? ""
                : attribute("file", source.file()) + attribute("line", String.valueOf(source.line()));
    }

    private static String message(Case testCase) {
        return (testCase.kind().isEmpty() ? "" : attribute("type", testCase.kind()))
                + attribute("message", testCase.message());
    }

    private static String counts(List<Case> cases) {
        return " tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\""
                .formatted(
                        cases.size(),
                        count(cases, Outcome.FAILED),
                        count(cases, Outcome.BROKEN),
                        count(cases, Outcome.SKIPPED));
    }

    private static long count(List<Case> cases, Outcome outcome) {
        return cases.stream().filter(testCase -> testCase.outcome() == outcome).count();
    }

    private static String time(Duration took) {
        return attribute("time", String.format(Locale.ROOT, "%.3f", took.toNanos() / 1e9));
    }

    private static String attribute(String name, String value) {
        return " " + name + "=\"" + escaped(value) + "\"";
    }

    private void line(int level, String text) {
        xml.append("  ".repeat(level)).append(text).append('\n');
    }

    /** XML 1.0 has no way to write most control characters, so they go, as they do on a terminal. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        TerminalText.clean(text).codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case 0xfffe, 0xffff -> {}
                default -> escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }
}
