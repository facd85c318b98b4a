package io.tidbclient.scenario.play;

import io.tidbclient.state.Peers;
import io.tidbclient.state.Peers.Message;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Releases steps in their order, hears how they end, and stops at the first difference. Blocks its thread; all that it
 * uses belongs to that thread.
 */
final class Director {
    private final Floor floor;
    private final Judge judge;
    private final WaitWatch watch;
    private final Peers peers;
    private final Messages messages;
    private final Clock clock;
    private final Consumer<ScenarioFinding> report;
    private Optional<Difference> difference = Optional.empty();

    /** @param report hears everything that happens */
    Director(
            Floor floor,
            Judge judge,
            WaitWatch watch,
            Peers peers,
            Messages messages,
            Clock clock,
            Consumer<ScenarioFinding> report) {
        this.floor = floor;
        this.judge = judge;
        this.watch = watch;
        this.peers = peers;
        this.messages = messages;
        this.clock = clock;
        this.report = report;
    }

    /** A session's connection has this id; 0 when it has none yet. */
    void joined(String session, long connectionId) {
        if (connectionId != 0) {
            floor.joined(session, connectionId);
            report.accept(new ScenarioFinding.Joined(session, connectionId));
        }
    }

    /** Plays it all, to the end or the first difference. */
    Optional<Difference> play(Order order) throws InterruptedException {
        while (difference.isEmpty()) {
            Optional<Cue> next = order.next();
            if (next.isPresent()) {
                order.begun(release(next.get()));
            } else if (order.isOver() && floor.underWay().isEmpty()) {
                break;
            } else {
                differ(order.stuck());
                await();
            }
        }
        return difference;
    }

    private Ongoing release(Cue cue) {
        Ongoing step = new Ongoing(cue, judge.expectations(cue.step()), floor.valuesFor(cue), clock.instant());
        differ(judge.begun(step));
        floor.begin(step);
        report.accept(new ScenarioFinding.Began(cue, step.bound(), step.released));
        peers.send(cue.session(), "go", new Cast.Go(step.values));
        return step;
    }

    /** Waits for one message, or until a look at the locks or a time limit is due. */
    private void await() throws InterruptedException {
        if (difference.isPresent()) {
            return;
        }
        Optional<Message> message = messages.poll(watch.untilNextLook());
        if (message.isEmpty()) {
            differ(watch.look());
            differ(late(clock.instant()));
        } else if (message.get().enclosed().orElse(null) instanceof Cast.Done done) {
            ended(done.cue(), done.reply());
        }
    }

    private void ended(Cue cue, Reply reply) {
        Ongoing step = floor.end(cue.session(), reply);
        report.accept(new ScenarioFinding.Ended(cue, step.bound(), reply));
        joined(cue.session(), reply.connectionId());
        floor.save(Saved.all(cue.step(), reply));
        differ(judge.ended(step, reply));
    }

    private Optional<Difference> late(Instant now) {
        return floor.underWay().stream()
                .filter(step -> now.isAfter(step.deadline()))
                .findFirst()
                .map(step -> Difference.at(
                        step.cue,
                        step.wanted(floor.values()) + " within " + Verifier.shown(step.cue.limit()),
                        "no end" + step.waitingFor()));
    }

    private void differ(Optional<Difference> found) {
        difference = difference.or(() -> found);
    }
}
