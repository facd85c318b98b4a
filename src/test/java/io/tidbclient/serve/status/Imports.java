package io.tidbclient.serve.status;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.run.JobFold;
import io.tidbclient.output.imports.RecordedPoll;
import io.tidbclient.output.imports.RecordedPolls;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Made-up polls of the import jobs of one target, with estimates. */
public final class Imports {
    /** A failure to poll that may pass. */
    public static final Failure LOST = Failure.of(
            FailureKind.CONNECTION_LOST, "The connection to 127.0.0.1:4000 was lost.", "See the server's log.");

    /** A server without import jobs. */
    public static final Failure UNSUPPORTED = Failure.of(
            FailureKind.STATEMENT_REFUSED, "This is MariaDB, which has no import jobs.", "Name a TiDB server with -H.");

    private final String target;
    private JobFold fold = JobFold.usual();

    public Imports(String target) {
        this.target = target;
    }

    /** A poll at that second after the start of all, at which {@code ended} were first seen to have ended. */
    public ServerEvent.JobsPolled polled(int second, List<ImportJob> jobs, Long... ended) {
        RecordedPoll recording = RecordedPolls.recording(second, jobs, List.of(ended));
        return new ServerEvent.JobsPolled(target, recording.at(), fold.seen(recording.target(), recording.poll()));
    }

    /** Job 7 at work, polled every two seconds from {@code first} to {@code last}. */
    public void run(StatusBoard board, int first, int last) {
        for (int second = first; second <= last; second += 2) {
            board.add(polled(second, List.of(RecordedPolls.running(7, second))));
        }
    }

    /** A poll that failed. */
    public ServerEvent.JobsFailed failed(int second, Failure failure) {
        return new ServerEvent.JobsFailed(target, at(second), failure);
    }

    /** Another run follows from now on, which has seen nothing. */
    public void restart() {
        restart(JobFold.USUAL_STALL);
    }

    /** The same with another limit for a stall. */
    void restart(Duration stallLimit) {
        fold = new JobFold(stallLimit, OptionalLong.empty());
    }

    public static Instant at(int second) {
        return RecordedPolls.BEGIN.plusSeconds(second);
    }
}
