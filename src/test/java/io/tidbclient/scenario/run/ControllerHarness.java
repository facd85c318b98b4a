package io.tidbclient.scenario.run;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.MessageBus;
import io.tidbclient.engine.State;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.Servers;
import io.tidbclient.scenario.Step;
import io.tidbclient.time.TimeSource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs a controller without sessions or server: the test defines how each step ends and which waits are reported. Time
 * passes only while the controller waits.
 */
final class ControllerHarness implements MessageBus, Messages, LockWaitReader {
    private final Scenario scenario;
    private final Optional<List<Step>> order;
    private final Map<Integer, StepBehavior> behaviors = new HashMap<>();
    private final Map<String, Integer> started = new HashMap<>();
    private final Map<Integer, Instant> released = new LinkedHashMap<>();
    private final Set<Integer> ended = new HashSet<>();
    private final List<ScenarioEvent> events = new ArrayList<>();
    private final List<Instant> polls = new ArrayList<>();
    private final Map<Integer, Map<String, Scalar>> known = new HashMap<>();
    private Schedule schedule;
    private Optional<LockWaitCache> lockWaits = Optional.empty();
    private Duration pollTakes = Duration.ZERO;
    private boolean seesAll;
    private Optional<String> impossible = Optional.empty();
    private Instant now = Instant.EPOCH;
    private Duration jump = Duration.ZERO;

    /**
     * How a step goes.
     *
     * @param waitsFor the step whose end lets it go on; 0 for none
     * @param after how long it takes, from its release or from when it is let go
     * @param seen what the views show while it waits; empty when they show nothing
     */
    private record StepBehavior(
            int waitsFor,
            Duration after,
            Optional<Answer> answer,
            Optional<Failure> failure,
            Optional<LockWait> seen) {}

    private static final StepBehavior WELL = new StepBehavior(
            0, Duration.ofMillis(1), Optional.of(Answer.changed(0)), Optional.empty(), Optional.empty());

    ControllerHarness(Scenario scenario) {
        this(scenario, Optional.empty());
    }

    /** @param order the steps in another order than the written one */
    ControllerHarness(Scenario scenario, Optional<List<Step>> order) {
        this.scenario = scenario;
        this.order = order;
    }

    /** Polls take this long and are shared with another scenario, which has one just before the first step. */
    ControllerHarness sharesLockWaits(Duration took) {
        lockWaits = Optional.of(new LockWaitCache(this::nanos, new SplittableRandom(1)));
        pollTakes = took;
        return this;
    }

    /** No wait is missing in the views. */
    ControllerHarness seesAllWaits() {
        seesAll = true;
        return this;
    }

    /** The time of day is set, by this, after the first step has been released. */
    ControllerHarness timeOfDayJumps(Duration by) {
        jump = by;
        return this;
    }

    /** A step ends this long after its release. */
    ControllerHarness takes(int step, Duration time) {
        behaviors.compute(step, (number, old) -> {
            StepBehavior behavior = old == null ? WELL : old;
            return new StepBehavior(behavior.waitsFor, time, behavior.answer, behavior.failure, behavior.seen);
        });
        return this;
    }

    ControllerHarness answers(int step, Answer answer) {
        behaviors.compute(step, (number, old) -> {
            StepBehavior behavior = old == null ? WELL : old;
            return new StepBehavior(
                    behavior.waitsFor, behavior.after, Optional.of(answer), Optional.empty(), behavior.seen);
        });
        return this;
    }

    ControllerHarness changes(int step, long rows) {
        return answers(step, Answer.changed(rows));
    }

    ControllerHarness fails(int step, Failure failure) {
        behaviors.compute(step, (number, old) -> {
            StepBehavior behavior = old == null ? WELL : old;
            return new StepBehavior(
                    behavior.waitsFor, behavior.after, Optional.empty(), Optional.of(failure), behavior.seen);
        });
        return this;
    }

    /** A step ends a millisecond after another one has, and until then the views name these sessions. */
    ControllerHarness waitsUntil(int other, int step, boolean certain, String... holders) {
        return waitsUntil(other, step, certain, "VIEW", holders);
    }

    /** As above, where the view shows only who can hold the lock. */
    ControllerHarness waitsUntil(int other, int step, String view, String... holders) {
        return waitsUntil(other, step, false, view, holders);
    }

    private ControllerHarness waitsUntil(int other, int step, boolean certain, String view, String... holders) {
        Set<Long> ids = new HashSet<>();
        for (String holder : holders) {
            ids.add(id(holder));
        }
        behaviors.compute(step, (number, old) -> {
            StepBehavior behavior = old == null ? WELL : old;
            return new StepBehavior(
                    other,
                    behavior.after,
                    behavior.answer,
                    behavior.failure,
                    Optional.of(new LockWait(0, ids, certain, view)));
        });
        return this;
    }

    /** A step ends this long after its release, and until then TiDB lists its transaction as waiting, though no other holds a lock. */
    ControllerHarness isListedAsWaiting(int step, Duration time) {
        LockWait listed = new LockWait(0, Set.of(), false, LockWait.TRANSACTIONS);
        behaviors.put(step, new StepBehavior(0, time, WELL.answer, WELL.failure, Optional.of(listed)));
        return this;
    }

    /** A step ends this long after its release, and until then a view names the sessions whose locks it waits for. */
    ControllerHarness isListedAsWaitingFor(int step, Duration time, String... holders) {
        return takes(step, time).waitsUntil(0, step, true, "VIEW", holders);
    }

    /** As {@link #waitsUntil}, but no view shows it. */
    ControllerHarness waitsUnseenUntil(int other, int step) {
        behaviors.compute(step, (number, old) -> {
            StepBehavior behavior = old == null ? WELL : old;
            return new StepBehavior(other, behavior.after, behavior.answer, behavior.failure, Optional.empty());
        });
        return this;
    }

    static Failure failure(FailureKind kind, int code, String sqlState) {
        return new Failure(kind, code, "", sqlState, "", "", "it failed", "", "");
    }

    /** Runs it; what was different. */
    Optional<ExpectationFailure> run() throws InterruptedException {
        schedule = Schedule.of(scenario, Servers.TIDB, order, new SplittableRandom(1));
        Map<String, Scalar> values = new HashMap<>();
        scenario.values().forEach((name, source) -> values.put(name, source.next(new SplittableRandom(1))));
        ExecutionState execution = new ExecutionState(values);
        StepChecker checker = order.isEmpty()
                ? new ExpectationChecker(execution, Servers.TIDB, events::add)
                : new PermutationChecker(Servers.TIDB);
        LockWaitMonitor monitor = new LockWaitMonitor(execution, checker, this, time(), events::add);
        ScenarioController controller =
                new ScenarioController(execution, checker, monitor, this, this, time(), events::add);
        scenario.connections().forEach(session -> controller.joined(session, id(session)));
        lockWaits.ifPresent(all -> all.snapshot(this::fresh));
        Optional<ExpectationFailure> failure = controller.run(
                order.isEmpty()
                        ? new ScriptOrderScheduler(schedule, execution, this::nanos, this::cut)
                        : new PermutationScheduler(schedule, execution));
        impossible = controller.impossible().map(ExpectationFailure::sentence);
        return failure;
    }

    /** Why the order could not be executed. */
    Optional<String> impossible() {
        return impossible;
    }

    /** The statement of a session under way ends at once. */
    private void cut(String session) {
        schedule.of(session).stream()
                .map(StepInvocation::number)
                .filter(step -> released.containsKey(step) && !ended.contains(step))
                .forEach(step -> behaviors.compute(
                        step,
                        (number, old) -> new StepBehavior(
                                0,
                                Duration.between(released.get(step), now),
                                Optional.empty(),
                                Optional.of(failure(FailureKind.CONNECTION_LOST, 0, "")),
                                Optional.empty())));
    }

    /** The steps in the order of their release. */
    List<Integer> released() {
        return List.copyOf(released.keySet());
    }

    /** When a step was released, since the beginning. */
    Duration released(int step) {
        return Duration.between(Instant.EPOCH, released.get(step));
    }

    /** When the controller asked for a poll, since the beginning. */
    List<Duration> polls() {
        return polls.stream().map(at -> Duration.between(Instant.EPOCH, at)).toList();
    }

    /** What names stood for when a step was released. */
    Map<String, Scalar> known(int step) {
        return known.get(step);
    }

    <T extends ScenarioEvent> List<T> reported(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private long id(String session) {
        return 100L + scenario.connections().indexOf(session);
    }

    private StepBehavior behavior(int step) {
        return behaviors.getOrDefault(step, WELL);
    }

    private StepInvocation invocation(int number) {
        return schedule.invocations().stream()
                .filter(invocation -> invocation.number() == number)
                .findFirst()
                .orElseThrow();
    }

    private boolean holdsStill(int step) {
        int other = behavior(step).waitsFor;
        return other != 0 && !ended.contains(other);
    }

    private long nanos() {
        return Duration.between(Instant.EPOCH, now).toNanos();
    }

    /** The time of day jumps when a step is released, the monotonic time does not. */
    private TimeSource time() {
        return new TimeSource(wall(), this::nanos);
    }

    private Clock wall() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return now.plus(released.isEmpty() ? Duration.ZERO : jump);
            }
        };
    }

    @Override
    public void send(String to, String text, Object enclosed) {
        int nth = started.merge(to, 1, Integer::sum);
        int number = schedule.of(to).get(nth - 1).number();
        released.put(number, now);
        known.put(number, ((SessionProtocol.StartStep) enclosed).values());
    }

    private final Map<Integer, Instant> letGo = new HashMap<>();

    private Instant end(int step) {
        return letGo.getOrDefault(step, released.get(step)).plus(behavior(step).after);
    }

    @Override
    public Optional<Message> poll(Duration patience) {
        Optional<Integer> next = released.keySet().stream()
                .filter(step -> !ended.contains(step) && !holdsStill(step))
                .min(Comparator.comparing(this::end));
        Instant until = now.plus(patience);
        if (next.isEmpty() || end(next.get()).isAfter(until)) {
            now = until;
            return Optional.empty();
        }
        int step = next.get();
        now = end(step).isAfter(now) ? end(step) : now;
        ended.add(step);
        released.keySet().stream()
                .filter(other -> behavior(other).waitsFor == step)
                .forEach(other -> letGo.put(other, now));
        StepInvocation invocation = invocation(step);
        StepBehavior behavior = behavior(step);
        StepResult result = new StepResult(
                behavior.answer,
                behavior.failure,
                "it failed",
                0,
                released.get(step),
                Duration.between(released.get(step), now));
        return Optional.of(new Message(
                invocation.session(),
                "done",
                Optional.of(new SessionProtocol.StepCompleted(invocation, result, nanos()))));
    }

    @Override
    public LockWaitSnapshot snapshot(LockWaitQuery query) {
        // No time passes between: it would ask indefinitely.
        assertThat(polls).doesNotContain(now);
        polls.add(now);
        return lockWaits.map(all -> all.snapshot(this::fresh)).orElseGet(this::fresh);
    }

    private LockWaitSnapshot fresh() {
        long at = nanos();
        now = now.plus(pollTakes);
        List<LockWait> lockWaits = released.keySet().stream()
                .filter(step -> !ended.contains(step) && (behavior(step).waitsFor == 0 || holdsStill(step)))
                .flatMap(step -> behavior(step).seen.stream()
                        .map(seen -> new LockWait(
                                id(invocation(step).session()), seen.holders(), seen.certain(), seen.seenIn())))
                .toList();
        Set<Long> unseen = released.keySet().stream()
                .filter(step -> !ended.contains(step) && behavior(step).seen.isEmpty() && !seesAll)
                .map(step -> id(invocation(step).session()))
                .collect(Collectors.toSet());
        long next = this.lockWaits
                .map(all -> nanos() + all.interval(false).toNanos())
                .orElse(at);
        return new LockWaitSnapshot(lockWaits, Set.of(), unseen, at, next);
    }

    @Override
    public void send(String to, String text) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Message> receive() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Void> untilAllReach(State state) {
        throw new UnsupportedOperationException();
    }
}
