package io.tidbclient.scenario.play;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The order of the script: round after round, and within a round each track in its own order. */
final class WrittenOrder implements Order {
    private final Floor floor;
    private final Clock clock;
    private final Iterator<Score.Round> rounds;
    private List<Track> tracks = List.of();
    private Track releasing;

    WrittenOrder(Score score, Floor floor, Clock clock) {
        this.floor = floor;
        this.clock = clock;
        this.rounds = score.rounds().iterator();
    }

    /** A track of the round, and how far it has come. */
    private static final class Track {
        private final List<Score.Part> left;
        private Optional<Ongoing> current = Optional.empty();

        Track(List<Score.Part> parts) {
            left = new ArrayList<>(parts);
        }

        boolean standsAt(Score.Part part) {
            return !left.isEmpty() && left.getFirst().equals(part);
        }

        /** The step that is to begin. */
        Optional<Cue> due() {
            return current.isEmpty() && !left.isEmpty() && left.getFirst() instanceof Score.Part.Take take
                    ? Optional.of(take.cue())
                    : Optional.empty();
        }
    }

    @Override
    public Optional<Cue> next() {
        boolean moved = true;
        while (moved) {
            moved = false;
            if (tracks.stream().allMatch(track -> track.left.isEmpty()) && rounds.hasNext()) {
                tracks = rounds.next().tracks().stream().map(Track::new).toList();
                moved = true;
            }
            for (Track track : tracks) {
                moved |= settle(track) || pass(track);
                Optional<Cue> due = track.due().filter(cue -> !floor.isBusy(cue.session()));
                if (due.isPresent()) {
                    releasing = track;
                    return due;
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void begun(Ongoing step) {
        releasing.current = Optional.of(step);
    }

    @Override
    public boolean isOver() {
        return !rounds.hasNext() && tracks.stream().allMatch(track -> track.left.isEmpty());
    }

    /** Leaves a step behind that has ended, or waits as it should. */
    private boolean settle(Track track) {
        boolean settled = track.current.filter(this::isSettled).isPresent();
        if (settled) {
            track.current = Optional.empty();
            track.left.removeFirst();
        }
        return settled;
    }

    private boolean isSettled(Ongoing step) {
        return step.reply().isPresent()
                ? step.stillHeld().isEmpty()
                : step.waits().isPresent() && step.expectedToWaitFor().isPresent();
    }

    /** All tracks that still have the barrier must stand at it; then all of them go on. */
    private boolean pass(Track track) {
        if (track.left.isEmpty() || !(track.left.getFirst() instanceof Score.Part.Await barrier)) {
            return false;
        }
        List<Track> concerned =
                tracks.stream().filter(other -> other.left.contains(barrier)).toList();
        boolean allThere = concerned.stream().allMatch(other -> other.standsAt(barrier));
        if (allThere) {
            concerned.forEach(other -> other.left.removeFirst());
        }
        return allThere;
    }

    @Override
    public Optional<Difference> stuck() {
        return tracks.stream().flatMap(track -> notLetGo(track).stream()).findFirst();
    }

    private Optional<Difference> notLetGo(Track track) {
        return track.current
                .filter(step -> step.reply().isPresent() && clock.instant().isAfter(step.deadline()))
                .map(step -> Difference.at(
                        step.cue,
                        step.wanted(floor.values()),
                        step.stillHeld().stream().map(Ongoing::place).collect(Collectors.joining(", "))));
    }
}
