package io.tidbclient.fault;

import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.fault.FaultText;
import io.tidbclient.sandbox.job.JobLayout;
import io.tidbclient.sandbox.job.JobScript;
import io.tidbclient.sandbox.job.ScriptedJob;
import io.tidbclient.testing.Signal;
import io.tidbclient.testing.ToolProcess;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A fault that is set up for one command: a server, a relay before it, and what the command's process is given. Its text
 * has clauses with {@code ;} between them:
 *
 * <ul>
 *   <li>{@code at KIND}: another address than that of a relay, see {@link SceneAddress}
 *   <li>{@code sandbox FAULT}: a fault of the sandbox, as its option {@code --fault} takes it
 *   <li>{@code clock DURATION}: how far the sandbox's clock is ahead
 *   <li>{@code own-clock DURATION}: how far the clock of the tool's machine is ahead, see {@link OwnClock}
 *   <li>{@code tls KIND}: TLS of the sandbox, see {@link SceneTls}
 *   <li>{@code [N*]PLACE: ACTION}: what the relay does, see {@link RelayPoint} and {@link RelayAction}
 *   <li>{@code login …}: options in place of {@code --no-password}
 *   <li>{@code options …}: further options of the command
 *   <li>{@code folder read-only}: the folder of the files that options name, see {@link ReadOnlyFolder}
 *   <li>{@code shell …}: what a shell does in which the command is executed by {@code exec "$@"}
 *   <li>{@code vm …}: an option of the virtual machine, native or JVM
 *   <li>{@code then SIGNAL…}, {@code then clock DURATION}, {@code then own-clock DURATION}: what happens when the relay has reached a place
 *   <li>{@code left on the server}: the database of {@code run} and {@code verify-isolation} stays, and is named
 * </ul>
 */
final class FaultScene implements AutoCloseable {
    private static final Duration REACHED_WITHIN = Duration.ofSeconds(15);
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(15);
    private static final Duration BETWEEN_SIGNALS = Duration.ofMillis(300);

    private final SceneClauses clauses;
    private final SceneTls certificates;
    private final CellFiles files = new CellFiles();
    private final ShiftedClock clock = new ShiftedClock();
    private final Optional<OwnClock> ownClock;
    private final Optional<SandboxServer> sandbox;
    private final OtherSessions others;
    private final Relay relay;
    private final SceneAddress address;

    private FaultScene(SceneClauses clauses, FaultServers servers) throws IOException {
        this.clauses = clauses;
        Optional<RealServer> real = servers.real();
        this.certificates = servers.certificates();
        this.ownClock = clauses.first("own-clock").map(ahead -> OwnClock.of(files.path(), Duration.parse(ahead)));
        this.sandbox = real.isPresent() ? Optional.empty() : Optional.of(startSandbox());
        int port =
                real.map(RealServer::port).orElseGet(() -> sandbox.orElseThrow().port());
        String kind = clauses.first("at").orElse("relay");
        Optional<FullBacklog> dropping = SceneAddress.dropping(kind);
        this.others = new OtherSessions("127.0.0.1:" + port);
        this.relay = Relay.start(SceneAddress.listensAt(kind, dropping), Relay.loopback(port), clauses.rules(), others);
        this.address = SceneAddress.of(kind, relay.port(), dropping, files.path());
    }

    /** Sets up the scene of this text. */
    static FaultScene start(String text, FaultServers servers) throws IOException {
        return new FaultScene(new SceneClauses(text), servers);
    }

    private SandboxServer startSandbox() throws IOException {
        SandboxOptions options = SandboxOptions.defaults()
                .withLayout(JobLayout.COLUMNS_21)
                .withClock(clock)
                .withJobs(JobScript.of(
                        ScriptedJob.of(6, "shop", "done").lasting(Duration.ofMillis(500)),
                        ScriptedJob.of(7, "shop", "orders").lasting(Duration.ofHours(10))));
        Optional<String> tls = clauses.first("tls");
        SandboxServer server = SandboxServer.start(
                tls.isPresent() ? options.withTls(certificates.set(tls.get(), files.path())) : options);
        clauses.first("clock").map(Duration::parse).ifPresent(clock::shift);
        clauses.all("sandbox").forEach(fault -> server.faults().arm(FaultText.parse(fault)));
        return server;
    }

    CellFiles files() {
        return files;
    }

    SceneClauses clauses() {
        return clauses;
    }

    SceneAddress address() {
        return address;
    }

    /** The clock of the tool's machine, where the scene sets it. */
    Optional<OwnClock> ownClock() {
        return ownClock;
    }

    /** Whether the command gets a signal. */
    boolean signals() {
        return clauses.all("then").stream().anyMatch(action -> !action.contains("clock "));
    }

    /** Does to the running command what the scene says. */
    void actOn(ToolProcess tool) throws InterruptedException {
        List<String> actions = clauses.all("then");
        if (actions.isEmpty() || !relay.awaitStruck(REACHED_WITHIN)) {
            return;
        }
        for (String action : actions) {
            if (action.startsWith("clock ")) {
                clock.shift(Duration.parse(action.substring("clock ".length())));
            } else if (action.startsWith("own-clock ")) {
                ownClock.orElseThrow().shift(Duration.parse(action.substring("own-clock ".length())));
            } else {
                for (String signal : action.split(" ", -1)) {
                    tool.signal(Signal.valueOf(signal));
                    tool.ended(BETWEEN_SIGNALS);
                }
            }
        }
        relay.acted();
    }

    /** What the command has left: sessions, and files that end in the middle. */
    List<String> leftBehind() {
        others.close();
        List<String> left = new ArrayList<>(files.halfWritten());
        try {
            Awaitility.await()
                    .atMost(CLOSED_WITHIN)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> relay.clients() == 0
                            && sandbox.map(SandboxServer::connections).orElse(0) == 0);
        } catch (ConditionTimeoutException e) {
            left.add(relay.clients() + " connections");
        }
        return left;
    }

    @Override
    public void close() {
        others.close();
        relay.close();
        sandbox.ifPresent(SandboxServer::close);
        address.close();
        files.close();
    }
}
