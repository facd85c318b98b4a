package io.tidbclient.output;

import io.tidbclient.check.CheckEvent;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.check.Facts;
import io.tidbclient.check.OpeningView;
import io.tidbclient.check.ServerJobs;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.connection.DatabaseAccess;
import io.tidbclient.connection.DatabaseAccess.Extent;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.PoolStats;
import io.tidbclient.connection.ServerCertificate;
import io.tidbclient.connection.ServerIdentity;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.engine.ParticipantView;
import io.tidbclient.engine.State;
import io.tidbclient.importjob.ImportHistory;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobBuilder;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.StepProgress;
import io.tidbclient.importjob.WatchedJob;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Made-up runs to render. */
public final class Runs {
    public static final Instant START = Instant.parse("2026-03-04T05:06:07.000Z");
    public static final LocalDateTime SERVER_TIME = LocalDateTime.of(2026, 3, 4, 13, 6, 7);
    public static final ServerAddress TARGET = new ServerAddress("127.0.0.1", 4000);
    public static final ServerAddress OTHER_TARGET = new ServerAddress("tidb.example.com", 4000);
    /** It expires 74 days after the start, and is warned of for the last 14 of them. */
    public static final ServerCertificate CERTIFICATE = certificate("CN=tidb.example.com", Duration.ofDays(74));

    public static final TlsInfo TLS = tls(CERTIFICATE);
    public static final ServerVersion TIDB =
            new ServerVersion(ServerVersion.Product.TIDB, "v8.5.4", "Community", "tikv", false);
    public static final DatabaseAccess ACCESS = new DatabaseAccess("test", Extent.ALL, Extent.PART, Extent.NONE);
    public static final Failure DENIED = new Failure(
            FailureKind.ACCESS_DENIED,
            1045,
            "ER_ACCESS_DENIED_ERROR",
            "28000",
            "c3",
            "Connecting",
            "127.0.0.1:4000 refused the user 'app' or the password.",
            "Check the user name and the password.",
            "");
    public static final Failure REFUSED = new Failure(
            FailureKind.CONNECTION_REFUSED,
            0,
            "",
            "",
            "c4",
            "Connecting",
            "Nothing listens at 127.0.0.1:4000: connection refused.",
            "Check that the server runs, and the port.",
            "");

    private Runs() {}

    /**
     * One of {@code CN=Example CA} that expires this long after the start, seven hours more, with a warning for 14
     * days.
     */
    public static ServerCertificate certificate(String subject, Duration after) {
        Instant notAfter = START.plus(after).plus(Duration.ofHours(7)).truncatedTo(ChronoUnit.HOURS);
        return new ServerCertificate(
                        subject,
                        "CN=Example CA",
                        notAfter.minus(Duration.ofDays(90)),
                        notAfter,
                        List.of("tidb.example.com", "127.0.0.1"),
                        new ServerCertificate.Expiry(subject, notAfter),
                        Optional.empty())
                .warnedOf(Duration.ofDays(14));
    }

    public static TlsInfo tls(ServerCertificate certificate) {
        return new TlsInfo("TLSv1.3", "TLS_AES_128_GCM_SHA256", "chain and host name", Optional.of(certificate));
    }

    public static CheckSnapshot run(Duration after, List<ConnectionView> connections, ServerJobs... jobs) {
        return new CheckSnapshot(1, START, START.plus(after), connections, List.of(jobs), Optional.empty());
    }

    public static CheckSnapshot stopping(CheckSnapshot run, String why) {
        return new CheckSnapshot(
                run.sequence() + 1, run.startedAt(), run.at(), run.connections(), run.jobs(), Optional.of(why));
    }

    public static List<ConnectionView> connections(int count, IntFunction<ConnectionView> made) {
        return IntStream.rangeClosed(1, count).mapToObj(made).toList();
    }

    public static ConnectionView waiting(int number) {
        return bare(number, Optional.empty(), 0, Optional.empty(), Optional.empty());
    }

    public static ConnectionView connecting(int number) {
        return bare(number, Optional.of(new State.Step("Connecting")), 1, Optional.empty(), Optional.empty());
    }

    /** A pool of which some connections are open. */
    public static ConnectionView filling(int number, int open, int size) {
        ConnectionView bare = connecting(number);
        return new ConnectionView(
                bare.participant(),
                bare.target(),
                bare.lastActivity(),
                new OpeningView(
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        Optional.of(new CheckEvent.PoolFilling(open, size))),
                bare.facts());
    }

    public static ConnectionView retrying(int number, Failure failure) {
        return bare(number, Optional.of(new State.Step("Connecting")), 2, Optional.of(failure), Optional.empty());
    }

    public static ConnectionView failed(int number, Failure failure) {
        return bare(number, Optional.of(State.TerminalState.FAILED), 3, Optional.empty(), Optional.of(failure));
    }

    public static ConnectionView watching(int number) {
        return open(number, TARGET, new State.Step("ShowingImportJobDetails"), TIDB, TLS);
    }

    public static ConnectionView completed(int number) {
        return completed(number, TARGET, TIDB, TLS);
    }

    public static ConnectionView completed(int number, ServerAddress target, ServerVersion version, TlsInfo tls) {
        return open(number, target, State.TerminalState.COMPLETED, version, tls);
    }

    /** As it will be when the server says something else of itself. */
    public static ConnectionView open(
            int number, ServerAddress target, State state, ServerVersion version, TlsInfo tls) {
        return new ConnectionView(
                new ParticipantView("c" + number, Optional.of(state), START.plusMillis(40), Optional.empty()),
                target,
                START.plusMillis(40),
                new OpeningView(
                        1, Optional.empty(), Optional.of(Duration.ofNanos(3_127_900L * number)), Optional.of(tls), 0),
                new Facts(List.of(
                        new CheckEvent.Answered(
                                Duration.ofNanos(437_000L * number),
                                new ServerIdentity(
                                        "8.0.11-TiDB-v8.5.4",
                                        "tidb-0",
                                        4000,
                                        9_007_199_254_740_993L + number,
                                        "app@%",
                                        SERVER_TIME)),
                        new CheckEvent.VersionRead(version),
                        new CheckEvent.DatabaseVerified(ACCESS))));
    }

    /** The same connection, answered by a server of this name. */
    public static ConnectionView answeredBy(ConnectionView view, String hostname) {
        ServerIdentity identity = view.identity().orElseThrow();
        return with(
                view,
                view.facts()
                        .with(new CheckEvent.Answered(
                                view.roundTrip().orElseThrow(),
                                new ServerIdentity(
                                        identity.versionText(),
                                        hostname,
                                        identity.port(),
                                        identity.connectionId(),
                                        identity.currentUser(),
                                        identity.clock()))));
    }

    /** The same connection as a pool. */
    public static ConnectionView pooled(ConnectionView view, PoolStats pool) {
        return with(view, view.facts().with(new CheckEvent.PoolUsed(pool)));
    }

    /** The same connection with these results about its databases. */
    public static ConnectionView withDatabases(ConnectionView view, DatabaseAccess... databases) {
        Stream<CheckEvent.Fact> others =
                view.facts().all().stream().filter(fact -> !(fact instanceof CheckEvent.DatabaseVerified));
        return with(
                view,
                new Facts(Stream.concat(others, Stream.of(databases).map(CheckEvent.DatabaseVerified::new))
                        .toList()));
    }

    private static ConnectionView with(ConnectionView view, Facts facts) {
        return new ConnectionView(view.participant(), view.target(), view.lastActivity(), view.opening(), facts);
    }

    private static ConnectionView bare(
            int number,
            Optional<State> state,
            int attempts,
            Optional<Failure> lastAttemptFailure,
            Optional<Failure> failure) {
        return new ConnectionView(
                new ParticipantView("c" + number, state, START, failure),
                TARGET,
                START,
                new OpeningView(attempts, lastAttemptFailure, Optional.empty(), Optional.empty(), 0),
                Facts.NONE);
    }

    /** A job without a phase, rows or a step, with the times that its status has. */
    public static JobBuilder job(long id, JobStatus status) {
        JobBuilder job = JobBuilder.job(id)
                .source("s3://bucket/orders/*.csv")
                .table("`shop`.`orders`")
                .status(status.label())
                .size("290.8KiB")
                .created(SERVER_TIME.minusMinutes(3))
                .createdBy("app@%");
        return switch (status) {
            case PENDING -> job;
            case RUNNING, AWAITING_RESOLUTION, CANCELLED, OTHER -> job.started(SERVER_TIME.minusMinutes(2));
            case FINISHED, FAILED -> job.started(SERVER_TIME.minusMinutes(2)).ended(SERVER_TIME);
        };
    }

    private static final ImportHistory HISTORY = new ImportHistory(3, 4.2, 4.1, 4.4, 2.5e-4, 2e-4, 3e-4);

    public static WatchedJob watched(ImportJob job) {
        boolean pending = job.status() == JobStatus.PENDING;
        boolean running = job.status() == JobStatus.RUNNING;
        return new WatchedJob(
                job,
                pending ? Optional.empty() : Optional.of(Duration.ofSeconds(62)),
                running ? OptionalDouble.of(12_345.6) : OptionalDouble.empty(),
                false,
                running ? Optional.of(HISTORY) : Optional.empty(),
                Optional.of(ZoneOffset.ofHours(8)));
    }

    public static final ImportJob RUNNING = job(101, JobStatus.RUNNING)
            .phase("importing")
            .rows(1_234_567)
            .step(new StepProgress("import", "4.55GB", "7.22GB", OptionalInt.of(63), "10.96MB/s", "00:04:05"))
            .build();
    public static final ImportJob FINISHED =
            job(102, JobStatus.FINISHED).rows(4_200).build();
    public static final ImportJob FAILED = job(103, JobStatus.FAILED)
            .phase("importing")
            .message("duplicate key in row 17")
            .build();
    public static final ImportJob PENDING = job(104, JobStatus.PENDING).build();
    public static final ImportJob OLD =
            job(7, JobStatus.CANCELLED).message("cancelled by user").build();

    /** Three jobs watched, and an old one. */
    public static ServerJobs jobs(Optional<String> watchEnded) {
        return new ServerJobs(
                TARGET,
                new JobsAnswer.Listed(List.of(OLD, RUNNING), true),
                Optional.of(new Poll(
                        5,
                        List.of(watched(RUNNING), watched(FINISHED), watched(FAILED)),
                        List.of(),
                        List.of(102L, 103L))),
                watchEnded);
    }

    public static ServerJobs unsupported() {
        return new ServerJobs(
                TARGET, new JobsAnswer.Unsupported("MariaDB has no IMPORT INTO."), Optional.empty(), Optional.empty());
    }
}
