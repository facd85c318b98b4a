package io.tidbclient.cli;

import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.SandboxTls;
import io.tidbclient.sandbox.certificate.SandboxCertificates;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

/** TLS with the CA that signed the server's certificate, and with another. */
class TlsIT {
    @TempDir
    private static Path right;

    @TempDir
    private static Path wrong;

    private static SandboxServer server;

    @BeforeAll
    static void start() throws IOException {
        SandboxCertificates certificates = SandboxCertificates.create(Instant.now());
        certificates.writeTo(right);
        SandboxCertificates.create(Instant.now()).writeTo(wrong);
        server = SandboxServer.start(SandboxOptions.defaults().withTls(SandboxTls.required(certificates.server())));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify-ca", "verify-identity"})
    void the_right_ca_verifies_the_server(String mode) {
        ToolRun run = check(right, mode);

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.stdout()).containsPattern("TLS          TLSv1\\.3, TLS_\\w+; verified: ");
    }

    @Test
    void another_ca_is_exit_3_and_says_what_to_do() {
        ToolRun run = check(wrong, "verify-ca");

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(3);
        assertThat(run.stdout())
                .contains(
                        "The certificate of " + Tool.address(server) + " is not signed by a CA that is trusted here.",
                        "→ Give the CA that signed it with --ssl-ca.");
    }

    @Test
    void plain_text_is_refused_by_a_server_that_demands_tls() {
        ToolRun run = Tool.check(server, "-t", "0", "--ssl-mode", "disabled").run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(4);
        assertThat(run.stdout()).contains("3159", "--ssl-mode required");
    }

    private static ToolRun check(Path certificates, String mode) {
        String ca = certificates.resolve("ca.pem").toString();
        return Tool.check(server, "-t", "0", "--ssl-mode", mode, "--ssl-ca", ca).run(Tool.LIMIT);
    }
}
