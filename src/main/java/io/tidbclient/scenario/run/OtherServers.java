package io.tidbclient.scenario.run;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.FailureKind.FailureCategory;
import io.tidbclient.connection.Session;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.SessionPlan;
import io.tidbclient.sql.Identifiers;
import io.tidbclient.time.Durations;
import io.tidbclient.time.NanoClock;
import io.tidbclient.time.TimerPause;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The servers, other than the first one, on which sessions of a scenario are. What is made on the first one has to be visible on
 * them before a session begins. For use by one thread.
 */
final class OtherServers {
    /** TiDB's servers load a change of the schema before its statement returns; replicas of other products may be slower. */
    static final Duration LONGEST_DELAY = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int FIRST = 1;
    private static final int NO_SUCH_TABLE = 1146;

    private final ScenarioContext scenarioContext;
    private final SortedSet<Integer> numbers;

    OtherServers(ScenarioContext scenarioContext) {
        this.scenarioContext = scenarioContext;
        this.numbers = numbers(scenarioContext.scenario(), scenarioContext.credentials());
    }

    /** A session that a step opens may be on a server that is not reached before. */
    private static SortedSet<Integer> numbers(Scenario scenario, SessionCredentials credentials) {
        SortedSet<Integer> numbers = new TreeSet<>();
        scenario.sessions().stream()
                .filter(plan -> !plan.later())
                .map(SessionPlan::members)
                .forEach(members -> members.forEach(member -> numbers.add(credentials.serverNumber(member))));
        numbers.remove(FIRST);
        return numbers;
    }

    /**
     * Waits until each of them has the scenario's database.
     *
     * @throws FailureException when one has not after {@link #LONGEST_DELAY}, then with its last error if that is about something
     *     else, or when one cannot be asked
     */
    void awaitDatabase() throws InterruptedException {
        await("the database " + scenarioContext.database(), session -> true);
    }

    /**
     * Waits until each of them has what a program made.
     *
     * @throws FailureException as {@link #awaitDatabase}
     */
    void awaitPrepared(ClientProgram program) throws InterruptedException {
        await("all rows of the database " + scenarioContext.database(), program::isVisible);
    }

    private void await(String what, Predicate<Session> visible) throws InterruptedException {
        NanoClock clock = scenarioContext.tools().time().monotonic();
        for (int number : numbers) {
            long begin = clock.nanos();
            try (AdminConnection connection = connection("witness", number)) {
                Visibility seen = connection.call(session -> visibility(session, visible));
                while (!seen.complete()) {
                    if (clock.since(begin).compareTo(LONGEST_DELAY) >= 0) {
                        throw seen.failure().orElseGet(() -> invisible(what, number));
                    }
                    new TimerPause(scenarioContext.timer()).last(PAUSE);
                    seen = connection.call(session -> visibility(session, visible));
                }
            }
        }
    }

    /**
     * What a server shows of the first one's work.
     *
     * @param complete whether it shows everything
     * @param failure the server's error, unless it is that the database or the table is unknown
     */
    private record Visibility(boolean complete, Optional<FailureException> failure) {
        Visibility {
            if (complete && failure.isPresent()) {
                throw new IllegalArgumentException("what is complete has no failure");
            }
        }
    }

    private Visibility visibility(Session session, Predicate<Session> visible) {
        try {
            use(session);
            return new Visibility(visible.test(session), Optional.empty());
        } catch (FailureException e) {
            Failure failure = e.failure();
            boolean asked = failure.code() != 0
                    && (failure.kind() == FailureKind.UNKNOWN_DATABASE
                            || failure.kind().category() != FailureCategory.USER_REFUSED);
            if (!asked) {
                throw e;
            }
            boolean unknown = failure.kind() == FailureKind.UNKNOWN_DATABASE || failure.code() == NO_SUCH_TABLE;
            return new Visibility(false, unknown ? Optional.empty() : Optional.of(e));
        }
    }

    private void use(Session session) {
        session.execute("USE " + Identifiers.quote(scenarioContext.database()));
    }

    private FailureException invisible(String what, int number) {
        SessionCredentials credentials = scenarioContext.credentials();
        return new FailureException(
                Failure.of(
                        FailureKind.EXPECTATION_NOT_MET,
                        "%s does not have %s %s after %s has."
                                .formatted(
                                        credentials.own("witness", number).target(),
                                        what,
                                        Durations.text(LONGEST_DELAY),
                                        credentials.own("witness").target()),
                        "Give servers of one cluster."),
                null);
    }

    /**
     * Has a program conclude on each of them; when one fails, the others are still read.
     *
     * @return the first failure
     */
    Optional<FailureException> conclude(ClientProgram program) {
        Optional<FailureException> failed = Optional.empty();
        for (int number : numbers) {
            try (AdminConnection connection = connection("reader", number)) {
                connection.run(session -> {
                    use(session);
                    program.conclude(session, number - 1);
                });
            } catch (FailureException e) {
                failed = failed.or(() -> Optional.of(e));
            }
        }
        return failed;
    }

    private AdminConnection connection(String purpose, int number) {
        return new AdminConnection(
                scenarioContext.sessions(), scenarioContext.credentials().own(purpose, number));
    }
}
