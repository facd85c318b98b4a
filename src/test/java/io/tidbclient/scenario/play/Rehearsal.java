package io.tidbclient.scenario.play;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.ServerVersion.Product;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.Step;
import io.tidbclient.state.Peers;
import io.tidbclient.state.State;

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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A director at work without sessions and a server: the test says how each step ends and whom it is seen waiting for.
 * Time passes only while the director waits for something.
 */
final class Rehearsal implements Peers, Messages, LockObserver {
    private final Scenario scenario;
    private final Optional<List<Step>> order;
    private final Map<Integer, Act> acts = new HashMap<>();
    private final Map<String, Integer> taken = new HashMap<>();
    private final Map<Integer, Instant> begun = new LinkedHashMap<>();
    private final Set<Integer> ended = new HashSet<>();
    private final List<ScenarioFinding> findings = new ArrayList<>();
    private final List<Instant> looks = new ArrayList<>();
    private final Map<Integer, Map<String, Scalar>> known = new HashMap<>();
    private Score score;
    private Optional<SharedLooks> shared = Optional.empty();
    private Duration lookTakes = Duration.ZERO;
    private Instant now = Instant.EPOCH;

    /**
     * How a step goes.
     *
     * @param waitsFor the step whose end lets it go on; 0 for none
     * @param after how long it takes, from its release or from when it is let go
     * @param seen what the views tell while it waits; empty when they say nothing of it
     */
    private record Act(
            int waitsFor, Duration after, Optional<Answer> answer, Optional<Failure> failure, Optional<Wait> seen) {}

    private static final Act WELL =
            new Act(0, Duration.ofMillis(1), Optional.of(Answer.changed(0)), Optional.empty(), Optional.empty());

    Rehearsal(Scenario scenario) {
        this(scenario, Optional.empty());
    }

    /** @param order the steps in another order than the written one */
    Rehearsal(Scenario scenario, Optional<List<Step>> order) {
        this.scenario = scenario;
        this.order = order;
    }

    /** Looks take so long and are shared with somebody else, who has one just before the first step. */
    Rehearsal sharesLooks(Duration took) {
        shared = Optional.of(new SharedLooks(clock()));
        lookTakes = took;
        return this;
    }

    /** A step ends so long after its release. */
    Rehearsal takes(int step, Duration time) {
        acts.compute(step, (number, old) -> {
            Act act = old == null ? WELL : old;
            return new Act(act.waitsFor, time, act.answer, act.failure, act.seen);
        });
        return this;
    }

    Rehearsal answers(int step, Answer answer) {
        acts.compute(step, (number, old) -> {
            Act act = old == null ? WELL : old;
            return new Act(act.waitsFor, act.after, Optional.of(answer), Optional.empty(), act.seen);
        });
        return this;
    }

    Rehearsal changes(int step, long rows) {
        return answers(step, Answer.changed(rows));
    }

    Rehearsal fails(int step, Failure failure) {
        acts.compute(step, (number, old) -> {
            Act act = old == null ? WELL : old;
            return new Act(act.waitsFor, act.after, Optional.empty(), Optional.of(failure), act.seen);
        });
        return this;
    }

    /** A step ends a millisecond after another one has, and until then the views name these sessions. */
    Rehearsal waitsUntil(int other, int step, boolean certain, String... holders) {
        Set<Long> ids = new HashSet<>();
        for (String holder : holders) {
            ids.add(id(holder));
        }
        acts.compute(step, (number, old) -> {
            Act act = old == null ? WELL : old;
            return new Act(other, act.after, act.answer, act.failure, Optional.of(new Wait(0, ids, certain, "VIEW")));
        });
        return this;
    }

    /** As {@link #waitsUntil}, but no view tells. */
    Rehearsal waitsUnseenUntil(int other, int step) {
        acts.compute(step, (number, old) -> {
            Act act = old == null ? WELL : old;
            return new Act(other, act.after, act.answer, act.failure, Optional.empty());
        });
        return this;
    }

    static Failure failure(FailureKind kind, int code, String sqlState) {
        return new Failure(kind, code, "", sqlState, "", "", "it failed", "", "");
    }

    /** Plays it; what was different. */
    Optional<Difference> play() throws InterruptedException {
        score = Score.of(scenario, Product.TIDB, order, new SplittableRandom(1));
        Map<String, Scalar> values = new HashMap<>();
        scenario.values().forEach((name, source) -> values.put(name, source.next(new SplittableRandom(1))));
        Floor floor = new Floor(values);
        Judge judge = order.isEmpty()
                ? new ByExpectations(floor, Product.TIDB, findings::add)
                : new ByLimitsAlone(Product.TIDB);
        WaitWatch watch = new WaitWatch(floor, judge, this, clock(), findings::add);
        Director director = new Director(floor, judge, watch, this, this, clock(), findings::add);
        scenario.connections().forEach(session -> director.joined(session, id(session)));
        shared.ifPresent(all -> all.look(this::anew));
        return director.play(order.isEmpty() ? new WrittenOrder(score, floor, clock()) : new OtherOrder(score, floor));
    }

    /** The steps in the order of their release. */
    List<Integer> released() {
        return List.copyOf(begun.keySet());
    }

    /** When a step was released, since the beginning. */
    Duration released(int step) {
        return Duration.between(Instant.EPOCH, begun.get(step));
    }

    /** When the director asked for a look, since the beginning. */
    List<Duration> looks() {
        return looks.stream().map(at -> Duration.between(Instant.EPOCH, at)).toList();
    }

    /** What names stood for when a step was released. */
    Map<String, Scalar> known(int step) {
        return known.get(step);
    }

    <T extends ScenarioFinding> List<T> told(Class<T> type) {
        return findings.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private long id(String session) {
        return 100L + scenario.connections().indexOf(session);
    }

    private Act act(int step) {
        return acts.getOrDefault(step, WELL);
    }

    private Cue cue(int number) {
        return score.cues().stream()
                .filter(cue -> cue.number() == number)
                .findFirst()
                .orElseThrow();
    }

    private boolean holdsStill(int step) {
        int other = act(step).waitsFor;
        return other != 0 && !ended.contains(other);
    }

    private Clock clock() {
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
                return now;
            }
        };
    }

    @Override
    public void send(String to, String text, Object enclosed) {
        int nth = taken.merge(to, 1, Integer::sum);
        int number = score.of(to).get(nth - 1).number();
        begun.put(number, now);
        known.put(number, ((Cast.Go) enclosed).values());
    }

    private final Map<Integer, Instant> letGo = new HashMap<>();

    private Instant end(int step) {
        return letGo.getOrDefault(step, begun.get(step)).plus(act(step).after);
    }

    @Override
    public Optional<Message> poll(Duration patience) {
        Optional<Integer> next = begun.keySet().stream()
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
        begun.keySet().stream().filter(other -> act(other).waitsFor == step).forEach(other -> letGo.put(other, now));
        Cue cue = cue(step);
        Act act = act(step);
        Reply reply = new Reply(
                act.answer, act.failure, "it failed", 0, begun.get(step), Duration.between(begun.get(step), now));
        return Optional.of(new Message(cue.session(), "done", Optional.of(new Cast.Done(cue, reply))));
    }

    @Override
    public Look look(Set<Long> own, Set<Long> changingSchema) {
        // No time passes between: it would ask for ever.
        assertThat(looks).doesNotContain(now);
        looks.add(now);
        return shared.map(all -> all.look(this::anew)).orElseGet(this::anew);
    }

    private Look anew() {
        Instant at = now;
        now = now.plus(lookTakes);
        List<Wait> waits = begun.keySet().stream()
                .filter(this::holdsStill)
                .flatMap(step -> act(step).seen.stream()
                        .map(seen -> new Wait(id(cue(step).session()), seen.holders(), seen.certain(), seen.seenIn())))
                .toList();
        return new Look(waits, Set.of(), at, at);
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
