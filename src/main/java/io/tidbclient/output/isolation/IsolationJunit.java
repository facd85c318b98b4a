package io.tidbclient.output.isolation;

import io.tidbclient.output.junit.JunitReport;
import io.tidbclient.output.junit.JunitReport.Case;
import io.tidbclient.output.junit.JunitReport.Outcome;
import io.tidbclient.output.junit.JunitReport.Source;
import io.tidbclient.output.junit.JunitReport.Suite;
import io.tidbclient.output.text.Text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report as JUnit: a suite for each history, whose case is the expected model, with all that its text says as the output. */
public final class IsolationJunit {
    private static final String TOOL = "tidb-client";
    private static final String GROUP = "isolation";
    private static final int WIDTH = 120;

    private IsolationJunit() {}

    /** The report of a command. */
    public static JunitReport of(IsolationReport report) {
        return new JunitReport(
                        report.took(),
                        report.histories().stream()
                                .map(history -> suite(report, history))
                                .toList())
                .after(report.verdict(), TOOL, report.startedAt());
    }

    private static Suite suite(IsolationReport report, HistoryReport history) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("subject", history.subject());
        history.head().product().ifPresent(product -> properties.put("product", product));
        history.head().release().ifPresent(release -> properties.put("release", release));
        history.head().level().ifPresent(level -> properties.put("isolationLevel", level));
        history.head().mode().ifPresent(mode -> properties.put("transactionMode", mode));
        history.head().seed().ifPresent(seed -> properties.put("seed", String.valueOf(seed)));
        return new Suite(history.subject(), report.startedAt(), properties, List.of(testCase(history)));
    }

    private static Case testCase(HistoryReport history) {
        String name =
                history.expectation().map(expected -> expected.model().words()).orElse("isolation");
        Outcome outcome =
                history.verdict().isSuccess() ? Outcome.PASSED : history.isViolated() ? Outcome.FAILED : Outcome.BROKEN;
        return new Case(
                Source.of(GROUP),
                name,
                history.took(),
                outcome,
                switch (outcome) {
                    case FAILED -> "IsolationViolation";
                    case BROKEN -> "NotVerified";
                    case PASSED, SKIPPED -> "";
                },
                history.verdict().isSuccess() ? "" : history.verdict().sentence(),
                new IsolationText(WIDTH)
                        .history(history, false).stream().map(Text::plain).toList());
    }
}
