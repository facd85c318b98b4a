package io.tidbclient.cli.imports;

import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.OutputFile;
import io.tidbclient.cli.OutputFiles;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.SettingsCommand;
import io.tidbclient.cli.SettingsReader;
import io.tidbclient.cli.VersionText;
import io.tidbclient.config.CommandSettings;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.Setting;
import io.tidbclient.output.imports.RecordedPoll;
import io.tidbclient.output.imports.ReportPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Draws a record. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "Writes an HTML report of a recording, with charts of rows, speeds, phases, and the accuracy of the"
                    + " estimates.",
            "",
            "A single HTML file without scripts or external resources. Makes no connection."
        })
public class ImportsReportCommand implements Callable<Integer>, SettingsCommand {
    private final SettingsReader reader;
    private final ProcessEnvironment environment;
    private final OutputFiles files;
    private final VersionText version;

    @Parameters(index = "0", paramLabel = "FILE", description = "File written by --record.")
    Path file;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PAGE",
            description = "Where to write the page; standard output by default, or with -. An existing file is"
                    + " replaced.")
    String page = "-";

    @Spec
    CommandSpec spec;

    ImportsReportCommand(
            SettingsReader reader, ProcessEnvironment environment, OutputFiles files, VersionText version) {
        this.reader = reader;
        this.environment = environment;
        this.files = files;
        this.version = version;
    }

    @Override
    public List<Setting<?>> settings() {
        return CommandSettings.IMPORTS_OFFLINE;
    }

    @Override
    public Integer call() {
        ResolvedSettings settings = reader.read(spec, settings());
        String html = html(settings);
        if (page.equals("-")) {
            environment.out().print(html);
            return ExitCode.OK.code();
        }
        try (OutputFile written =
                files.open("PAGE", environment.workingDirectory().resolve(page))) {
            written.stream().print(html);
            if (written.complaint().isEmpty()) {
                environment.out().println("Wrote " + page + ".");
            }
        }
        return ExitCode.OK.code();
    }

    private String html(ResolvedSettings settings) {
        try (RecordFile record = RecordFile.open(environment.workingDirectory().resolve(file))) {
            RecordedPoll first = record.next().orElseThrow();
            ReportPage drawn = new ReportPage(ImportSettingValues.jobFold(settings), first.at());
            for (Optional<RecordedPoll> recording = Optional.of(first);
                    recording.isPresent();
                    recording = record.next()) {
                drawn.add(recording.get());
            }
            return drawn.html(version.version());
        }
    }
}
