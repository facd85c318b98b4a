package io.tidbclient.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps the participants' states: what a run itself needs, and all that is needed where results travel in other ways. */
final class StateFold implements Fold<RunSnapshot> {
    @Override
    public RunSnapshot first(List<String> participants, Instant startedAt) {
        return new RunSnapshot(
                startedAt,
                startedAt,
                participants.stream()
                        .map(name -> new ParticipantView(name, Optional.empty(), startedAt, Optional.empty()))
                        .toList(),
                Optional.empty());
    }

    @Override
    public RunSnapshot after(RunSnapshot before, RunEvent event, Instant at) {
        return switch (event) {
            case RunEvent.Transitioned moved ->
                new RunSnapshot(
                        before.startedAt(),
                        at,
                        NamedViews.of(before.participants(), ParticipantView::name)
                                .with(new ParticipantView(
                                        moved.connection(), Optional.of(moved.to()), at, moved.failure())),
                        before.stopping());
            case RunEvent.Stopping stopping ->
                new RunSnapshot(before.startedAt(), at, before.participants(), Optional.of(stopping.reason()));
            case RunEvent.Started started -> before;
            case RunEvent.Found found -> before;
            case RunEvent.MessageSent sent -> before;
        };
    }
}
