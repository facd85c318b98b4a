package io.tidbclient.cli.imports;

import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.Interrupts;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.SettingsCommand;
import io.tidbclient.cli.SettingsReader;
import io.tidbclient.cli.completion.Candidate;
import io.tidbclient.cli.completion.CompletesParameters;
import io.tidbclient.cli.imports.ImportsRequest.Result;
import io.tidbclient.config.CommandSettings;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ConnectionPlan;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.RunOptions;
import io.tidbclient.config.Setting;
import io.tidbclient.engine.Outcome;
import io.tidbclient.importjob.JobInterest;
import io.tidbclient.importjob.run.ImportRequest.Patience;
import io.tidbclient.importjob.run.ImportVerdict;
import io.tidbclient.importjob.run.JobCriteria;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.imports.ListingKind;
import io.tidbclient.output.terminal.StandardStreams;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/** Cancels import jobs. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description = {
            "Cancels import jobs that have not ended: by ids, or by --group, --table or another filter.",
            "",
            "Lists the jobs and asks for confirmation; use --yes without a terminal. Cancellation can take minutes."
                    + " Ctrl-C stops waiting; the server continues.",
            "",
            "Exit code 0 when all of them are cancelled, 1 when one is not, 5 when --timeout expired."
        })
public class ImportsCancelCommand implements Callable<Integer>, SettingsCommand, CompletesParameters {
    /** Each job is cancelled on a connection of its own. */
    private static final int MOST = 100;

    private final SettingsReader reader;
    private final ImportsRunner runner;
    private final JobCandidates candidates;
    private final ProcessEnvironment environment;
    private final Interrupts interrupts;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "Jobs to cancel.")
    List<String> ids = List.of();

    @Mixin
    JobFilter filter;

    @Option(names = "--yes", description = "Cancel without confirmation.")
    boolean yes;

    @Spec
    CommandSpec spec;

    ImportsCancelCommand(
            SettingsReader reader,
            ImportsRunner runner,
            ProcessEnvironment environment,
            Interrupts interrupts,
            JobCandidates candidates) {
        this.candidates = candidates;
        this.reader = reader;
        this.runner = runner;
        this.environment = environment;
        this.interrupts = interrupts;
    }

    @Override
    public List<Setting<?>> settings() {
        return CommandSettings.IMPORTS_CANCEL;
    }

    @Override
    public List<Candidate> candidates() {
        return candidates.of(spec, JobInterest.ACTIVE);
    }

    @Override
    public Integer call() {
        if (ids.isEmpty() && !filter.given()) {
            throw new ConfigException("Select the jobs to cancel with ids, --group, --table or another filter.");
        }
        if (!yes && !StandardStreams.inIsTerminal()) {
            throw new ConfigException("Confirmation requires a terminal; use --yes to cancel without it.");
        }
        ResolvedSettings settings = reader.read(spec, settings());
        ConnectionPlan plan = ConnectionPlan.from(settings, reader::password);
        if (plan.size() > 1) {
            throw new ConfigException("Jobs are cancelled on one cluster at a time; give one -H.");
        }
        Set<Long> named = JobIds.parse(ids, plan);
        JobInterest filtered = filter.interest();
        JobCriteria criteria = filter.criteria(named);
        JobInterest meant = (job, active, age) ->
                (named.isEmpty() || named.contains(job.id())) && filtered.follows(job, active, age);
        ImportsRunner.Followed found = runner.quietly(ImportsRequest.query(
                settings,
                plan,
                meant,
                Patience.of(settings).within(settings.find(RunOptions.TIMEOUT)),
                new Result(ListingKind.LIST, named, criteria, ImportVerdict.toCancel(named))));
        if (!found.verdict().isSuccess()) {
            return ExitCode.of(found.verdict().outcome());
        }
        List<JobLine> active =
                found.jobs().stream().filter(line -> !line.watched().over()).toList();
        CancelDialogue dialogue = new CancelDialogue(environment, interrupts);
        found.jobs().stream().filter(line -> line.watched().over()).forEach(dialogue::reportEnded);
        if (active.isEmpty()) {
            dialogue.report(
                    found.jobs().isEmpty()
                            ? criteria.none(found.last().listed()) + ": nothing to cancel."
                            : "there is no active import job to cancel.");
            return ExitCode.CHECK_FAILED.code();
        }
        if (active.size() > MOST) {
            throw new ConfigException(active.size() + " jobs are too many to cancel at once; name at most " + MOST
                    + " by a narrower filter.");
        }
        active.forEach(dialogue::reportActive);
        if (!yes && !dialogue.agreed(active.size())) {
            dialogue.report("nothing was cancelled.");
            return ExitCode.CHECK_FAILED.code();
        }
        List<Long> order = active.stream().map(line -> line.job().id()).toList();
        Set<Long> meantIds = new TreeSet<>(named);
        meantIds.addAll(order);
        OptionalInt signal = interrupts.first();
        return signal.isPresent()
                ? ExitCode.of(Outcome.ofSignal(signal.getAsInt()))
                : runner.run(new Cancellation(order, meantIds).request(settings, plan.first()));
    }
}
