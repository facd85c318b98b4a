package io.tidbclient.serve.probe;

import io.tidbclient.serve.status.Checks;

import java.time.Duration;
import java.util.List;

/** Answers of probes which together have every metric. */
public final class ProbeAnswers {
    private ProbeAnswers() {}

    /** Of a target that is up, of one that is down, and of one that did not answer in time. */
    public static List<String> all() {
        return List.of(
                ProbeText.of(Checks.up(Duration.ofSeconds(2)), Duration.ofSeconds(2)),
                ProbeText.of(Checks.down(Duration.ofSeconds(2)), Duration.ofSeconds(2)),
                ProbeText.timedOut(Duration.ofSeconds(10)));
    }
}
