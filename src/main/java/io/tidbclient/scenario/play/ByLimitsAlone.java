package io.tidbclient.scenario.play;

import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Step;

import java.util.List;
import java.util.Optional;

/** Judges orders that nobody has written: every step ends in time, and the checks tell the rest. */
final class ByLimitsAlone implements Judge {
    @Override
    public List<Expectation> expectations(Step step) {
        return List.of();
    }

    @Override
    public boolean mayWait(Ongoing step) {
        return true;
    }

    @Override
    public boolean accepts(Ongoing step, ScenarioFinding.Waits waits) {
        return true;
    }

    @Override
    public Optional<Difference> stubborn(Ongoing step, ScenarioFinding.Waits waits) {
        return Optional.empty();
    }

    @Override
    public Optional<Difference> begun(Ongoing step) {
        return Optional.empty();
    }

    @Override
    public Optional<Difference> ended(Ongoing step, Reply reply) {
        return Saved.missingColumn(step.cue, reply);
    }
}
