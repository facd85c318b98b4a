package io.tidbclient.output.isolation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.history.check.ConsistencyModel;
import io.tidbclient.isolation.ExpectedModel;
import io.tidbclient.isolation.IsolationLevel;
import io.tidbclient.isolation.TransactionShape;
import io.tidbclient.isolation.VerificationPlan;
import io.tidbclient.isolation.run.RunCounters;
import io.tidbclient.isolation.run.ServerOutages;
import io.tidbclient.isolation.run.VerificationResult;
import io.tidbclient.output.text.Text;
import io.tidbclient.serve.status.Scenarios;
import io.tidbclient.testing.Schema;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs on several servers name the ones that were not reached; runs on one are as they were. */
class SeveralServersTest {
    private static final ServerOutages QUIET = new ServerOutages("a:4000", 0, Duration.ZERO);
    private static final ServerOutages AWAY = new ServerOutages("b:4000", 2, Duration.ofMillis(2500));

    private static VerificationResult result(ServerOutages... servers) {
        return new VerificationResult(
                new VerificationPlan(
                        new VerificationPlan.Load(8, Optional.empty(), 100, 0),
                        IsolationLevel.REPEATABLE_READ,
                        Optional.empty(),
                        new TransactionShape(10, 4, 64, 0.5, 1),
                        0,
                        0),
                Optional.of(new ServerVersion(ServerVersion.Product.TIDB, "v8.5.4", "", "", false)),
                Optional.of(Scenarios.passed()),
                new RunVerdict(Outcome.SUCCESS, "1 of 1 scenario passed"),
                new RunCounters.Counts(90, 5, 5, 4, Map.of(), List.of(servers)),
                false);
    }

    private static HistoryReport report(ServerOutages... servers) {
        HistoryReport ofFile =
                IsolationReports.of(IsolationReports.clean(), ExpectedModel.asked(ConsistencyModel.SERIALIZABLE));
        VerificationResult result = result(servers);
        return new HistoryReport(
                "a:4000, b:4000",
                ofFile.head(),
                Optional.of(result),
                ofFile.history(),
                ofFile.expectation(),
                ofFile.took(),
                IsolationVerdict.of(result, ofFile.history(), ofFile.expectation()));
    }

    private static String text(HistoryReport report) {
        return new IsolationText(120)
                .history(report, false).stream().map(Text::plain).collect(Collectors.joining("\n"));
    }

    private static String json(HistoryReport report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new IsolationJson("1", verdict -> 0).write(out, false, IsolationReports.all(report));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void the_verdict_says_which_server_was_unreachable() {
        assertThat(report(QUIET, AWAY).verdict().sentence())
                .endsWith("rules out serializable; b:4000 was unreachable for 2.5 s");
        assertThat(report(new ServerOutages("a:4000", 1, Duration.ofSeconds(1)), AWAY)
                        .verdict()
                        .sentence())
                .endsWith("; a:4000 was unreachable for 1.0 s, b:4000 was unreachable for 2.5 s");
    }

    @Test
    void text_says_which_server_was_unreachable() {
        assertThat(text(report(QUIET, AWAY))).contains("  unreachable    b:4000 2.5 s in 2 outages\n");
    }

    @Test
    void json_has_the_outages_of_each_server_as_the_schema_says() throws IOException {
        String json = json(report(QUIET, AWAY));

        assertThat(json)
                .contains("\"outages\":2,\"unreachableMs\":2500.000,\"servers\":"
                        + "[{\"address\":\"a:4000\",\"outages\":0,\"unreachableMs\":0.000},"
                        + "{\"address\":\"b:4000\",\"outages\":2,\"unreachableMs\":2500.000}]");
        assertThat(Schema.ISOLATION.complaints(new ObjectMapper().readTree(json)))
                .isEmpty();
    }

    @Test
    void a_run_on_one_server_names_none() {
        HistoryReport one = report(AWAY);

        assertThat(one.verdict().sentence()).endsWith("; the server was unreachable for 2.5 s");
        assertThat(text(one)).contains("  unreachable    2.5 s in 2 outages\n");
        assertThat(json(one)).doesNotContain("\"servers\"");
    }
}
