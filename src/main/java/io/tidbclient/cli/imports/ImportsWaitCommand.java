package io.tidbclient.cli.imports;

import io.tidbclient.check.CheckRun.WatchLimits;
import io.tidbclient.cli.SettingsCommand;
import io.tidbclient.cli.SettingsReader;
import io.tidbclient.cli.completion.Candidate;
import io.tidbclient.cli.completion.CompletesParameters;
import io.tidbclient.cli.imports.ImportsRequest.Result;
import io.tidbclient.config.CommandSettings;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ConnectionPlan;
import io.tidbclient.config.ImportOptions;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.RunOptions;
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

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** Waits until import jobs have finished. */
@Command(
        name = "wait",
        mixinStandardHelpOptions = true,
        description = {
            "Waits until import jobs have finished; for pipelines.",
            "",
            "Select jobs by ids, by --group, --table or another filter, or take --all that are active or become"
                    + " active. An unreachable server is retried until --timeout.",
            "",
            "Exit code 0 when all have finished, 1 when one failed, was cancelled or vanished, or when there was"
                    + " nothing to wait for, 5 when --timeout expired. Progress goes to stderr, the report to"
                    + " stdout."
        })
public class ImportsWaitCommand implements Callable<Integer>, SettingsCommand, CompletesParameters {
    static final String NO_CONFLICTS =
            "Exit code 1 also when a job finished with conflicted rows, which TiDB removes, or without any row.";

    private final SettingsReader reader;
    private final ImportsRunner runner;
    private final JobCandidates candidates;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "Jobs to wait for, whether they have ended or not.")
    List<String> ids = List.of();

    @Mixin
    JobFilter filter;

    @Option(names = "--all", description = "All jobs that are active.")
    boolean all;

    @Option(names = "--allow-none", description = "Exit code 0 when there is nothing to wait for.")
    boolean allowNone;

    @Option(names = "--no-conflicts", description = NO_CONFLICTS)
    boolean noConflicts;

    @Spec
    CommandSpec spec;

    ImportsWaitCommand(SettingsReader reader, ImportsRunner runner, JobCandidates candidates) {
        this.candidates = candidates;
        this.reader = reader;
        this.runner = runner;
    }

    @Override
    public List<Setting<?>> settings() {
        return CommandSettings.IMPORTS_WAIT;
    }

    @Override
    public List<Candidate> candidates() {
        return candidates.of(spec, JobInterest.ANY);
    }

    @Override
    public Integer call() {
        if (ids.isEmpty() && !filter.given() && !all) {
            throw new ConfigException(
                    "Select the jobs to wait for with ids, --group, --table, another filter, or" + " --all.");
        }
        ResolvedSettings settings = reader.read(spec, settings());
        ConnectionPlan plan = ConnectionPlan.from(settings, reader::password);
        JobSelection selection = filter.selection(JobIds.parse(ids, plan));
        return runner.run(request(settings, plan, selection, allowNone));
    }

    private ImportsRequest request(
            ResolvedSettings settings, ConnectionPlan plan, JobSelection selection, boolean none) {
        Set<Long> named = selection.ids();
        WatchLimits limits = new WatchLimits(
                ImportsWatchCommand.EVER,
                settings.get(ImportOptions.INTERVAL),
                selection.interest(),
                selection.allEnded(),
                true);
        return new ImportsRequest(
                settings,
                plan.connections(),
                limits,
                Patience.untilUp(settings).within(settings.find(RunOptions.TIMEOUT)),
                Optional.empty(),
                new Result(
                        ListingKind.OUTCOME,
                        named,
                        filter.criteria(selection),
                        ImportVerdict.finished(named, none, noConflicts)));
    }
}
