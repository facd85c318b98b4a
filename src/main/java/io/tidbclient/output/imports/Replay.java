package io.tidbclient.output.imports;

import io.tidbclient.check.CheckEvent;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.check.ServerJobs;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.run.ImportSnapshot;
import io.tidbclient.importjob.run.JobBoard;
import io.tidbclient.importjob.run.JobFold;
import io.tidbclient.output.RunRenderer;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Shows recorded polls as if they were taken now. */
public final class Replay {
    private final Set<ServerAddress> targets = new LinkedHashSet<>();
    private final Instant begin;
    private final JobFold jobs;
    private final RunRenderer<ImportSnapshot> renderer;
    private final Map<ServerAddress, Poll> polls = new LinkedHashMap<>();
    private long sequence;
    private ImportSnapshot last;

    /**
     * @param begin when the first poll was taken
     * @param jobs folds the polls
     * @param renderer shows them
     */
    public Replay(Instant begin, JobFold jobs, RunRenderer<ImportSnapshot> renderer) {
        this.begin = begin;
        this.jobs = jobs;
        this.renderer = renderer;
        this.last = new ImportSnapshot(snapshot(begin), JobBoard.NONE);
    }

    /** Shows the next poll. */
    public void on(RecordedPoll recording) {
        targets.add(recording.target());
        polls.put(recording.target(), recording.poll());
        last = new ImportSnapshot(
                snapshot(recording.at()), jobs.after(last.jobs(), recording.target(), recording.poll()));
        renderer.on(
                new RunEvent.Found(recording.target().toString(), new CheckEvent.JobsWatched(recording.poll())), last);
    }

    /** What was shown last. */
    public ImportSnapshot last() {
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
