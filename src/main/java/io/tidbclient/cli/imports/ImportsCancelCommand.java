package io.tidbclient.cli.imports;

import io.tidbclient.check.CheckRun.WatchLimits;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.Interrupts;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.SettingsCommand;
import io.tidbclient.cli.SettingsReader;
import io.tidbclient.cli.completion.Candidate;
import io.tidbclient.cli.completion.CompletesParameters;
import io.tidbclient.cli.imports.ImportsRequest.Action;
import io.tidbclient.cli.imports.ImportsRequest.Patience;
import io.tidbclient.cli.imports.ImportsRequest.Result;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ConnectionPlan;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.ImportSettings;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.Setting;
import io.tidbclient.config.Settings;
import io.tidbclient.config.Timeouts;
import io.tidbclient.engine.Outcome;
import io.tidbclient.importjob.JobInterest;
import io.tidbclient.importjob.run.ImportOrder;
import io.tidbclient.importjob.run.ImportStates;
import io.tidbclient.importjob.run.ImportVerdict;
import io.tidbclient.importjob.run.JobCriteria;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.imports.ListingKind;
import io.tidbclient.output.terminal.StandardStreams;
import io.tidbclient.output.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

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
    /** For the answer to CANCEL IMPORT JOB, which comes when the job is gone. */
    private static final Duration LONGEST_CANCEL = Duration.ofHours(24);
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
        return ImportSettings.cancel();
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
                Patience.of(settings),
                new Result(ListingKind.LIST, named, criteria, ImportVerdict.found(named))));
        if (!found.verdict().isSuccess()) {
            return ExitCode.of(found.verdict().outcome());
        }
        List<JobLine> active =
                found.jobs().stream().filter(line -> !line.watched().over()).toList();
        found.jobs().stream().filter(line -> line.watched().over()).forEach(this::reportEnded);
        if (active.isEmpty()) {
            report(
                    found.jobs().isEmpty()
                            ? criteria.none(found.last().listed()) + ": nothing to cancel."
                            : "there is no active import job to cancel.");
            return ExitCode.CHECK_FAILED.code();
        }
        if (active.size() > MOST) {
            throw new ConfigException(active.size() + " jobs are too many to cancel at once; name at most " + MOST
                    + " by a narrower filter.");
        }
        active.forEach(this::reportActive);
        if (!yes && !agreed(active.size())) {
            report("nothing was cancelled.");
            return ExitCode.CHECK_FAILED.code();
        }
        List<Long> order = active.stream().map(line -> line.job().id()).toList();
        Set<Long> meantIds = new TreeSet<>(named);
        meantIds.addAll(order);
        OptionalInt signal = interrupts.first();
        return signal.isPresent()
                ? ExitCode.of(Outcome.ofSignal(signal.getAsInt()))
                : cancel(settings, plan, order, meantIds);
    }

    /**
     * Cancels.
     *
     * @param order those that are active
     * @param all those that were asked for: one that ended otherwise before is not cancelled, and the result says so
     */
    private int cancel(ResolvedSettings settings, ConnectionPlan plan, List<Long> order, Set<Long> all) {
        Set<Long> givenUp = ConcurrentHashMap.newKeySet();
        WatchLimits limits = new WatchLimits(
                ImportsWatchCommand.EVER,
                settings.get(Settings.INTERVAL),
                (job, active, age) -> all.contains(job.id()),
                poll -> poll.jobs().stream()
                                .allMatch(job ->
                                        job.over() || givenUp.contains(job.job().id()))
                        ? Optional.of("all are cancelled, or will not be")
                        : Optional.empty(),
                true);
        return runner.run(new ImportsRequest(
                settings,
                connections(plan.first(), order.size()),
                limits,
                Patience.withAllHosts(settings).within(settings.find(Settings.TIMEOUT)),
                Optional.of(new Action(
                        ImportStates.CANCELLING_IMPORT_JOB,
                        (context, number) -> {
                            if (number > 0) {
                                context.put(ImportOrder.CANCEL, new ImportOrder.Cancel(order.get(number - 1)));
                            }
                        },
                        number -> {
                            if (number > 0) {
                                givenUp.add(order.get(number - 1));
                            }
                        })),
                new Result(ListingKind.OUTCOME, all, JobCriteria.ofIds(all), ImportVerdict.cancelled(all))));
    }

    /** The first follows the jobs, each of the others cancels one, however long the answer takes. */
    private static List<ConnectionSettings> connections(ConnectionSettings first, int jobs) {
        List<ConnectionSettings> all = new ArrayList<>(List.of(first));
        for (int i = 1; i <= jobs; i++) {
            all.add(first.named("c" + (i + 1))
                    .within(new Timeouts(first.timeouts().connect(), LONGEST_CANCEL)));
        }
        return all;
    }

    private boolean agreed(int jobs) {
        // Whoever interrupts the question has answered it.
        interrupts.listen(signal -> Runtime.getRuntime().halt(128 + signal));
        environment.err().print("Cancel " + (jobs == 1 ? "this job" : "these " + jobs + " jobs") + "? [y/N] ");
        environment.err().flush();
        try {
            String answer =
                    new BufferedReader(new InputStreamReader(environment.in(), StandardCharsets.UTF_8)).readLine();
            return answer != null && Set.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            return false;
        }
    }

    private void reportActive(JobLine line) {
        environment
                .err()
                .println(Text.of("about to cancel on " + line.target() + ": job "
                                + line.job().id() + " " + line.job().tableName() + ", "
                                + line.job().statusText() + ", from "
                                + line.job().dataSource())
                        .plain());
    }

    private void reportEnded(JobLine line) {
        report(Text.of("job " + line.job().id() + " has ended already: "
                        + line.job().statusText() + ".")
                .plain());
    }

    private void report(String sentence) {
        environment.err().println("tidb-client: " + sentence);
    }
}
