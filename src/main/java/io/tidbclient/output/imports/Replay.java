package io.tidbclient.output.imports;

import io.tidbclient.check.CheckEvent;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.check.ServerJobs;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.Poll;
import io.tidbclient.output.RunRenderer;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Shows recorded poll as if they were taken now. */
public final class Replay {
    private final Set<ServerAddress> targets = new LinkedHashSet<>();
    private final Instant begin;
    private final RunRenderer renderer;
    private final Map<ServerAddress, Poll> polls = new LinkedHashMap<>();
    private long sequence;
    private CheckSnapshot last;

    /**
     * @param begin when the first poll was taken
     * @param renderer shows them
     */
    public Replay(Instant begin, RunRenderer renderer) {
        this.begin = begin;
        this.renderer = renderer;
        this.last = snapshot(begin);
    }

    /** Shows the next poll. */
    public void on(RecordedPoll recording) {
        targets.add(recording.target());
        polls.put(recording.target(), recording.poll());
        last = snapshot(recording.at());
        renderer.on(
                new RunEvent.Found(recording.target().toString(), new CheckEvent.JobsWatched(recording.poll())), last);
    }

    /** What was shown last. */
    public CheckSnapshot last() {
        return last;
    }

    private CheckSnapshot snapshot(Instant at) {
        return new CheckSnapshot(
                sequence++,
                begin,
                at,
                targets.stream().map(target -> view(target, at)).toList(),
                polls.entrySet().stream()
                        .map(poll -> new ServerJobs(
                                poll.getKey(),
                                new JobsAnswer.Listed(List.of(), false),
                                Optional.of(poll.getValue()),
                                Optional.empty()))
                        .toList(),
                Optional.empty());
    }

    private ConnectionView view(ServerAddress target, Instant at) {
        return ConnectionView.waiting(target.toString(), target, at);
    }
}
