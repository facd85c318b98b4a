package io.tidbclient.serve.health;

import io.tidbclient.output.json.JsonOut;
import io.tidbclient.serve.http.Answer;
import io.tidbclient.serve.http.Endpoint;
import io.tidbclient.serve.status.ServerSnapshot;
import io.tidbclient.serve.status.TargetView.Condition;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The health endpoints. Live: the scheduler runs. Started and ready: each target was tried once; ready no more once the server
 * is stopping. A target that is down does not make the server unready, unless that is asked for.
 */
public final class Health {
    private final Supplier<ServerSnapshot> server;
    private final Heartbeat heartbeat;
    private final BooleanSupplier stopping;
    private final boolean requiresTargets;

    /** A part of the answer, with a number that says more. */
    private record Check(String name, boolean up, String what, long number) {}

    /**
     * @param stopping whether the server is stopping
     * @param requiresTargets whether the server is ready only while every target is up
     */
    public Health(
            Supplier<ServerSnapshot> server, Heartbeat heartbeat, BooleanSupplier stopping, boolean requiresTargets) {
        this.server = server;
        this.heartbeat = heartbeat;
        this.stopping = stopping;
        this.requiresTargets = requiresTargets;
    }

    /** By path. */
    public Map<String, Endpoint> endpoints() {
        return Map.of(
                "/health/live", request -> answer(List.of(scheduler())),
                "/health/started", request -> answer(List.of(tried(server.get()))),
                "/health/ready", request -> answer(ready(server.get())));
    }

    private List<Check> ready(ServerSnapshot latest) {
        Check accepting = new Check("accepting", !stopping.getAsBoolean(), "stopping", stopping.getAsBoolean() ? 1 : 0);
        return requiresTargets ? List.of(accepting, tried(latest), allUp(latest)) : List.of(accepting, tried(latest));
    }

    private Check scheduler() {
        return new Check(
                "scheduler",
                heartbeat.alive(),
                "silentSeconds",
                heartbeat.silence().toSeconds());
    }

    private static Check tried(ServerSnapshot latest) {
        return new Check("targets tried", latest.allTried(), "untried", untried(latest));
    }

    private static Check allUp(ServerSnapshot latest) {
        long notUp = latest.targets().size() - latest.count(Condition.UP);
        return new Check("targets up", notUp == 0, "notUp", notUp);
    }

    private static long untried(ServerSnapshot latest) {
        return latest.targets().stream().filter(view -> view.checks() == 0).count();
    }

    private static Answer answer(List<Check> checks) {
        boolean up = checks.stream().allMatch(Check::up);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonOut.write(out, true, json -> {
            json.text("status", status(up));
            json.objects("checks", checks, check -> {
                json.text("name", check.name());
                json.text("status", status(check.up()));
                json.object("data", () -> json.number(check.what(), check.number()));
            });
        });
        return Answer.of(up ? 200 : 503, "application/json", out.toString(StandardCharsets.UTF_8));
    }

    private static String status(boolean up) {
        return up ? "UP" : "DOWN";
    }
}
