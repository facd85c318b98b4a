package io.tidbclient.cli.report;

import io.tidbclient.check.report.ReportMerge;
import io.tidbclient.cli.SettingsCommand;
import io.tidbclient.cli.SettingsReader;
import io.tidbclient.cli.VersionText;
import io.tidbclient.config.CommandSettings;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.Setting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.concurrent.Callable;

/** Adds up the reports of a check's shares. */
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        description = {
            "Merges the reports of a check that several processes ran with --shard.",
            "",
            "The report of every share is required. Exits with the code that a single check of all connections would"
                    + " have returned."
        })
public class ReportMergeCommand implements Callable<Integer>, SettingsCommand {
    private final SettingsReader reader;
    private final ReportFiles files;
    private final ReportPrinter printer;
    private final VersionText version;

    @Spec
    CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "The shares' reports; - reads one from standard input.")
    List<String> reports;

    ReportMergeCommand(SettingsReader reader, ReportFiles files, ReportPrinter printer, VersionText version) {
        this.reader = reader;
        this.files = files;
        this.printer = printer;
        this.version = version;
    }

    @Override
    public List<Setting<?>> settings() {
        return CommandSettings.REPORT_MERGE;
    }

    @Override
    public Integer call() {
        ResolvedSettings settings = reader.read(spec, settings());
        ReportMerge merge = new ReportMerge();
        reports.forEach(file -> merge.add(file, files.read(file)));
        return printer.print(merge.merged(version.version()), settings);
    }
}
