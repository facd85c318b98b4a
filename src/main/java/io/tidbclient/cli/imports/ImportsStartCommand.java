package io.tidbclient.cli.imports;

import io.tidbclient.check.CheckRun.WatchLimits;
import io.tidbclient.check.WatchGoal;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.SettingsCommand;
import io.tidbclient.cli.SettingsReader;
import io.tidbclient.cli.imports.ImportsRequest.Result;
import io.tidbclient.config.CommandSettings;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ConnectionOptions;
import io.tidbclient.config.ConnectionPlan;
import io.tidbclient.config.ImportOptions;
import io.tidbclient.config.LoginOptions;
import io.tidbclient.config.OutputOptions;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.RunOptions;
import io.tidbclient.config.Setting;
import io.tidbclient.importjob.run.ImportOrder;
import io.tidbclient.importjob.run.ImportRequest.Action;
import io.tidbclient.importjob.run.ImportRequest.Patience;
import io.tidbclient.importjob.run.ImportStates;
import io.tidbclient.importjob.run.ImportVerdict;
import io.tidbclient.importjob.run.JobCriteria;
import io.tidbclient.importjob.run.StartAttempt;
import io.tidbclient.importjob.statement.ImportStatement;
import io.tidbclient.output.imports.ListingKind;
import io.tidbclient.output.text.Text;
import io.tidbclient.redact.Redactor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** Starts an import. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = {
            "Starts an import in the background and prints the job's id.",
            "",
            "Adds DETACHED where it is missing. Takes one IMPORT INTO ... FROM '...' and nothing else. The server reads"
                    + " the files, not this machine. A statement with an access key belongs on standard input (-), since"
                    + " the process list shows arguments. It is sent once, and never again when the answer is lost.",
            "",
            "With --wait it continues like 'imports wait': exit code 0 when the job has finished, 1 when it failed, 5"
                    + " when --timeout expired."
        })
public class ImportsStartCommand implements Callable<Integer>, SettingsCommand {
    /** Far more than any statement needs. */
    private static final int LONGEST = 1 << 20;
    /** Other servers of the cluster may list a new job a moment later than the one that accepted it. */
    private static final int POLLS_UNTIL_LISTED = 5;

    private final SettingsReader reader;
    private final ImportsRunner runner;
    private final ProcessEnvironment environment;

    @Parameters(arity = "1", paramLabel = "STATEMENT", description = "The statement; - reads it from standard input.")
    String statement;

    @Option(names = "--wait", description = "Wait until the job has ended.")
    boolean wait;

    @Option(names = "--no-conflicts", description = ImportsWaitCommand.NO_CONFLICTS)
    boolean noConflicts;

    @Spec
    CommandSpec spec;

    ImportsStartCommand(SettingsReader reader, ImportsRunner runner, ProcessEnvironment environment) {
        this.reader = reader;
        this.runner = runner;
        this.environment = environment;
    }

    @Override
    public List<Setting<?>> settings() {
        return CommandSettings.IMPORTS_START;
    }

    @Override
    public Integer call() {
        refuseWhatNeedsWaiting();
        ResolvedSettings settings = reader.read(spec, settings());
        ImportStatement parsed = parsed(settings);
        refuseAmbiguousTable(parsed, settings);
        ConnectionPlan plan = ConnectionPlan.from(settings, reader::password);
        if (plan.size() > 1) {
            throw new ConfigException("An import is started on one cluster; give one -H.");
        }
        StartAttempt attempt = new StartAttempt();
        Set<Long> started = attempt.ids();
        WatchGoal ended = poll -> {
            if (!poll.jobs().isEmpty()) {
                return WatchGoal.ALL_ENDED.reached(poll);
            }
            return poll.number() >= POLLS_UNTIL_LISTED ? Optional.of("the job is not listed") : Optional.empty();
        };
        WatchLimits limits = new WatchLimits(
                // The id is printed already: a server that does not list it is not waited for without end.
                wait ? ImportsWatchCommand.EVER : ImportsRequest.LONG_ENOUGH,
                settings.get(ImportOptions.INTERVAL),
                (job, active, age) -> started.contains(job.id()),
                wait ? ended : WatchGoal.ONE_POLL,
                true);
        return runner.run(new ImportsRequest(
                settings,
                plan.connections(),
                limits,
                Patience.of(settings).within(settings.find(RunOptions.TIMEOUT)),
                Optional.of(new Action(
                        ImportStates.STARTING_IMPORT_JOB,
                        (context, number) -> context.put(ImportOrder.START, new ImportOrder.Start(parsed, attempt)),
                        number -> {})),
                new Result(
                        wait ? ListingKind.OUTCOME : ListingKind.IDS,
                        started,
                        JobCriteria.ALL,
                        ImportVerdict.started(
                                attempt,
                                wait
                                        ? ImportVerdict.finished(started, false, noConflicts)
                                        : ImportVerdict.found(started)))));
    }

    private void refuseWhatNeedsWaiting() {
        if (noConflicts && !wait) {
            throw new ConfigException("--no-conflicts requires --wait.");
        }
        for (Setting<?> setting : ImportOptions.HOOKS) {
            String option = setting.options().getFirst();
            if (!wait && spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new ConfigException(option + " requires --wait.");
            }
        }
    }

    /** Without its database, a table is in the session's, and a session has one. */
    private static void refuseAmbiguousTable(ImportStatement parsed, ResolvedSettings settings) {
        int databases =
                settings.find(ConnectionOptions.DATABASE).map(List::size).orElse(0);
        if (!parsed.namesDatabase() && databases > 1) {
            throw new ConfigException(
                    "%s: with several databases, the table %s could be in any of them; give one, or write"
                                    .formatted(
                                            settings.subject(ConnectionOptions.DATABASE),
                                            Text.of(parsed.table()).plain())
                            + " the table as database.table.");
        }
    }

    private ImportStatement parsed(ResolvedSettings settings) {
        boolean fromInput = statement.equals("-");
        if (fromInput && settings.get(LoginOptions.PASSWORD_STDIN)) {
            throw new ConfigException("Standard input cannot be both the statement and the password; use"
                    + " --password-file or TIDB_PASSWORD.");
        }
        if (!fromInput && Redactor.findsIn(statement) && !settings.get(OutputOptions.QUIET)) {
            environment
                    .err()
                    .println("tidb-client: the statement holds a secret, and the process list shows arguments; give it"
                            + " on standard input (-) instead.");
        }
        try {
            return ImportStatement.parse(fromInput ? input() : statement);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("The statement: " + e.getMessage() + ".", e);
        }
    }

    private String input() {
        try {
            byte[] bytes = environment.in().readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new ConfigException("The statement on standard input is longer than 1 MiB.");
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (IOException e) {
            throw new ConfigException("The statement cannot be read from standard input.", e);
        }
    }
}
