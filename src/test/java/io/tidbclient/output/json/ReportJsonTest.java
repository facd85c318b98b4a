package io.tidbclient.output.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ServerJobs;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.config.Shard;
import io.tidbclient.connection.DatabaseAccess;
import io.tidbclient.connection.DatabaseAccess.Extent;
import io.tidbclient.connection.PoolStats;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.output.ExampleRun;
import io.tidbclient.output.Runs;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class ReportJsonTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final RunVerdict OK = new RunVerdict(Outcome.SUCCESS, "2 connections completed.");

    private static String written(CheckSnapshot run, RunVerdict verdict) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ReportJson("0.1.0", Shard.WHOLE, ExitCode::of).write(bytes, run, verdict);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static JsonNode read(CheckSnapshot run, RunVerdict verdict) throws IOException {
        return MAPPER.readTree(written(run, verdict));
    }

    private static List<String> complaints(JsonNode document) throws IOException {
        try (InputStream schema = ReportJson.class.getResourceAsStream("/io/tidbclient/output/report.schema.json")) {
            JsonSchema compiled = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(schema);
            return compiled.validate(document).stream()
                    .map(ValidationMessage::getMessage)
                    .toList();
        }
    }

    @Test
    void a_run_with_everything_in_it_follows_the_schema() throws IOException {
        assertThat(complaints(read(ExampleRun.LAST, ExampleRun.VERDICT))).isEmpty();
    }

    @Test
    void a_run_that_was_interrupted_before_anything_happened_follows_it_too() throws IOException {
        CheckSnapshot run = Runs.stopping(Runs.run(Duration.ZERO, Runs.connections(2, Runs::waiting)), "interrupted");
        JsonNode report = read(run, new RunVerdict(Outcome.INTERRUPTED, "Interrupted."));
        assertThat(complaints(report)).isEmpty();
        assertThat(report.at("/stopped").asText()).isEqualTo("interrupted");
        assertThat(report.at("/counts/unfinished").asInt()).isEqualTo(2);
        assertThat(report.at("/latencies/connect/p50Ms").isNull()).isTrue();
    }

    @Test
    void a_server_without_import_jobs_and_in_plain_text_follows_it_too() throws IOException {
        ServerVersion mariadb = new ServerVersion(ServerVersion.Product.MARIADB, "10.11.14", "", "", false);
        CheckSnapshot run = Runs.run(
                Duration.ofSeconds(1),
                List.of(Runs.completed(1, Runs.TARGET, mariadb, TlsInfo.PLAIN), Runs.retrying(2, Runs.REFUSED)),
                Runs.unsupported());
        JsonNode report = read(run, OK);
        assertThat(complaints(report)).isEmpty();
        assertThat(report.at("/importJobs/0/supported").asBoolean(true)).isFalse();
        assertThat(report.at("/importJobs/0/whyNot").asText()).isEqualTo("MariaDB has no IMPORT INTO.");
        assertThat(report.at("/connections/0/tls/encrypted").asBoolean(true)).isFalse();
        assertThat(report.at("/connections/0/tls/protocol").isNull()).isTrue();
        assertThat(report.at("/connections/1/lastAttemptFailure/kind").asText()).isEqualTo("REFUSED");
    }

    @Test
    void a_pool_follows_it_too() throws IOException {
        CheckSnapshot run = Runs.run(
                Duration.ofSeconds(1),
                List.of(Runs.pooled(Runs.completed(1), new PoolStats(5, 6, 24, 1)), Runs.completed(2)));
        JsonNode report = read(run, OK);
        assertThat(complaints(report)).isEmpty();
        assertThat(report.at("/connections/0/pool"))
                .isEqualTo(MAPPER.readTree("{\"size\":5,\"opened\":6,\"borrowed\":24,\"replaced\":1}"));
        assertThat(report.at("/connections/1/pool").isNull()).isTrue();
    }

    @Test
    void the_schema_complains_about_what_is_missing_and_what_is_unknown() throws IOException {
        ObjectNode report = (ObjectNode) read(ExampleRun.LAST, ExampleRun.VERDICT);
        report.remove("verdict");
        report.put("surprise", 1);
        assertThat(complaints(report)).hasSize(2);
    }

    @Test
    void prints_who_did_what_and_how_it_ended() throws IOException {
        JsonNode report = read(ExampleRun.LAST, ExampleRun.VERDICT);
        assertThat(report.at("/schema").asText()).isEqualTo("tidb-client/check/2");
        assertThat(report.at("/tool")).isEqualTo(MAPPER.readTree("{\"name\":\"tidb-client\",\"version\":\"0.1.0\"}"));
        assertThat(report.at("/startedAt").asText()).isEqualTo("2026-03-04T05:06:07Z");
        assertThat(report.at("/endedAt").asText()).isEqualTo("2026-03-04T05:06:11.321Z");
        assertThat(report.at("/durationMs").decimalValue()).isEqualByComparingTo("4321");
        assertThat(report.at("/verdict/exitCode").asInt()).isEqualTo(4);
        assertThat(report.at("/counts"))
                .isEqualTo(MAPPER.readTree(
                        "{\"connections\":2,\"completed\":1,\"failed\":1,\"cancelled\":0,\"unfinished\":0}"));
    }

    @Test
    void prints_all_of_a_failure() throws IOException {
        assertThat(read(ExampleRun.LAST, ExampleRun.VERDICT).at("/connections/1/failure"))
                .isEqualTo(MAPPER.readTree("""
                                {"kind": "ACCESS_DENIED", "blame": "USER_REFUSED", "retryable": false, "code": 1045,
                                 "codeName": "ER_ACCESS_DENIED_ERROR", "sqlState": "28000", "state": "Connecting",
                                 "sentence": "127.0.0.1:4000 refused the user 'app' or the password.",
                                 "hint": "Check the user name and the password."}
                                """));
    }

    @Test
    void every_database_is_listed_and_the_first_stands_by_itself_too() throws IOException {
        DatabaseAccess crm = new DatabaseAccess("crm", Extent.ALL, Extent.NONE, Extent.NONE);
        JsonNode report = read(
                Runs.run(
                        Duration.ZERO,
                        List.of(Runs.withDatabases(Runs.completed(1), Runs.ACCESS, crm), Runs.connecting(2))),
                OK);
        assertThat(complaints(report)).isEmpty();
        assertThat(report.at("/connections/0/database/name").asText()).isEqualTo("test");
        assertThat(report.at("/connections/0/databases")).isEqualTo(MAPPER.readTree("""
                        [{"name": "test", "read": "all", "write": "part", "create": "none"},
                         {"name": "crm", "read": "all", "write": "none", "create": "none"}]
                        """));
        assertThat(report.at("/connections/1/database").isNull()).isTrue();
        assertThat(report.at("/connections/1/databases")).isEqualTo(MAPPER.readTree("[]"));
    }

    @Test
    void prints_the_certificate_and_warns_when_it_expires_soon_or_has_expired() throws IOException {
        CheckSnapshot run = Runs.run(
                Duration.ofSeconds(1),
                List.of(
                        Runs.completed(1),
                        Runs.completed(2, Runs.TARGET, Runs.TIDB, tls("CN=soon", 10)),
                        Runs.completed(3, Runs.TARGET, Runs.TIDB, tls("CN=soon", 10)),
                        Runs.completed(4, Runs.OTHER_TARGET, Runs.TIDB, tls("", -3))));

        JsonNode report = read(run, OK);

        assertThat(complaints(report)).isEmpty();
        assertThat(report.at("/connections/1/tls/certificate")).isEqualTo(MAPPER.readTree("""
                                {"subject": "CN=soon", "issuer": "CN=Example CA", "notBefore": "2025-12-14T12:00:00Z",
                                 "notAfter": "2026-03-14T12:00:00Z", "expiresInDays": 10,
                                 "names": ["tidb.example.com", "127.0.0.1"],
                                 "earliestExpiry":
                                   {"subject": "CN=soon", "notAfter": "2026-03-14T12:00:00Z", "expiresInDays": 10},
                                 "warnFrom": "2026-02-28T12:00:00Z", "warning": true}
                                """));
        assertThat(report.at("/connections/3/tls/certificate/subject").isNull()).isTrue();
        assertThat(report.at("/connections/3/tls/certificate/expiresInDays").asInt())
                .isEqualTo(-3);
        assertThat(report.at("/warnings")).isEqualTo(MAPPER.readTree("""
                                [{"kind": "CERTIFICATE_EXPIRES_SOON", "target": "127.0.0.1:4000", "connections": 2,
                                  "sentence":
                                    "The certificate of 127.0.0.1:4000 (CN=soon) expires in 10 days, on 2026-03-14."},
                                 {"kind": "CERTIFICATE_EXPIRED", "target": "tidb.example.com:4000", "connections": 1,
                                  "sentence":
                                    "The certificate of tidb.example.com:4000 (tidb.example.com) expired 2 days ago, on 2026-03-01."}]
                                """));
    }

    private static TlsInfo tls(String subject, int days) {
        return Runs.tls(Runs.certificate(subject, Duration.ofDays(days)));
    }

    @Test
    void numbers_of_64_bits_stay_exact() throws IOException {
        JsonNode id = read(ExampleRun.LAST, ExampleRun.VERDICT).at("/connections/0/identity/connectionId");
        assertThat(id.longValue()).isEqualTo(9_007_199_254_740_994L);
        assertThat(written(ExampleRun.LAST, ExampleRun.VERDICT)).contains("\"connectionId\" : 9007199254740994");
    }

    @Test
    void latencies_are_milliseconds_to_the_microsecond() {
        assertThat(written(ExampleRun.LAST, ExampleRun.VERDICT))
                .contains("\"connectMs\" : 3.127,")
                .contains("\"firstRoundTripMs\" : 0.437,")
                .contains("\"p99Ms\" : 3.127,");
    }

    @Test
    void prints_how_connections_spread_over_servers_and_what_answered() throws IOException {
        CheckSnapshot run = Runs.run(
                Duration.ofSeconds(1),
                List.of(
                        Runs.completed(1),
                        Runs.completed(2, Runs.OTHER_TARGET, Runs.TIDB, Runs.TLS),
                        Runs.completed(3)));
        JsonNode servers = read(run, OK).at("/servers");
        assertThat(servers.findValuesAsText("target")).containsExactly("127.0.0.1:4000", "tidb.example.com:4000");
        assertThat(servers.at("/0/connections").asInt()).isEqualTo(2);
        assertThat(servers.at("/0/answeredBy"))
                .isEqualTo(MAPPER.readTree("[{\"instance\":\"tidb-0:4000\",\"connections\":2}]"));
    }

    @Test
    void prints_import_jobs_as_last_seen() throws IOException {
        JsonNode jobs = read(ExampleRun.LAST, ExampleRun.VERDICT).at("/importJobs/0");
        assertThat(jobs.at("/onlyOwn").asBoolean()).isTrue();
        assertThat(jobs.at("/byStatus/running").asInt()).isEqualTo(1);
        assertThat(jobs.at("/byStatus/failed").asInt()).isEqualTo(1);
        assertThat(jobs.at("/watch"))
                .isEqualTo(MAPPER.readTree("{\"polls\":5,\"missedPolls\":0,\"active\":1,\"ended\":\"time is up\"}"));
        JsonNode running = jobs.at("/jobs/1");
        assertThat(running.at("/id").asLong()).isEqualTo(101);
        assertThat(running.at("/step/percent").asInt()).isEqualTo(63);
        assertThat(running.at("/rowsPerSecond").decimalValue()).isEqualByComparingTo("12345.6");
        assertThat(running.at("/elapsedMs").decimalValue()).isEqualByComparingTo("62000");
        assertThat(running.at("/created").asText()).isEqualTo("2026-03-04T13:03:07");
        assertThat(running.at("/createdUtc").asText()).isEqualTo("2026-03-04T05:03:07Z");
        assertThat(running.at("/startedUtc").asText()).isEqualTo("2026-03-04T05:04:07Z");
        assertThat(running.at("/endedUtc").isNull()).isTrue();
        assertThat(running.at("/schema").asText()).isEqualTo("shop");
        assertThat(running.at("/table").asText()).isEqualTo("orders");
        assertThat(running.at("/sourceBytes").longValue()).isEqualTo(297_779);
        assertThat(running.at("/past/imports").asInt()).isEqualTo(3);
        assertThat(running.at("/estimate").isNull()).isTrue();
        JsonNode unwatched = jobs.at("/jobs/0");
        assertThat(unwatched.at("/watched").asBoolean(true)).isFalse();
        assertThat(unwatched.at("/created").asText()).isEqualTo("2026-03-04T13:03:07");
        assertThat(unwatched.at("/createdUtc").isNull())
                .as("its zone is not known")
                .isTrue();
    }

    @Test
    void a_server_has_what_its_connections_report_and_marks_that_they_differ() throws IOException {
        ServerVersion newer = new ServerVersion(ServerVersion.Product.TIDB, "v8.5.5", "Community", "tikv", false);
        JsonNode servers = read(
                        Runs.run(
                                Duration.ofSeconds(1),
                                List.of(
                                        Runs.connecting(1),
                                        Runs.completed(2),
                                        Runs.completed(3),
                                        Runs.completed(4, Runs.OTHER_TARGET, Runs.TIDB, Runs.TLS),
                                        Runs.completed(5, Runs.OTHER_TARGET, newer, Runs.TLS))),
                        OK)
                .at("/servers");

        JsonNode second = read(Runs.run(Duration.ofSeconds(1), List.of(Runs.completed(2))), OK)
                .at("/connections/0");
        assertThat(servers.at("/0/version")).isEqualTo(second.at("/version"));
        assertThat(servers.at("/0/tls")).isEqualTo(second.at("/tls"));
        assertThat(servers.at("/0/currentUser").asText()).isEqualTo("app@%");
        assertThat(servers.at("/0/databases")).isEqualTo(second.at("/databases"));
        assertThat(servers.at("/0/unfinished").asInt()).isEqualTo(1);
        assertThat(servers.at("/0/mixed").asBoolean(true)).isFalse();
        assertThat(servers.at("/1/version/release").asText()).isEqualTo("v8.5.4");
        assertThat(servers.at("/1/mixed").asBoolean()).isTrue();
    }

    @Test
    void a_server_that_was_not_reached_has_none_of_it() throws IOException {
        JsonNode report =
                read(Runs.run(Duration.ZERO, List.of(Runs.failed(1, Runs.REFUSED.at("c1", "Connecting")))), OK);

        assertThat(complaints(report)).isEmpty();
        for (String field : List.of("version", "tls", "currentUser")) {
            assertThat(report.at("/servers/0/" + field).isNull()).as(field).isTrue();
        }
        assertThat(report.at("/servers/0/databases")).isEmpty();
    }

    @Test
    void import_jobs_have_the_same_shape_as_in_the_schema_of_imports() throws IOException {
        JsonNode imports =
                MAPPER.readTree(Path.of("docs/imports-report.schema.json").toFile());
        try (InputStream in = ReportJson.class.getResourceAsStream("/io/tidbclient/output/report.schema.json")) {
            JsonNode check = MAPPER.readTree(in);
            for (String shared : List.of("job", "poll", "byStatus", "watch", "earlier", "version", "failure")) {
                assertThat(check.at("/$defs/" + shared).isObject()).as(shared).isTrue();
                assertThat(check.at("/$defs/" + shared)).as(shared).isEqualTo(imports.at("/$defs/" + shared));
            }
        }
    }

    @Test
    void hostile_text_arrives_unchanged_and_is_no_danger_to_a_terminal_on_the_way() throws IOException {
        String hostile = "a\u001b[2J\u0000\u007f\u009b31m\u202e\u2028\"\\ 数 🚀";
        CheckSnapshot run = Runs.run(
                Duration.ZERO,
                List.of(Runs.completed(
                        1,
                        Runs.TARGET,
                        new ServerVersion(ServerVersion.Product.TIDB, hostile, "half \ud83d", "", false),
                        Runs.TLS)));
        JsonNode version = read(run, OK).at("/connections/0/version");
        assertThat(version.at("/release").asText()).isEqualTo(hostile);
        assertThat(version.at("/edition").asText()).isEqualTo("half \ufffd");
        assertThat(written(run, OK).codePoints())
                .noneMatch(c -> (Character.getType(c) == Character.CONTROL && c != '\n')
                        || Character.getType(c) == Character.FORMAT
                        || c == 0x2028);
    }

    @Test
    void on_one_line_it_is_the_same_document_marked_as_the_result() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ReportJson("0.1.0", Shard.WHOLE, ExitCode::of).writeLine(bytes, ExampleRun.LAST, ExampleRun.VERDICT);
        String line = bytes.toString(StandardCharsets.UTF_8);
        assertThat(line).endsWith("}\n").hasLineCount(1);
        ObjectNode document = (ObjectNode) MAPPER.readTree(line);
        assertThat(complaints(document)).isEmpty();
        assertThat(document.remove("event").asText()).isEqualTo("result");
        assertThat(document.remove("at").asText()).isEqualTo("2026-03-04T05:06:11.321Z");
        assertThat(document).isEqualTo(read(ExampleRun.LAST, ExampleRun.VERDICT));
    }

    @Test
    void an_unwatched_server_has_no_watch() throws IOException {
        CheckSnapshot run = Runs.run(
                Duration.ZERO,
                List.of(Runs.completed(1)),
                new ServerJobs(
                        Runs.TARGET, new JobsAnswer.Listed(List.of(), false), Optional.empty(), Optional.empty()));
        assertThat(read(run, OK).at("/importJobs/0/watch").isNull()).isTrue();
    }
}
