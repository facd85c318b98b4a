package io.tidbclient.output;

import io.tidbclient.check.CheckEvent;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.check.ServerJobs;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.engine.State;
import io.tidbclient.importjob.JobCounts;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.WatchedJob;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A short run from beginning to end: one connection that watches three jobs, and one that is refused. */
public final class ExampleRun {
    public static final RunVerdict VERDICT =
            new RunVerdict(Outcome.DENIED, "1 of 2 connections failed: the server refused the user.");
    public static final CheckSnapshot LAST = Runs.run(
            Duration.ofMillis(4_321),
            List.of(Runs.completed(1), Runs.failed(2, Runs.DENIED.at("c2", "Connecting"))),
            Runs.jobs(Optional.of("time is up")));

    private static final State.Step PARSING = new State.Step("ParsingConfig");
    private static final State.Step CONNECTING = new State.Step("Connecting");
    private static final State.Step WATCHING = new State.Step("ShowingImportJobDetails");

    private final List<RunEvent> events = new ArrayList<>();
    private final List<CheckSnapshot> snapshots = new ArrayList<>();

    private ExampleRun() {
        ConnectionView refused = Runs.failed(2, Runs.DENIED.at("c2", "Connecting"));
        List<ConnectionView> begun = Runs.connections(2, Runs::waiting);
        List<ConnectionView> opening = List.of(Runs.connecting(1), Runs.retrying(2, Runs.REFUSED));
        List<ConnectionView> open = List.of(Runs.watching(1), refused);
        ServerJobs counted = new ServerJobs(
                Runs.TARGET,
                new JobsAnswer.Listed(List.of(Runs.OLD, Runs.RUNNING), true),
                Optional.empty(),
                Optional.empty());
        Poll first = poll(1, List.of(Runs.watched(Runs.RUNNING)), List.of(Runs.RUNNING.id()), List.of());
        Poll second = poll(
                2,
                List.of(Runs.watched(Runs.RUNNING), Runs.watched(Runs.FINISHED), Runs.watched(Runs.FAILED)),
                List.of(),
                List.of(Runs.FINISHED.id(), Runs.FAILED.id()));
        add(0, begun, new RunEvent.Started());
        add(1, begun, new RunEvent.Transitioned("c1", Optional.of(PARSING), CONNECTING, "settings are valid"));
        add(2, opening, new RunEvent.Found("c2", new CheckEvent.AttemptFailed(1, Runs.REFUSED)));
        add(5, opening, new RunEvent.Found("c1", new CheckEvent.Opened(1, Duration.ofNanos(3_127_900), Runs.TLS)));
        add(
                105,
                open,
                new RunEvent.Transitioned(
                        "c2", Optional.of(CONNECTING), State.TerminalState.FAILED, "refused the user"));
        add(106, open, new RunEvent.Found("c1", new CheckEvent.VersionRead(Runs.TIDB)));
        add(110, open, new RunEvent.Found("c1", new CheckEvent.JobsCounted(counted.answer())), counted);
        add(2_110, open, new RunEvent.Found("c1", new CheckEvent.JobsWatched(first)), counted);
        add(4_110, open, new RunEvent.Found("c1", new CheckEvent.JobsWatched(second)), counted);
        add(4_300, open, new RunEvent.MessageSent("c1", "c2", "done"), counted);
        add(4_320, open, new RunEvent.Found("c1", new CheckEvent.WatchEnded("time is up")), counted);
        add(
                4_321,
                LAST.connections(),
                new RunEvent.Transitioned("c1", Optional.of(WATCHING), State.TerminalState.COMPLETED, ""));
    }

    private static Poll poll(int number, List<WatchedJob> jobs, List<Long> appeared, List<Long> ended) {
        return new Poll(
                number,
                jobs,
                appeared,
                ended,
                JobCounts.NONE,
                Optional.of(new Poll.Timestamp(Runs.SERVER_TIME.plusSeconds(2L * number), 2_000_000_000L * number)),
                jobs.size());
    }

    /** Plays the run into a renderer, to the end. */
    public static void play(RunRenderer<CheckSnapshot> renderer) {
        ExampleRun example = new ExampleRun();
        for (int i = 0; i < example.events.size(); i++) {
            renderer.on(example.events.get(i), example.snapshots.get(i));
        }
        renderer.finished(LAST, VERDICT);
        renderer.close();
    }

    private void add(long millis, List<ConnectionView> connections, RunEvent event, ServerJobs... jobs) {
        events.add(event);
        snapshots.add(Runs.run(Duration.ofMillis(millis), connections, jobs));
    }
}
