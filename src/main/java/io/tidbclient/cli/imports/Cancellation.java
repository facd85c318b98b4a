package io.tidbclient.cli.imports;

import io.tidbclient.check.CheckRun.WatchLimits;
import io.tidbclient.cli.imports.ImportsRequest.Result;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.ImportOptions;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.RunOptions;
import io.tidbclient.config.Timeouts;
import io.tidbclient.importjob.run.CancelAttempts;
import io.tidbclient.importjob.run.ImportOrder;
import io.tidbclient.importjob.run.ImportRequest.Action;
import io.tidbclient.importjob.run.ImportRequest.Patience;
import io.tidbclient.importjob.run.ImportStates;
import io.tidbclient.importjob.run.ImportVerdict;
import io.tidbclient.importjob.run.JobCriteria;
import io.tidbclient.output.imports.ListingKind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The cancelling of jobs: one connection follows all of them, and each is cancelled on one of its own.
 *
 * @param order those that are active; at least one
 * @param all those that were asked for: one that ended otherwise before is not cancelled, and the result says so
 */
record Cancellation(List<Long> order, Set<Long> all) {
    /** For the answer to CANCEL IMPORT JOB, which comes when the job is gone. */
    private static final Duration LONGEST_CANCEL = Duration.ofHours(24);

    Cancellation {
        order = List.copyOf(order);
        all = Set.copyOf(all);
    }

    /**
     * What is to be run.
     *
     * @param first to the cluster
     */
    ImportsRequest request(ResolvedSettings settings, ConnectionSettings first) {
        Set<Long> givenUp = ConcurrentHashMap.newKeySet();
        CancelAttempts attempts = new CancelAttempts(order);
        WatchLimits limits = new WatchLimits(
                ImportsWatchCommand.EVER,
                settings.get(ImportOptions.INTERVAL),
                (job, active, age) -> all.contains(job.id()),
                poll -> poll.jobs().stream()
                                .allMatch(job ->
                                        job.over() || givenUp.contains(job.job().id()))
                        ? Optional.of("each is cancelled or has ended otherwise")
                        : Optional.empty(),
                true);
        return new ImportsRequest(
                settings,
                connections(first, order.size()),
                limits,
                Patience.withAllHosts(settings).within(settings.find(RunOptions.TIMEOUT)),
                Optional.of(new Action(
                        ImportStates.CANCELLING_IMPORT_JOB,
                        (context, number) -> {
                            if (number > 0) {
                                context.put(
                                        ImportOrder.CANCEL, new ImportOrder.Cancel(order.get(number - 1), attempts));
                            }
                        },
                        number -> {
                            if (number > 0) {
                                givenUp.add(order.get(number - 1));
                            }
                        })),
                new Result(ListingKind.OUTCOME, all, JobCriteria.ofIds(all), ImportVerdict.cancelled(all, attempts)));
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
}
