package io.tidbclient.output.imports;

import io.tidbclient.config.ServerAddress;
import io.tidbclient.coordination.ConnectionView;
import io.tidbclient.coordination.RunEvent;
import io.tidbclient.coordination.RunSnapshot;
import io.tidbclient.coordination.ServerJobs;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.Poll;
import io.tidbclient.output.RunRenderer;
import io.tidbclient.state.handler.CheckEvent;

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
    private RunSnapshot last;

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
    public RunSnapshot last() {
        return last;
    }

    private RunSnapshot snapshot(Instant at) {
        return new RunSnapshot(
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
