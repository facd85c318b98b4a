package io.tidbclient.cli.report;

import io.tidbclient.cli.SettingsCommand;
import io.tidbclient.cli.SettingsReader;
import io.tidbclient.config.CommandSettings;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.Setting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.concurrent.Callable;

/** Shows a report that a check wrote. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = {"Prints a report that a check saved with -o json.", "", "Exits with the check's exit code."})
public class ReportShowCommand implements Callable<Integer>, SettingsCommand {
    private final SettingsReader reader;
    private final ReportFiles files;
    private final ReportPrinter printer;

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1", description = "The report; - reads it from standard input.")
    String file;

    ReportShowCommand(SettingsReader reader, ReportFiles files, ReportPrinter printer) {
        this.reader = reader;
        this.files = files;
        this.printer = printer;
    }

    @Override
    public List<Setting<?>> settings() {
        return CommandSettings.REPORT_SHOW;
    }

    @Override
    public Integer call() {
        ResolvedSettings settings = reader.read(spec, settings());
        return printer.print(files.read(file), settings);
    }
}
