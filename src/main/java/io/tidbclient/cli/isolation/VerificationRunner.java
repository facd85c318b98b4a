package io.tidbclient.cli.isolation;

import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.Interrupts;
import io.tidbclient.cli.OutputEnd;
import io.tidbclient.cli.VersionText;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.RunOptions;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.history.check.ConsistencyModel;
import io.tidbclient.history.check.HistoryVerdict;
import io.tidbclient.history.format.HistoryHead;
import io.tidbclient.isolation.ExpectedModel;
import io.tidbclient.isolation.TransactionMode;
import io.tidbclient.isolation.VerificationPlan;
import io.tidbclient.isolation.run.VerificationFactory;
import io.tidbclient.isolation.run.VerificationResult;
import io.tidbclient.isolation.run.VerificationRun;
import io.tidbclient.output.OutputQueue;
import io.tidbclient.output.isolation.HistoryReport;
import io.tidbclient.output.isolation.IsolationReport;
import io.tidbclient.output.isolation.IsolationVerdict;
import io.tidbclient.output.isolation.VerificationProgress;
import io.tidbclient.output.terminal.RefreshTimer;
import io.tidbclient.output.text.Units;
import io.tidbclient.time.Durations;
import io.tidbclient.time.TimeSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import jakarta.enterprise.context.ApplicationScoped;

/** Runs a verification from the plan to the printed verdict. */
@ApplicationScoped
class VerificationRunner {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final VerificationFactory verifications;
    private final TimeSource time;
    private final Interrupts interrupts;
    private final OutputEnd outputEnd;
    private final IsolationOutput output;
    private final VersionText version;

    /**
     * What is to be verified.
     *
     * @param plan the transactions
     * @param expected the model; empty for what the server's documentation promises
     * @param files that options ask for
     */
    record VerificationRequest(VerificationPlan plan, Optional<ConsistencyModel> expected, RequestedFiles files) {}

    VerificationRunner(
            VerificationFactory verifications,
            Interrupts interrupts,
            IsolationOutput output,
            OutputEnd outputEnd,
            VersionText version,
            TimeSource time) {
        this.verifications = verifications;
        this.interrupts = interrupts;
        this.output = output;
        this.outputEnd = outputEnd;
        this.version = version;
        this.time = time;
    }

    /** Runs it on these servers, at least one; the exit code. */
    int run(VerificationRequest request, List<ConnectionSettings> servers, ResolvedSettings settings) {
        Instant startedAt = time.instant();
        HistoryKeeper keeper = new HistoryKeeper();
        VerificationRun run = verifications.prepare(request.plan(), servers, settings.find(RunOptions.TIMEOUT), keeper);
        try (IsolationOutput.OpenOutput opened = output.open(settings, request.files());
                OutputQueue queue = new OutputQueue(run::outputFailed)) {
            CompletableFuture<Integer> signalled = new CompletableFuture<>();
            interrupts.listen(signal -> {
                run.interrupt(signal);
                boolean unused = signalled.complete(signal);
            });
            interrupts.reportUnfinished(run::unfinished);
            VerificationResult result;
            try (Shown shown = new Shown(shown(servers), run, opened.progress(), queue)) {
                result = run.start(server -> {
                            opened.history()
                                    .ifPresent(file -> keeper.writeTo(
                                            file,
                                            () -> head(
                                                    request.plan(),
                                                    servers,
                                                    Optional.of(server),
                                                    run.snapshotIsolation())));
                            shown.begins(server, request.plan().load().sessions());
                        })
                        .await()
                        .indefinitely();
                shown.checks();
            }
            HistoryReport report = report(request, servers, result, keeper.check(), startedAt);
            OutputEnd.Ending ending = new OutputEnd.Ending(
                    report.verdict().outcome(), run.stopped().isPresent(), signalled, () -> {});
            return outputEnd.await(
                    queue,
                    ending,
                    () -> ExitCode.of(opened.finished(new IsolationReport(
                                    startedAt,
                                    Durations.between(startedAt, time.instant()),
                                    List.of(report),
                                    OutputEnd.verdict(report.verdict(), queue)))
                            .outcome()));
        }
    }

    private HistoryReport report(
            VerificationRequest request,
            List<ConnectionSettings> servers,
            VerificationResult result,
            HistoryVerdict history,
            Instant startedAt) {
        Optional<ExpectedModel> expectation = request.expected()
                .map(ExpectedModel::asked)
                .or(() -> result.promise().map(ExpectedModel::of));
        return new HistoryReport(
                shown(servers),
                head(request.plan(), servers, result.version(), result.snapshotIsolation()),
                Optional.of(result),
                history,
                expectation,
                Durations.between(startedAt, time.instant()),
                IsolationVerdict.of(result, history, expectation));
    }

    private static String shown(List<ConnectionSettings> servers) {
        return String.join(", ", addresses(servers));
    }

    private static List<String> addresses(List<ConnectionSettings> servers) {
        return servers.stream().map(server -> server.target().toString()).toList();
    }

    private HistoryHead head(
            VerificationPlan plan,
            List<ConnectionSettings> servers,
            Optional<ServerVersion> server,
            boolean snapshotIsolation) {
        Optional<String> mode = server.filter(known -> known.product() == ServerVersion.Product.TIDB)
                .map(known -> plan.mode().orElse(TransactionMode.PESSIMISTIC).label());
        return new HistoryHead(
                Optional.of("tidb-client " + version.version()),
                new HistoryHead.RecordedServer(
                        server.map(known -> known.product().label()),
                        server.map(ServerVersion::release),
                        servers.size() == 1 ? List.of() : addresses(servers)),
                Optional.of(plan.level().optionName()),
                mode,
                snapshotIsolation,
                OptionalLong.of(plan.shape().seed()));
    }

    /** Writes the progress to the output. */
    private static final class Shown implements AutoCloseable {
        private final String target;
        private final VerificationRun run;
        private final Optional<VerificationProgress> progress;
        private final OutputQueue queue;
        private final AtomicReference<RefreshTimer.Ticking> ticking = new AtomicReference<>();

        Shown(String target, VerificationRun run, Optional<VerificationProgress> progress, OutputQueue queue) {
            this.target = target;
            this.run = run;
            this.progress = progress;
            this.queue = queue;
        }

        void begins(ServerVersion server, int sessions) {
            progress.ifPresent(shown -> {
                String text = "%s  %s %s  running transactions of %s"
                        .formatted(
                                target,
                                server.product().label(),
                                server.release(),
                                Units.count(sessions, "session", "sessions"));
                queue.add(() -> shown.phase(text));
                ticking.set(RefreshTimer.onThread().every(TICK, () -> queue.add(() -> shown.tick(run.counts()))));
            });
        }

        void checks() {
            progress.ifPresent(shown -> queue.add(() -> shown.phase("checking the history")));
        }

        @Override
        public void close() {
            RefreshTimer.Ticking started = ticking.getAndSet(null);
            if (started != null) {
                started.close();
            }
        }
    }
}
