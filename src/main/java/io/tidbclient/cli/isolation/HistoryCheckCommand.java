package io.tidbclient.cli.isolation;

import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.SettingsCommand;
import io.tidbclient.cli.SettingsReader;
import io.tidbclient.config.CommandSettings;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.Quoted;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.Setting;
import io.tidbclient.history.check.CheckOptions;
import io.tidbclient.history.check.ConsistencyModel;
import io.tidbclient.history.check.HistoryChecker;
import io.tidbclient.history.check.HistoryVerdict;
import io.tidbclient.history.format.HistoryHead;
import io.tidbclient.isolation.ExpectedModel;
import io.tidbclient.isolation.RecordedConfiguration;
import io.tidbclient.output.isolation.HistoryReport;
import io.tidbclient.output.isolation.IsolationReport;
import io.tidbclient.output.isolation.IsolationVerdict;
import io.tidbclient.time.Durations;
import io.tidbclient.time.TimeSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Checks recorded histories. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Checks which consistency models recorded histories rule out; makes no connection.",
            "",
            "Reads what 'verify-isolation --history' and 'run --history' wrote, and Jepsen's EDN of the list-append workload: one operation a"
                    + " line, or one vector of them. Exit code 0 when no anomaly was found that rules out the expected model,"
                    + " 1 when one was."
        })
public class HistoryCheckCommand implements Callable<Integer>, SettingsCommand {
    private final SettingsReader reader;
    private final HistoryFiles files;
    private final IsolationOutput output;
    private final TimeSource time;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "A history; - reads one from standard input.")
    List<String> names = new ArrayList<>();

    @Option(
            names = "--expect",
            paramLabel = "MODEL",
            description =
                    "Consistency model that must not be ruled out, as of 'verify-isolation'. Default: what the server's"
                            + " documentation promises for the level and mode in the file; strict-serializable for a file without"
                            + " them.")
    String expect;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write the verdict to a file as an HTML page with a picture of each cycle.")
    Path page;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write a JUnit report to a file as well.")
    Path junit;

    @Spec
    CommandSpec spec;

    HistoryCheckCommand(SettingsReader reader, HistoryFiles files, IsolationOutput output, TimeSource time) {
        this.reader = reader;
        this.files = files;
        this.output = output;
        this.time = time;
    }

    @Override
    public List<Setting<?>> settings() {
        return CommandSettings.HISTORY_CHECK;
    }

    @Override
    public Integer call() {
        ResolvedSettings settings = reader.read(spec, settings());
        Optional<ConsistencyModel> expected =
                Optional.ofNullable(expect).map(name -> IsolationChoices.model("--expect", name));
        Instant startedAt = time.instant();
        RequestedFiles requested =
                new RequestedFiles(Optional.empty(), Optional.ofNullable(page), Optional.ofNullable(junit));
        refuseOverwriting("--report", page);
        refuseOverwriting("--junit", junit);
        try (IsolationOutput.OpenOutput opened = output.open(settings, requested)) {
            List<HistoryReport> reports = names.stream()
                    .flatMap(name -> check(name, expected).stream())
                    .toList();
            IsolationReport report = new IsolationReport(
                    startedAt, Durations.between(startedAt, time.instant()), reports, IsolationVerdict.ofAll(reports));
            return ExitCode.of(opened.finished(report).outcome());
        }
    }

    /** An output is opened, and emptied, before the histories are read. */
    private void refuseOverwriting(String option, Path output) {
        if (output != null
                && names.stream().anyMatch(name -> Path.of(name).normalize().equals(output.normalize()))) {
            throw new ConfigException("%s: %s is a history that is to be checked; give another file."
                    .formatted(option, Quoted.path(output)));
        }
    }

    /** The last transactions of {@code verify-isolation} read every key. */
    private static CheckOptions options(HistoryHead head) {
        return head.tool().isPresent() ? new CheckOptions(true, true) : CheckOptions.DEFAULT;
    }

    private List<HistoryReport> check(String name, Optional<ConsistencyModel> expected) {
        Instant startedAt = time.instant();
        List<HistoryChecker> checkers = new ArrayList<>();
        List<HistoryFiles.ReadHistory> histories = files.read(name, recorded -> {
            HistoryChecker checker = new HistoryChecker(options(recorded));
            checkers.add(checker);
            return checker::add;
        });
        List<HistoryReport> reports = new ArrayList<>();
        for (int i = 0; i < histories.size(); i++) {
            reports.add(report(
                    HistoryFiles.shown(name), histories.get(i), checkers.get(i).check(), expected, startedAt));
        }
        return reports;
    }

    private HistoryReport report(
            String shown,
            HistoryFiles.ReadHistory read,
            HistoryVerdict history,
            Optional<ConsistencyModel> expected,
            Instant startedAt) {
        HistoryHead head = read.head();
        if (history.counts().answeredReads() == 0) {
            throw new ConfigException(shown
                    + ": no committed transaction has an answered read, so that the history proves nothing; give one of"
                    + " list-append transactions with reads.");
        }
        ExpectedModel expectation = expected.or(read::expectedModel)
                .map(ExpectedModel::asked)
                .or(() -> RecordedConfiguration.promise(
                                head.product(), head.level(), head.mode(), head.snapshotIsolation())
                        .map(ExpectedModel::of))
                .orElseGet(ExpectedModel::strictest);
        return new HistoryReport(
                read.name(),
                head,
                Optional.empty(),
                history,
                Optional.of(expectation),
                Durations.between(startedAt, time.instant()),
                IsolationVerdict.of(history, expectation));
    }
}
