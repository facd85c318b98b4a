package io.tidbclient.isolation.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.run.ProgramSession;
import io.tidbclient.testing.ManualTimer;
import io.tidbclient.time.NanoClock;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledExecutorService;

/** A session that notes its statements, and fails those that a test names. Each statement takes a microsecond. */
final class FakeProgramSession implements ProgramSession {
    private final List<String> log = new ArrayList<>();
    private final ManualTimer timer = new ManualTimer();
    private final Map<String, Failure> failures = new HashMap<>();
    private final Deque<Failure> refusals = new ArrayDeque<>();
    private Optional<String> stopped = Optional.empty();
    private long nanos;
    private String list = "";

    /** The next statement that begins so fails. */
    FakeProgramSession failing(String beginning, FailureKind kind, int code) {
        failures.put(
                beginning, new Failure(kind, code, code == 0 ? "" : "NAME", "", "", "", "it failed", "", "it failed"));
        return this;
    }

    /** The run is stopped while a statement is in progress that begins so. */
    FakeProgramSession stoppedAt(String beginning) {
        stopped = Optional.of(beginning);
        return this;
    }

    /** What each SELECT returns. */
    FakeProgramSession returning(String text) {
        list = text;
        return this;
    }

    /** Each statement's first word, with its parameters; cuts and reconnects. */
    List<String> log() {
        return log;
    }

    ManualTimer manualTimer() {
        return timer;
    }

    @Override
    public int number() {
        return 3;
    }

    @Override
    public int server() {
        return 0;
    }

    @Override
    public Answer run(String sql, List<Object> parameters) {
        nanos += 1000;
        String verb = sql.substring(0, (sql + " ").indexOf(' '));
        log.add(parameters.isEmpty() ? verb : verb + " " + parameters);
        if (stopped.filter(sql::startsWith).isPresent()) {
            throw new CancellationException("the scenario was stopped");
        }
        for (String beginning : List.copyOf(failures.keySet())) {
            if (sql.startsWith(beginning)) {
                throw new FailureException(failures.remove(beginning), null);
            }
        }
        return verb.equals("SELECT")
                ? new Answer(List.of("v"), List.of(false), List.of(List.of(list)), -1)
                : Answer.changed(1);
    }

    @Override
    public void cut() {
        log.add("cut");
    }

    @Override
    public void kill(Runnable refused) {
        log.add("kill");
    }

    /** The next reconnects fail so, and take a second each. */
    FakeProgramSession unreachable(int times, FailureKind kind) {
        return unreachable(times, kind, 0);
    }

    /** The same, where the server answers with an error. */
    FakeProgramSession unreachable(int times, FailureKind kind, int code) {
        refusals.clear();
        return thenUnreachable(times, kind, code);
    }

    /** After these the next ones fail so. */
    FakeProgramSession thenUnreachable(int times, FailureKind kind, int code) {
        refusals.addAll(Collections.nCopies(times, new Failure(kind, code, "", "", "", "", "it is away.", "", "")));
        return this;
    }

    @Override
    public void reconnect() {
        log.add("reconnect");
        nanos += 1_000_000_000;
        if (!refusals.isEmpty()) {
            throw new FailureException(refusals.removeFirst(), null);
        }
    }

    @Override
    public ScheduledExecutorService timer() {
        return timer;
    }

    @Override
    public NanoClock clock() {
        return () -> nanos;
    }
}
