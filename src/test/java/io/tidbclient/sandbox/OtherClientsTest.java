package io.tidbclient.sandbox;

import io.tidbclient.sandbox.certificate.SandboxCertificates;
import io.tidbclient.sandbox.instance.SandboxDatabase;
import io.tidbclient.sandbox.instance.SandboxUser;
import io.tidbclient.sandbox.job.JobLayout;
import io.tidbclient.sandbox.job.JobScript;
import io.tidbclient.sandbox.job.ScriptedJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Clients that are not Connector/J; skipped, visibly, where they are not installed. */
@Timeout(120)
class OtherClientsTest {
    @TempDir
    private Path directory;

    private SandboxServer server;

    @BeforeEach
    void start() throws Exception {
        SandboxCertificates certificates = SandboxCertificates.create(Instant.now());
        certificates.writeTo(directory);
        server = SandboxServer.start(SandboxOptions.defaults()
                .withUsers(SandboxUser.root(""), new SandboxUser("app", "p w", List.of()))
                .withDatabases(SandboxDatabase.of("shop"))
                .withTls(SandboxTls.offered(certificates.server()))
                .withLayout(JobLayout.COLUMNS_21)
                .withJobs(JobScript.of(ScriptedJob.of(7, "shop", "orders"))));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_mariadb_command_line_reads_jobs_without_tls() throws Exception {
        Result result = mariadb("--skip-ssl", "-uroot", "shop", "-e", "SELECT DATABASE(), VERSION(); SHOW IMPORT JOBS");

        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(result.output())
                .startsWith("shop\t8.0.11-TiDB-v8.5.4-sandbox\n7\tNULL\ts3://sandbox/orders.csv\t`shop`.`orders`\t");
    }

    @Test
    void the_mariadb_command_line_reads_the_status_over_verified_tls() throws Exception {
        Result result = mariadb(
                "--ssl-ca=" + directory.resolve("ca.pem"),
                "--ssl-verify-server-cert",
                "-uapp",
                "-pp w",
                "-e",
                "SHOW STATUS LIKE 'Ssl_version'");

        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(result.output()).isEqualTo("Ssl_version\tTLSv1.3\n");
    }

    @Test
    void the_mariadb_command_line_gets_the_errors() throws Exception {
        assertThat(mariadb("-uapp", "-pwrong", "-e", "SELECT 1").output())
                .contains("ERROR 1045 (28000): Access denied for user 'app'@'127.0.0.1' (using password: YES)");
        assertThat(mariadb("-uroot", "-e", "SELEC 1").output())
                .contains("ERROR 1064 (42000)")
                .contains("line 1 column 5 near \"SELEC 1\"");
    }

    @Test
    void pymysql_logs_in_reads_and_gets_the_errors() throws Exception {
        String script = """
                import sys, pymysql
                port = int(sys.argv[1])
                c = pymysql.connect(host='127.0.0.1', port=port, user='app', password='p w', connect_timeout=5)
                with c.cursor() as cur:
                    cur.execute('SELECT CURRENT_USER(), %s, NULL', ("it's",))
                    print(cur.fetchall())
                    cur.execute('SHOW IMPORT JOBS')
                    print(len(cur.description), cur.fetchall())
                c.ping(); c.close()
                try:
                    pymysql.connect(host='127.0.0.1', port=port, user='app', password='wrong')
                except pymysql.err.OperationalError as e:
                    print(e.args[0])
                """;
        String python = everyPython().stream()
                .filter(candidate -> succeeds(candidate, "-c", "import pymysql"))
                .findFirst()
                .orElse("");
        assumeTrue(!python.isEmpty(), "no Python with pymysql is installed");
        Result result = run(List.of(python, "-c", script, String.valueOf(server.port())));

        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(result.output()).isEqualTo("(('app@%', \"it's\", None),)\n21 ()\n1045\n");
    }

    private Result mariadb(String... arguments) throws Exception {
        String client = List.of("mariadb", "mysql").stream()
                .filter(candidate -> succeeds(candidate, "--no-defaults", "--version"))
                .findFirst()
                .orElse("");
        assumeTrue(!client.isEmpty(), "neither the mariadb nor the mysql command line is installed");
        List<String> command = new ArrayList<>(List.of(
                client,
                "--no-defaults",
                "--batch",
                "--skip-column-names",
                "--connect-timeout=5",
                "-h127.0.0.1",
                "-P" + server.port()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** All on the path: the first one need not be the one that has the driver. */
    private static List<String> everyPython() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(Pattern.quote(File.pathSeparator), -1))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, "python3"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .toList();
    }

    private static boolean succeeds(String... command) {
        try {
            return run(List.of(command)).exit() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Result run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IOException(command.getFirst() + " does not end");
            }
            return new Result(process.exitValue(), output);
        } finally {
            Optional.of(process).filter(Process::isAlive).ifPresent(Process::destroyForcibly);
        }
    }

    /** What a program came to: its exit code, and both of its streams together. */
    private record Result(int exit, String output) {}
}
