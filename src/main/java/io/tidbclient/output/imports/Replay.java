package io.tidbclient.output.imports;

import io.tidbclient.config.Target;
import io.tidbclient.coordination.ConnectionView;
import io.tidbclient.coordination.RunEvent;
import io.tidbclient.coordination.RunSnapshot;
import io.tidbclient.coordination.ServerJobs;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.WatchRound;
import io.tidbclient.output.RunRenderer;
import io.tidbclient.state.handler.CheckEvent;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Shows recorded looks as if they were taken now. */
public final class Replay {
    private final Set<Target> targets = new LinkedHashSet<>();
    private final Instant begin;
    private final RunRenderer renderer;
    private final Map<Target, WatchRound> rounds = new LinkedHashMap<>();
    private long sequence;
    private RunSnapshot last;

    /**
     * @param begin when the first look was taken
     * @param renderer shows them
     */
    public Replay(Instant begin, RunRenderer renderer) {
        this.begin = begin;
        this.renderer = renderer;
        this.last = snapshot(begin);
    }

    /** Shows the next look. */
    public void on(Look look) {
        targets.add(look.target());
        rounds.put(look.target(), look.round());
        last = snapshot(look.at());
        renderer.on(new RunEvent.Found(look.target().toString(), new CheckEvent.JobsWatched(look.round())), last);
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
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty());
    }
}
