package io.tidbclient.serve.probe;

import io.smallrye.mutiny.TimeoutException;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.engine.RunResult;
import io.tidbclient.serve.http.Answer;
import io.tidbclient.serve.http.Endpoint;
import io.tidbclient.serve.http.Request;
import io.tidbclient.serve.monitor.TargetMonitor;
import io.tidbclient.time.NanoClock;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Checks a target now and answers in Prometheus' text format, as the blackbox exporter does: with 200 also when the target is
 * down. Probes at the same time, and the check that its plan calls, share one. The target is one of those that are configured:
 * nothing in the request is an address.
 */
public final class Probe implements Endpoint {
    /** Its path. */
    public static final String PATH = "/probe";

    private final Function<String, Optional<TargetMonitor>> monitors;
    private final NanoClock clock;

    /**
     * @param monitors the monitor of the target of a name
     * @param clock measures how long a probe takes
     */
    public Probe(Function<String, Optional<TargetMonitor>> monitors, NanoClock clock) {
        this.monitors = monitors;
        this.clock = clock;
    }

    @Override
    public Answer answer(Request request) {
        String name = request.query("target").orElse("");
        if (name.isEmpty()) {
            return Answer.sentence(400, "The parameter target is missing: " + PATH + "?target=NAME");
        }
        Optional<Duration> limit = ProbeLimit.of(request.scrapeTimeout());
        if (limit.isEmpty()) {
            return Answer.sentence(
                    400, "The header " + Request.SCRAPE_TIMEOUT + " is not a positive number of seconds.");
        }
        return monitors.apply(name)
                .map(monitor -> probe(monitor, limit.get()))
                .orElseGet(() -> Answer.sentence(
                        404, "No target of that name is configured; /api/v1/targets lists those that are."));
    }

    private Answer probe(TargetMonitor monitor, Duration limit) {
        long begin = clock.nanos();
        try {
            Optional<RunResult<CheckSnapshot>> result = monitor.check().await().atMost(limit);
            return result.map(check -> ok(ProbeText.of(check, clock.since(begin))))
                    .orElseGet(() -> Answer.sentence(503, "The check could not begin, or was stopped before its end."));
        } catch (TimeoutException e) {
            return ok(ProbeText.timedOut(clock.since(begin)));
        }
    }

    private static Answer ok(String text) {
        return Answer.ok("text/plain; version=0.0.4; charset=utf-8", text);
    }
}
