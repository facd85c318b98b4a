package io.tidbclient.scenario.play;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An order that was not written: a step whose session still waits is put off until it can be taken. */
final class OtherOrder implements Order {
    private final Floor floor;
    private final List<Cue> left;
    private Optional<Ongoing> last = Optional.empty();

    OtherOrder(Score score, Floor floor) {
        this.floor = floor;
        this.left = new ArrayList<>(score.cues());
    }

    @Override
    public Optional<Cue> next() {
        boolean unsettled = last.filter(
                        step -> step.reply().isEmpty() && step.waits().isEmpty())
                .isPresent();
        return unsettled
                ? Optional.empty()
                : left.stream().filter(cue -> !floor.isBusy(cue.session())).findFirst();
    }

    @Override
    public void begun(Ongoing step) {
        left.remove(step.cue);
        last = Optional.of(step);
    }

    @Override
    public boolean isOver() {
        return left.isEmpty();
    }

    @Override
    public Optional<Difference> stuck() {
        // Whatever it waits for has a limit of its own.
        return Optional.empty();
    }
}
