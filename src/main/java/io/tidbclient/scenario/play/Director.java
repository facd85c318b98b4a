package io.tidbclient.scenario.play;

import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.ServerVersion.Product;
import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.state.Peers;
import io.tidbclient.state.Peers.Message;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Releases steps in their order, hears how they end, looks who waits for whom, and stops at the first difference. Blocks
 * its thread; all of it belongs to that thread.
 */
final class Director {
    /** Looks at the server's lock views come at these times after a step that is expected to wait, then stay apart so. */
    private static final List<Duration> FIRST_LOOKS =
            List.of(Duration.ofMillis(4), Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(50));

    /** A step that nobody expects to wait is looked at when it has taken this long. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /** A wait that was not expected, or is for somebody else, must be seen for this long: short ones are everywhere. */
    private static final Duration STUBBORN = Duration.ofMillis(300);

    /** Where no view shows the wait, a step that has not ended for this long is taken for one that waits. */
    private static final Duration BOUNDED_WAIT = Duration.ofSeconds(1);

    private final Scenario scenario;
    private final Product product;
    private final Peers peers;
    private final Inbox inbox;
    private final LockViews views;
    private final Clock clock;
    private final Consumer<ScenarioFinding> report;
    private final boolean judging;
    private final Map<String, Scalar> values;
    private final Map<String, Long> ids = new HashMap<>();
    private final Map<String, Ongoing> ongoing = new LinkedHashMap<>();
    private final Map<String, Instant> lastEnd = new HashMap<>();
    private Optional<Difference> difference = Optional.empty();

    /**
     * @param judging whether the steps' own expectations count; in orders other than the written one they do not
     * @param values named values that are known from the beginning; more come by saving
     * @param report hears everything that happens
     */
    Director(
            Scenario scenario,
            Product product,
            Peers peers,
            Inbox inbox,
            LockViews views,
            Clock clock,
            Consumer<ScenarioFinding> report,
            boolean judging,
            Map<String, Scalar> values) {
        this.scenario = scenario;
        this.product = product;
        this.peers = peers;
        this.inbox = inbox;
        this.views = views;
        this.clock = clock;
        this.report = report;
        this.judging = judging;
        this.values = new HashMap<>(values);
    }

    /** A session's connection has this id. */
    void joined(String session, long connectionId) {
        if (connectionId != 0) {
            ids.put(session, connectionId);
            report.accept(new ScenarioFinding.Joined(session, connectionId));
        }
    }

    /** The ids of all connections there were. */
    Set<Long> connectionIds() {
        return Set.copyOf(ids.values());
    }

    /** What names stand for by now. */
    Map<String, Scalar> values() {
        return Map.copyOf(values);
    }

    /** Plays it all, to the end or the first difference. */
    Optional<Difference> play(Score score) throws InterruptedException {
        if (judging) {
            for (Score.Round round : score.rounds()) {
                new RoundInPlay(round).play();
                if (difference.isPresent()) {
                    return difference;
                }
            }
        } else {
            playWhateverCan(new ArrayList<>(score.cues()));
        }
        return awaitAll();
    }

    /** In an order that was not written, a step whose session still waits is put off until it can be taken. */
    private void playWhateverCan(List<Cue> left) throws InterruptedException {
        while (!left.isEmpty() && difference.isEmpty()) {
            Optional<Cue> next = left.stream()
                    .filter(cue -> !ongoing.containsKey(cue.session()))
                    .findFirst();
            if (next.isEmpty()) {
                await();
                continue;
            }
            left.remove(next.get());
            Ongoing begun = release(next.get());
            while (begun.reply().isEmpty() && begun.waits().isEmpty() && difference.isEmpty()) {
                await();
            }
        }
    }

    private Optional<Difference> awaitAll() throws InterruptedException {
        while (!ongoing.isEmpty() && difference.isEmpty()) {
            await();
        }
        return difference;
    }

    /** One round: its tracks, and how far each has come. */
    private final class RoundInPlay {
        private final Score.Round round;
        private final int[] position;
        private final Ongoing[] current;
        private final Instant begun = clock.instant();

        RoundInPlay(Score.Round round) {
            this.round = round;
            this.position = new int[round.tracks().size()];
            this.current = new Ongoing[round.tracks().size()];
        }

        void play() throws InterruptedException {
            while (difference.isEmpty()) {
                boolean moved = false;
                boolean over = true;
                for (int track = 0; track < position.length && difference.isEmpty(); track++) {
                    moved |= advance(track);
                    over &= position[track] == parts(track).size();
                }
                if (over || difference.isPresent()) {
                    return;
                }
                if (!moved) {
                    await();
                    giveUpOnBusySessions();
                }
            }
        }

        private List<Score.Part> parts(int track) {
            return round.tracks().get(track);
        }

        private boolean advance(int track) {
            if (position[track] == parts(track).size()) {
                return false;
            }
            return switch (parts(track).get(position[track])) {
                case Score.Part.Await barrier -> pass(barrier.barrier());
                case Score.Part.Take take when current[track] == null -> begin(track, take.cue());
                case Score.Part.Take take -> settle(track);
            };
        }

        private boolean begin(int track, Cue cue) {
            if (ongoing.containsKey(cue.session())) {
                return false;
            }
            current[track] = release(cue);
            return true;
        }

        private boolean settle(int track) {
            Ongoing step = current[track];
            boolean waitsAsExpected = step.reply().isEmpty()
                    && step.waits().isPresent()
                    && step.expectedToWaitFor().isPresent();
            boolean over = step.reply().isPresent() && step.unblocks().stream().noneMatch(ongoing::containsKey);
            if (waitsAsExpected || over) {
                current[track] = null;
                position[track]++;
                return true;
            }
            if (step.reply().isPresent() && clock.instant().isAfter(step.deadline())) {
                differ(step, new Verifier(values).shown(new Expectation.Unblocks(step.unblocks())), stillWaiting(step));
            }
            return false;
        }

        private String stillWaiting(Ongoing step) {
            return step.unblocks().stream()
                    .filter(ongoing::containsKey)
                    .map(session -> session + " still in "
                            + ongoing.get(session).cue.label() + waitingFor(ongoing.get(session)))
                    .reduce((a, b) -> a + ", " + b)
                    .orElse("");
        }

        /** All tracks that still have the barrier must stand at it; then all of them go on. */
        private boolean pass(String name) {
            List<Integer> there = new ArrayList<>();
            for (int track = 0; track < position.length; track++) {
                List<Score.Part> left =
                        parts(track).subList(position[track], parts(track).size());
                if (left.contains(new Score.Part.Await(name))) {
                    if (!left.getFirst().equals(new Score.Part.Await(name))) {
                        return false;
                    }
                    there.add(track);
                }
            }
            there.forEach(track -> position[track]++);
            return true;
        }

        private void giveUpOnBusySessions() {
            for (int track = 0; track < position.length && difference.isEmpty(); track++) {
                if (current[track] == null
                        && position[track] < parts(track).size()
                        && parts(track).get(position[track]) instanceof Score.Part.Take take
                        && ongoing.containsKey(take.cue().session())
                        && Duration.between(begun, clock.instant()).compareTo(limit(take.cue())) > 0) {
                    Ongoing busy = ongoing.get(take.cue().session());
                    differ(
                            take.cue(),
                            "that it can begin",
                            "session " + take.cue().session() + " still in " + busy.cue.label() + waitingFor(busy));
                }
            }
        }
    }

    private Ongoing release(Cue cue) {
        Map<String, Scalar> known = new HashMap<>(values);
        known.putAll(cue.values());
        Ongoing step =
                new Ongoing(cue, judging ? cue.step().expectedOn(product) : List.of(), clock.instant(), limit(cue));
        for (String waiting : step.unblocks()) {
            if (!ongoing.containsKey(waiting)) {
                differ(cue, "that it lets " + waiting + " go on", waiting + " was not waiting when the step began");
            }
        }
        ongoing.put(cue.session(), step);
        report.accept(new ScenarioFinding.Began(cue, step.released));
        peers.send(cue.session(), "go", new Cast.Go(known));
        return step;
    }

    private Duration limit(Cue cue) {
        return cue.step().limit().orElse(scenario.stepLimit());
    }

    /** Waits for one message, or until a look at the locks or a time limit is due. */
    private void await() throws InterruptedException {
        Optional<Message> message = inbox.poll(nextLook());
        if (message.isPresent()) {
            if (message.get().enclosed().orElse(null) instanceof Cast.Done done) {
                ended(done);
            }
            return;
        }
        look();
        Instant now = clock.instant();
        for (Ongoing step : List.copyOf(ongoing.values())) {
            if (difference.isEmpty() && now.isAfter(step.deadline())) {
                differ(step, wanted(step) + " within " + Verifier.shown(step.limit), "no end" + waitingFor(step));
            }
        }
    }

    private String wanted(Ongoing step) {
        Verifier verifier = new Verifier(values);
        return step.expectations.isEmpty()
                ? "an end"
                : step.expectations.stream()
                        .map(verifier::shown)
                        .reduce((a, b) -> a + " and " + b)
                        .orElse("");
    }

    private static String waitingFor(Ongoing step) {
        return step.waits().map(Director::waitingFor).orElse("");
    }

    private static String waitingFor(ScenarioFinding.Waits waits) {
        String by =
                waits.by().isEmpty() ? "somebody" : String.join(waits.certain() ? ", " : " or ", sorted(waits.by()));
        return ", waiting for " + by + " (" + waits.how() + ")";
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }

    private Duration nextLook() {
        Instant now = clock.instant();
        Duration soonest = Duration.ofSeconds(1);
        for (Ongoing step : ongoing.values()) {
            Duration due = Duration.between(now, dueLook(step));
            soonest = due.compareTo(soonest) < 0 ? due : soonest;
        }
        return soonest.isNegative() ? Duration.ZERO : soonest;
    }

    private Instant dueLook(Ongoing step) {
        if (step.waits().isPresent()) {
            return step.released.plus(step.limit).plusMillis(1);
        }
        boolean expected = !judging || step.expectedToWaitFor().isPresent();
        if (expected && step.looks < FIRST_LOOKS.size()) {
            return step.released.plus(FIRST_LOOKS.get(step.looks));
        }
        return step.released.plus(PATIENCE).plus(BETWEEN_LOOKS.multipliedBy(step.looks));
    }

    private void look() {
        Instant now = clock.instant();
        List<Ongoing> due = ongoing.values().stream()
                .filter(step -> step.waits().isEmpty() && !now.isBefore(dueLook(step)))
                .toList();
        if (due.isEmpty()) {
            return;
        }
        Map<Long, Wait> waits = waits();
        Instant then = clock.instant();
        for (Ongoing step : due) {
            step.looks++;
            Wait wait = waits.get(ids.getOrDefault(step.cue.session(), 0L));
            if (wait != null) {
                seen(step, wait, then);
            } else {
                notSeen(step, then);
            }
        }
    }

    private Map<Long, Wait> waits() {
        Set<Long> changingSchema = new HashSet<>();
        ongoing.values().stream()
                .filter(step -> step.cue.step().action() instanceof Action.Run run
                        && run.sql().changesSchema())
                .map(step -> ids.getOrDefault(step.cue.session(), 0L))
                .forEach(changingSchema::add);
        Map<Long, Wait> waits = new HashMap<>();
        try {
            views.look(connectionIds(), changingSchema)
                    .forEach(wait -> waits.merge(wait.waiter(), wait, (a, b) -> a.certain() ? a : b));
        } catch (FailureException e) {
            report.accept(new ScenarioFinding.Noted(
                    "the locks could not be looked at: " + e.failure().sentence()));
        }
        return waits;
    }

    private void seen(Ongoing step, Wait wait, Instant now) {
        Duration since = step.seenWaiting(now);
        ScenarioFinding.Waits waits =
                new ScenarioFinding.Waits(step.cue, names(wait.holders()), wait.certain(), wait.seenIn(), now);
        boolean asExpected = step.expectedToWaitFor()
                .map(by -> by.isEmpty()
                        || (wait.certain()
                                ? waits.by().equals(by)
                                : wait.holders().isEmpty() || waits.by().containsAll(by)))
                .orElse(false);
        if (asExpected || !judging) {
            waiting(step, waits);
        } else if (since.compareTo(STUBBORN) >= 0) {
            if (step.expectedToWaitFor().isPresent() || !sideBySide()) {
                step.waits(waits);
                report.accept(waits);
                differ(step, wanted(step), "it waits" + waitingFor(waits).replaceFirst(", waiting", ""));
            } else {
                waiting(step, waits);
            }
        }
    }

    /** Whether others are under way that may end the wait by themselves. */
    private boolean sideBySide() {
        return ongoing.values().stream().filter(step -> step.waits().isEmpty()).count() > 1;
    }

    private void notSeen(Ongoing step, Instant now) {
        step.notSeenWaiting();
        boolean mayWait = !judging || step.expectedToWaitFor().isPresent();
        if (mayWait && Duration.between(step.released, now).compareTo(BOUNDED_WAIT) >= 0) {
            waiting(
                    step,
                    new ScenarioFinding.Waits(
                            step.cue, Set.of(), false, "no end within " + Verifier.shown(BOUNDED_WAIT), now));
        }
    }

    private void waiting(Ongoing step, ScenarioFinding.Waits waits) {
        step.waits(waits);
        report.accept(waits);
    }

    private Set<String> names(Set<Long> connections) {
        Set<String> names = new HashSet<>();
        for (long id : connections) {
            names.add(ids.entrySet().stream()
                    .filter(entry -> entry.getValue() == id)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse("connection " + id));
        }
        return names;
    }

    private void ended(Cast.Done done) {
        Ongoing step = ongoing.remove(done.cue().session());
        Reply reply = done.reply();
        step.ended(reply);
        lastEnd.put(done.cue().session(), reply.ended());
        report.accept(new ScenarioFinding.Ended(done.cue(), reply));
        joined(done.cue().session(), reply.connectionId());
        save(done.cue(), reply);
        if (judging) {
            judge(step, reply);
        }
    }

    private void judge(Ongoing step, Reply reply) {
        if (step.expectedToWaitFor().isPresent() && step.waits().isEmpty()) {
            differ(
                    step,
                    new Verifier(values)
                            .shown(new Expectation.Blocks(
                                    step.expectedToWaitFor().get())),
                    "it ended after " + Verifier.shown(reply.took()) + ": " + reply.shown());
            return;
        }
        Map<String, Scalar> known = new HashMap<>(values);
        known.putAll(step.cue.values());
        new Verifier(known)
                .compare(step.expectations, reply)
                .ifPresent(mismatch -> differ(step, mismatch.expected(), mismatch.got()));
        if (difference.isEmpty()) {
            judgeRelease(step, reply);
        }
    }

    /** Where the server did not name whom a step waited for, it must have been let go by one of those expected. */
    private void judgeRelease(Ongoing step, Reply reply) {
        Set<String> by = step.expectedToWaitFor().orElse(Set.of());
        Optional<ScenarioFinding.Waits> waits = step.waits();
        if (by.isEmpty() || waits.isEmpty() || waits.get().certain()) {
            return;
        }
        if (reply.failure().isPresent()) {
            report.accept(
                    new ScenarioFinding.Noted(step.cue.label() + ": the server did not name whom it waited for, and"
                            + " it ended with an error, so that this is not proved"));
            return;
        }
        boolean letGo = by.stream()
                .anyMatch(session -> ongoing.containsKey(session)
                        || Optional.ofNullable(lastEnd.get(session))
                                .filter(end -> end.isAfter(waits.get().at()))
                                .isPresent());
        if (!letGo) {
            differ(
                    step,
                    "that it waits for " + String.join(", ", sorted(by)),
                    "it went on while " + String.join(", ", sorted(by)) + " did nothing");
        }
    }

    private void save(Cue cue, Reply reply) {
        reply.answer()
                .filter(answer -> answer.hasRows() && !answer.rows().isEmpty())
                .ifPresent(answer -> cue.step()
                        .saves()
                        .forEach((name, column) -> Saved.from(answer, column)
                                .ifPresentOrElse(
                                        value -> values.put(name, value),
                                        () -> differ(cue, "a column " + column + " to save", reply.shown()))));
        if (!cue.step().saves().isEmpty()
                && judging
                && reply.answer().filter(answer -> answer.rows().isEmpty()).isPresent()) {
            differ(cue, "a row to save from", reply.shown());
        }
    }

    private void differ(Ongoing step, String expected, String got) {
        differ(step.cue, expected, got);
    }

    private void differ(Cue cue, String expected, String got) {
        if (difference.isEmpty()) {
            difference = Optional.of(new Difference(
                    cue.step().place(),
                    cue.label() + ", " + cue.session() + ": "
                            + cue.step().action().shown(),
                    expected,
                    got));
        }
    }
}
