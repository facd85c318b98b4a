package io.tidbclient.output.imports;

import io.tidbclient.config.Target;
import io.tidbclient.coordination.ConnectionView;
import io.tidbclient.coordination.RunEvent;
import io.tidbclient.coordination.RunSnapshot;
import io.tidbclient.coordination.ServerJobs;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.WatchRound;
import io.tidbclient.output.RunRenderer;
import io.tidbclient.state.handler.CheckFinding;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows recorded looks as if they were taken now. */
public final class Replay {
    private final List<Target> targets;
    private final Instant begin;
    private final RunRenderer renderer;
    private final Map<Target, WatchRound> rounds = new LinkedHashMap<>();
    private long sequence;
    private RunSnapshot last;

    /**
     * @param looks all of them, in order; at least one
     * @param renderer shows them
     */
    public Replay(List<Look> looks, RunRenderer renderer) {
        this.targets = looks.stream().map(Look::target).distinct().toList();
        this.begin = looks.getFirst().at();
        this.renderer = renderer;
        this.last = snapshot(begin);
    }

    /** Shows the next look. */
    public void on(Look look) {
        rounds.put(look.target(), look.round());
        last = snapshot(look.at());
        renderer.on(new RunEvent.Found(look.target().toString(), new CheckFinding.JobsWatched(look.round())), last);
    }

    /** What was shown last. */
    public RunSnapshot last() {
        return last;
    }

    private RunSnapshot snapshot(Instant at) {
        return new RunSnapshot(
                sequence++,
                begin,
                at,
                targets.stream().map(target -> view(target, at)).toList(),
                rounds.entrySet().stream()
                        .map(round -> new ServerJobs(
                                round.getKey(),
                                new JobsAnswer.Listed(List.of(), false),
                                Optional.of(round.getValue()),
                                Optional.empty()))
                        .toList(),
                Optional.empty());
    }

    private ConnectionView view(Target target, Instant at) {
        return new ConnectionView(
                target.toString(),
                target,
                Optional.empty(),
                begin,
                at,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
    }
}
