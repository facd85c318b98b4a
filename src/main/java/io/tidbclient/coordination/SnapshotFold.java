package io.tidbclient.coordination;

import io.tidbclient.config.ServerAddress;
import io.tidbclient.connection.Failure;
import io.tidbclient.coordination.RunPlan.Participant;
import io.tidbclient.state.State;
import io.tidbclient.state.handler.CheckEvent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Makes each snapshot out of the one before and what happened since. Confined to the coordinator's thread. */
final class SnapshotFold {
    private RunSnapshot current;

    SnapshotFold(List<Participant> participants, Instant now) {
        List<ConnectionView> views = participants.stream()
                .map(participant -> waiting(participant, now))
                .toList();
        current = new RunSnapshot(0, now, now, views, List.of(), Optional.empty());
    }

    RunSnapshot current() {
        return current;
    }

    Optional<State> stateOf(String connection) {
        return current.connection(connection).state();
    }

    RunSnapshot moved(String connection, State to, Optional<Failure> failure, Instant now) {
        return builder(connection, now, builder -> builder.moved(to, failure));
    }

    RunSnapshot found(String connection, CheckEvent event, Instant now) {
        List<ServerJobs> jobs = withJobs(targetOf(connection), event);
        builder(connection, now, builder -> builder.found(event));
        current = new RunSnapshot(
                current.sequence(), current.startedAt(), now, current.connections(), jobs, current.stopping());
        return current;
    }

    RunSnapshot stopping(String reason, Instant now) {
        current = new RunSnapshot(
                current.sequence() + 1,
                current.startedAt(),
                now,
                current.connections(),
                current.jobs(),
                Optional.of(reason));
        return current;
    }

    private RunSnapshot builder(String connection, Instant now, UnaryOperator<ConnectionViewBuilder> change) {
        ConnectionView changed = change.apply(new ConnectionViewBuilder(current.connection(connection), now))
                .done();
        current = new RunSnapshot(
                current.sequence() + 1,
                current.startedAt(),
                now,
                ConnectionViewList.of(current.connections()).with(changed),
                current.jobs(),
                current.stopping());
        return current;
    }

    private ServerAddress targetOf(String connection) {
        return current.connection(connection).target();
    }

    private List<ServerJobs> withJobs(ServerAddress target, CheckEvent event) {
        return switch (event) {
            case CheckEvent.JobsCounted counted ->
                replaced(
                        target,
                        old -> new ServerJobs(
                                target,
                                counted.answer(),
                                old.flatMap(ServerJobs::poll),
                                old.flatMap(ServerJobs::watchEnded)));
            case CheckEvent.JobsWatched watched ->
                replaced(
                        target,
                        old -> new ServerJobs(
                                target, old.orElseThrow().answer(), Optional.of(watched.poll()), Optional.empty()));
            case CheckEvent.WatchEnded ended ->
                replaced(
                        target,
                        old -> new ServerJobs(
                                target,
                                old.orElseThrow().answer(),
                                old.orElseThrow().poll(),
                                Optional.of(ended.why())));
            case CheckEvent.Opened opened -> current.jobs();
            case CheckEvent.AttemptFailed failed -> current.jobs();
            case CheckEvent.Answered answered -> current.jobs();
            case CheckEvent.DatabaseVerified verified -> current.jobs();
            case CheckEvent.VersionRead read -> current.jobs();
            case CheckEvent.Reopened again -> current.jobs();
            case CheckEvent.PoolUsed used -> current.jobs();
        };
    }

    private List<ServerJobs> replaced(
            ServerAddress target, java.util.function.Function<Optional<ServerJobs>, ServerJobs> change) {
        List<ServerJobs> jobs = new ArrayList<>(current.jobs());
        for (int i = 0; i < jobs.size(); i++) {
            if (jobs.get(i).target().equals(target)) {
                jobs.set(i, change.apply(Optional.of(jobs.get(i))));
                return jobs;
            }
        }
        jobs.add(change.apply(Optional.empty()));
        return jobs;
    }

    private static ConnectionView waiting(Participant participant, Instant now) {
        return new ConnectionView(
                participant.name(),
                participant.target(),
                Optional.empty(),
                now,
                now,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty());
    }
}
