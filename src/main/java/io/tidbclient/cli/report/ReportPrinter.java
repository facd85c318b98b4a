package io.tidbclient.cli.report;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.report.RunReport;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.check.Rendering;
import io.tidbclient.config.OutputOptions;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.output.RunRenderer;
import io.tidbclient.output.json.ReportJson;

import jakarta.enterprise.context.ApplicationScoped;

/** Prints a report in the format that was asked for. */
@ApplicationScoped
class ReportPrinter {
    private final ProcessEnvironment environment;
    private final Rendering rendering;

    ReportPrinter(ProcessEnvironment environment, Rendering rendering) {
        this.environment = environment;
        this.rendering = rendering;
    }

    /** Prints it; the exit code of the check that it is about. */
    int print(RunReport report, ResolvedSettings settings) {
        ReportJson json = new ReportJson(report.toolVersion(), report.shard(), ExitCode::of);
        switch (settings.get(OutputOptions.OUTPUT)) {
            case JSON -> json.write(environment.out(), report.last(), report.verdict());
            case NDJSON -> json.writeLine(environment.out(), report.last(), report.verdict());
            // Refuses CSV, which is for lists.
            case TEXT, JUNIT, CSV -> {
                try (RunRenderer<CheckSnapshot> summary = rendering.withoutProgress(settings)) {
                    summary.finished(report.last(), report.verdict());
                }
            }
        }
        return ExitCode.of(report.verdict().outcome());
    }
}
