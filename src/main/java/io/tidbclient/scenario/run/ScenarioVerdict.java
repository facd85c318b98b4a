package io.tidbclient.scenario.run;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.engine.StopCause;
import io.tidbclient.engine.Verdicts;
import io.tidbclient.scenario.run.ScenarioResult.Status;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Decides what came of all scenarios. */
public final class ScenarioVerdict {
    private ScenarioVerdict() {}

    /**
     * What came of them.
     *
     * @param planned how many were to run, at least those that have a result; an interrupted run counts the others as not started
     * @param stopped what stopped them before their end, if anything did
     */
    public static RunVerdict of(List<ScenarioResult> results, int planned, Optional<StopCause> stopped) {
        if (stopped.isPresent() && stopped.get() instanceof StopCause.Interrupted interrupted) {
            return new RunVerdict(
                    Outcome.ofSignal(interrupted.signal()),
                    "interrupted; " + counts(results, planned - results.size()));
        }
        String counts = counts(results, 0);
        long passed = count(results, Status.PASSED) + count(results, Status.KNOWN_BUG);
        long skipped = count(results, Status.SKIPPED);
        if (passed == 0 && skipped == results.size()) {
            // What proved nothing is no success.
            return new RunVerdict(Outcome.FAILED, "no scenario was run; " + counts);
        }
        boolean leftOvers = results.stream().anyMatch(p -> !p.leftOvers().isEmpty());
        if (passed + skipped == results.size()) {
            return leftOvers
                    ? new RunVerdict(Outcome.FAILED, counts + "; some objects could not be removed")
                    : new RunVerdict(Outcome.SUCCESS, counts);
        }
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        results.stream()
                .filter(ScenarioResult::isBad)
                .forEach(p -> outcomes.add(
                        p.status() == Status.FAILED
                                ? Outcome.FAILED
                                : p.verdict().map(RunVerdict::outcome).orElse(Outcome.FAILED)));
        if (outcomes.contains(Outcome.INTERNAL_ERROR)) {
            return new RunVerdict(Outcome.INTERNAL_ERROR, counts);
        }
        return new RunVerdict(
                outcomes.size() == 1 && passed == 0 ? outcomes.iterator().next() : mixed(outcomes), counts);
    }

    /** A file that was asked for is not complete, so that the command fails even if all scenarios passed. */
    public static RunVerdict incomplete(RunVerdict verdict) {
        return verdict.isSuccess()
                ? new RunVerdict(Outcome.FAILED, verdict.sentence() + "; a requested file is not complete")
                : verdict;
    }

    /** Several that failed for one reason other than an expectation still failed for that reason. */
    private static Outcome mixed(Set<Outcome> outcomes) {
        return outcomes.equals(Set.of(Outcome.TIMED_OUT)) ? Outcome.TIMED_OUT : Outcome.FAILED;
    }

    /**
     * The servers could not even be asked what they are. Where the check failed, its failures alone decide, although others of the
     * servers were reached.
     */
    public static RunVerdict notReached(RunResult<CheckSnapshot> probe) {
        List<Failure> failures = probe.last().connections().stream()
                .flatMap(connection -> connection.failure().stream())
                .toList();
        String why = failures.stream()
                .findFirst()
                .map(ScenarioVerdict::describe)
                .orElse(probe.verdict().sentence());
        return new RunVerdict(notReached(probe.verdict().outcome(), failures), "no scenario was run: " + why);
    }

    private static Outcome notReached(Outcome ofCheck, List<Failure> failures) {
        if (ofCheck == Outcome.FAILED && !failures.isEmpty()) {
            return Verdicts.ofFailures(failures);
        }
        return ofCheck == Outcome.SUCCESS ? Outcome.FAILED : ofCheck;
    }

    /**
     * Whether sessions cannot be spread over the servers, since one is of another product or release than the first.
     *
     * @param versions of as many of the servers as were asked
     */
    static Optional<RunVerdict> differing(List<ConnectionSettings> servers, List<ServerVersion> versions) {
        ServerVersion first = versions.getFirst();
        return IntStream.range(0, versions.size())
                .filter(number -> versions.get(number).product() != first.product()
                        || !versions.get(number).release().equals(first.release()))
                .mapToObj(number -> new RunVerdict(
                        Outcome.FAILED,
                        "no scenario was run: %s is %s and %s is %s; give servers of one cluster with the same release"
                                .formatted(
                                        servers.getFirst().target(),
                                        describe(first),
                                        servers.get(number).target(),
                                        describe(versions.get(number)))))
                .findFirst();
    }

    private static String describe(ServerVersion version) {
        return version.product().label() + " " + version.release();
    }

    private static String describe(Failure failure) {
        return failure.sentence() + (failure.hint().isEmpty() ? "" : " " + failure.hint());
    }

    private static String counts(List<ScenarioResult> results, int notStarted) {
        List<String> parts = new ArrayList<>();
        int all = results.size() + notStarted;
        parts.add(count(results, Status.PASSED) + " of " + all + (all == 1 ? " scenario" : " scenarios") + " passed");
        for (Status status : List.of(Status.FAILED, Status.KNOWN_BUG, Status.ERROR, Status.STOPPED, Status.SKIPPED)) {
            long impossible = status == Status.SKIPPED
                    ? results.stream().filter(ScenarioResult::isImpossibleOrder).count()
                    : 0;
            long count = count(results, status) - impossible;
            if (impossible > 0) {
                parts.add(impossible + (impossible == 1 ? " order" : " orders") + " of the steps cannot be executed");
            }
            if (count > 0) {
                parts.add(count + " " + words(status, count));
            }
        }
        if (notStarted > 0) {
            parts.add(notStarted + " not started");
        }
        long gone = results.stream().filter(ScenarioResult::isFixedBug).count();
        if (gone > 0) {
            parts.add(gone + (gone == 1 ? " known bug does" : " known bugs do") + " not occur");
        }
        return String.join(", ", parts);
    }

    private static String words(Status status, long count) {
        return switch (status) {
            case ERROR -> "could not be run";
            case KNOWN_BUG -> count == 1 ? "failed by a known bug" : "failed by known bugs";
            case PASSED, FAILED, SKIPPED, STOPPED -> status.label();
        };
    }

    private static long count(List<ScenarioResult> results, Status status) {
        return results.stream().filter(p -> p.status() == status).count();
    }
}
