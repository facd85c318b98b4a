package io.tidbclient.cli.imports;

import io.tidbclient.check.CheckRun.WatchLimits;
import io.tidbclient.check.WatchGoal;
import io.tidbclient.cli.SettingsCommand;
import io.tidbclient.cli.SettingsReader;
import io.tidbclient.cli.completion.Candidate;
import io.tidbclient.cli.completion.CompletesParameters;
import io.tidbclient.cli.imports.ImportsRequest.Result;
import io.tidbclient.config.CommandSettings;
import io.tidbclient.config.ConnectionPlan;
import io.tidbclient.config.ImportOptions;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.Setting;
import io.tidbclient.importjob.JobInterest;
import io.tidbclient.importjob.run.ImportRequest.Patience;
import io.tidbclient.importjob.run.ImportVerdict;
import io.tidbclient.importjob.run.JobSelection;
import io.tidbclient.output.imports.ListingKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Watches import jobs. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = {
            "Watches import jobs: progress, speed and ETA of each.",
            "",
            "Follows active jobs, including those that become active, or the given jobs, until all have ended; with"
                    + " --follow, until -t or Ctrl-C. On a terminal it shows a live view; in a pipe it prints"
                    + " lines to stderr and the result to stdout. Unknown values are blank. The ETA covers"
                    + " the whole job; --wide shows its bounds and what it is based on.",
            "",
            "Exit code 1 when a job failed, was cancelled or vanished meanwhile."
        })
public class ImportsWatchCommand implements Callable<Integer>, SettingsCommand, CompletesParameters {
    /** How many jobs that have ended stay in view where the watch has no end. */
    private static final int MOST_ENDED = 1_000;

    static final Duration EVER = Duration.ofDays(3650);

    private final JobCandidates candidates;
    private final SettingsReader reader;
    private final ImportsRunner runner;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "Jobs to watch. Default: active jobs.")
    List<String> ids = List.of();

    @Mixin
    JobFilter filter;

    @Option(
            names = "--follow",
            description = "Continue after all jobs have ended, and wait for new ones. Ends with -t or Ctrl-C. The "
                    + MOST_ENDED + " jobs that ended last stay listed; earlier ones are counted.")
    boolean follow;

    @Spec
    CommandSpec spec;

    ImportsWatchCommand(SettingsReader reader, ImportsRunner runner, JobCandidates candidates) {
        this.candidates = candidates;
        this.reader = reader;
        this.runner = runner;
    }

    @Override
    public List<Setting<?>> settings() {
        return CommandSettings.IMPORTS_WATCH;
    }

    @Override
    public List<Candidate> candidates() {
        return candidates.of(spec, JobInterest.ACTIVE);
    }

    @Override
    public Integer call() {
        ResolvedSettings settings = reader.read(spec, settings());
        ConnectionPlan plan = ConnectionPlan.from(settings, reader::password);
        JobSelection selection = filter.selection(JobIds.parse(ids, plan));
        WatchLimits limits = new WatchLimits(
                settings.find(ImportOptions.MONITOR_DURATION).orElse(EVER),
                settings.get(ImportOptions.INTERVAL),
                selection.interest(),
                follow ? WatchGoal.NONE : selection.allEnded(),
                true,
                follow && selection.ids().isEmpty() ? MOST_ENDED : Integer.MAX_VALUE);
        return runner.run(new ImportsRequest(
                settings,
                plan.connections(),
                limits,
                Patience.of(settings),
                Optional.empty(),
                new Result(
                        ListingKind.OUTCOME,
                        selection.ids(),
                        filter.criteria(selection),
                        ImportVerdict.watched(selection.ids()))));
    }
}
