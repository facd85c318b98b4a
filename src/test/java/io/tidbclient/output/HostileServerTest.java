package io.tidbclient.output;

import io.tidbclient.check.CheckEvent;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.check.Facts;
import io.tidbclient.check.OpeningView;
import io.tidbclient.check.ServerJobs;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.connection.DatabaseAccess;
import io.tidbclient.connection.DatabaseAccess.Extent;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.ServerCertificate;
import io.tidbclient.connection.ServerIdentity;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.ParticipantView;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.engine.State;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobBuilder;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.StepProgress;
import io.tidbclient.importjob.WatchedJob;
import io.tidbclient.importjob.run.JobBoard;
import io.tidbclient.output.terminal.Screen;
import io.tidbclient.output.text.Paragraph;
import io.tidbclient.output.text.Text;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a server says, no line gets wider than the terminal, and nothing that a terminal obeys gets through. */
class HostileServerTest {
    private static final RunVerdict VERDICT = new RunVerdict(Outcome.FAILED, "One failed.");

    @Provide
    Arbitrary<String> said() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(200),
                Arbitraries.of(
                        "\u001b[2J\u001b[1;1H",
                        "\u001b]0;title\u0007",
                        "\r\nOK  all is well",
                        "a\u0000b",
                        "\u202egnp.exe",
                        "🚀👨‍👩‍👧‍👦🇩🇪❤️",
                        "数据库".repeat(30),
                        "e\u0301".repeat(50),
                        "half \ud83d"));
    }

    @Property(tries = 300)
    void the_summary_fits_and_is_clean(@ForAll("said") String said, @ForAll @IntRange(min = 2, max = 200) int width) {
        assertFits(new Summary(width, ExitCode::of).lines(run(said), VERDICT, JobBoard.NONE, ZoneOffset.UTC), width);
    }

    @Property(tries = 300)
    void the_live_view_fits_and_is_clean(
            @ForAll("said") String said,
            @ForAll @IntRange(min = 1, max = 200) int columns,
            @ForAll @IntRange(min = 1, max = 50) int rows) {
        CheckSnapshot run = run(said);
        List<Text> frame = new LiveView(Duration.ofMinutes(1), ZoneOffset.UTC)
                .frame(run, run.at(), Optional.of(Text.of(said)), new Screen.Size(columns, rows));
        assertFits(frame, columns);
        assertThat(frame).isNotEmpty().hasSizeLessThanOrEqualTo(Math.max(1, rows - 1));
    }

    @Property(tries = 100)
    void the_plain_lines_are_clean(@ForAll("said") String said) {
        Captured streams = new Captured();
        PlainRenderer renderer = new PlainRenderer(
                streams.progress(),
                Verbosity.VERBOSE,
                ZoneOffset.UTC,
                new SummaryRenderer(
                        streams.results(), Verbosity.VERBOSE, () -> Paragraph.UNLIMITED, ExitCode::of, ZoneOffset.UTC));
        CheckSnapshot run = run(said);
        ConnectionView view = run.connections().getFirst();
        List.of(
                        new RunEvent.Started(),
                        new RunEvent.Found(
                                "c1", new CheckEvent.VersionRead(view.version().orElseThrow())),
                        new RunEvent.Found(
                                "c1",
                                new CheckEvent.DatabaseVerified(view.databases().getFirst())),
                        new RunEvent.Found("c1", new CheckEvent.AttemptFailed(1, failure(said))),
                        new RunEvent.Found("c1", new CheckEvent.JobsCounted(new JobsAnswer.Unsupported(said))),
                        new RunEvent.Found(
                                "c1",
                                new CheckEvent.JobsWatched(
                                        run.jobs().getFirst().poll().orElseThrow())),
                        new RunEvent.Transitioned("c1", Optional.empty(), State.TerminalState.COMPLETED, said),
                        new RunEvent.MessageSent("c1", "c1", said),
                        new RunEvent.Stopping(said))
                .forEach(event -> renderer.on(event, run));
        renderer.finished(run, VERDICT);
        assertThat(streams.stderr()).matches(HostileServerTest::clean);
        assertThat(streams.stdout()).matches(HostileServerTest::clean);
        assertThat(streams.stderrLines()).allSatisfy(line -> assertThat(line).matches("^ +\\d+\\.\\d{3}s  .*"));
    }

    private static void assertFits(List<Text> lines, int width) {
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.width()).isLessThanOrEqualTo(width);
            assertThat(line.plain()).matches(HostileServerTest::clean).doesNotContain("\n");
        });
    }

    private static boolean clean(String text) {
        return text.codePoints()
                .noneMatch(c -> (Character.getType(c) == Character.CONTROL && c != '\n')
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.SURROGATE);
    }

    private static Failure failure(String said) {
        return new Failure(FailureKind.UNCLASSIFIED, 9999, said, said, "c2", said, said, said, said);
    }

    private static CheckSnapshot run(String said) {
        TlsInfo tls = new TlsInfo(
                said,
                said,
                said,
                Optional.of(new ServerCertificate(
                        said,
                        said,
                        Instant.MAX,
                        Instant.MIN,
                        List.of(said),
                        new ServerCertificate.Expiry(said, Instant.MIN),
                        Optional.of(Instant.MIN))));
        ConnectionView open = new ConnectionView(
                new ParticipantView("c1", Optional.of(new State.Step("Watching")), Runs.START, Optional.empty()),
                Runs.TARGET,
                Runs.START,
                new OpeningView(1, Optional.of(failure(said)), Optional.of(Duration.ofMillis(3)), Optional.of(tls), 0),
                new Facts(List.of(
                        new CheckEvent.Answered(
                                Duration.ofMillis(1), new ServerIdentity(said, said, 4000, 1, said, Runs.SERVER_TIME)),
                        new CheckEvent.VersionRead(
                                new ServerVersion(ServerVersion.Product.TIDB, said, said, said, false)),
                        new CheckEvent.DatabaseVerified(
                                new DatabaseAccess(said, Extent.ALL, Extent.PART, Extent.NONE)))));
        ImportJob job = JobBuilder.job(Long.MIN_VALUE)
                .group(said)
                .source(said)
                .table(said)
                .phase(said)
                .status(JobStatus.FAILED, said)
                .size(said)
                .rows(Long.MAX_VALUE)
                .message(said)
                .createdBy(said)
                .step(new StepProgress(said, said, said, OptionalInt.of(-7), said, said))
                .unknownColumn("column", said)
                .build();
        WatchedJob watched =
                new WatchedJob(job, Optional.of(Duration.ofDays(400)), OptionalDouble.of(Double.MAX_VALUE), false);
        return Runs.run(
                Duration.ofSeconds(1),
                List.of(open, Runs.failed(2, failure(said))),
                new ServerJobs(
                        Runs.TARGET,
                        new JobsAnswer.Listed(List.of(), true),
                        Optional.of(new Poll(1, List.of(watched), List.of(Long.MIN_VALUE), List.of(Long.MIN_VALUE))),
                        Optional.of(said)));
    }
}
