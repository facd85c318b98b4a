package io.tidbclient.cli.sandbox;

import io.tidbclient.cli.DurationOption;
import io.tidbclient.cli.Interrupts;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.config.ConfigException;
import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.SandboxTls;
import io.tidbclient.sandbox.certificate.SandboxCertificates;
import io.tidbclient.sandbox.fault.FaultRule;
import io.tidbclient.sandbox.fault.FaultText;
import io.tidbclient.sandbox.instance.SandboxDatabase;
import io.tidbclient.sandbox.job.JobLayout;
import io.tidbclient.sandbox.job.JobScript;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Runs a simulated TiDB on loopback until it is interrupted. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a simulated TiDB on loopback until Ctrl-C: import jobs progress, and configured faults are"
                    + " injected.",
            "",
            "Prints its address on standard output. The user is root, without a password. It is a simulation: a real"
                    + " TiDB may behave differently."
        })
public class SandboxCommand implements Callable<Integer> {
    private static final Duration SHORTEST_JOB = Duration.ofSeconds(1);
    private static final Duration LONGEST_JOB = Duration.ofDays(365);

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port to listen on; 0, the default, takes a free one.")
    int port;

    @Option(
            names = "--layout",
            paramLabel = "COLUMNS",
            defaultValue = "13",
            description = "Columns of SHOW IMPORT JOBS: 13 (TiDB 7.2 to 8.5), 20, 21 (9.0), or 0 for a server without"
                    + " import jobs. Default: ${DEFAULT-VALUE}.")
    int layout;

    @Option(
            names = "--version-text",
            paramLabel = "TEXT",
            description = "What VERSION() answers, 10.11.6-MariaDB-sandbox for example.")
    String version;

    @Option(
            names = "--jobs-for",
            paramLabel = "DURATION",
            defaultValue = "60s",
            description = "Duration of the simulated import jobs, 1s to 365d. Default: ${DEFAULT-VALUE}.")
    String jobsFor;

    @Option(
            names = "--tls-dir",
            paramLabel = "DIR",
            description = "Offer TLS with certificates generated at start, and write them to this folder: ca.pem,"
                    + " server-cert.pem and -key.pem, client-cert.pem and -key.pem.")
    Path tlsDirectory;

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            description = "Fault to inject, as [N*]KIND[=VALUE][@STATEMENT], only for the first N if given;"
                    + " repeatable. For connections: refuse, silent, http, slow-greeting=2s, cap=COUNT, deny-login=CODE. For statements,"
                    + " those that begin with STATEMENT if given: slow=250ms, deny=CODE, drop=BYTES,"
                    + " garbage=BYTES, freeze.")
    List<String> faults = List.of();

    @Option(
            names = "--port-file",
            paramLabel = "FILE",
            description = "Write the port to a file once it listens, for scripts.")
    Path portFile;

    private final ProcessEnvironment environment;
    private final Interrupts interrupts;
    private final Clock clock;

    SandboxCommand(ProcessEnvironment environment, Interrupts interrupts, Clock clock) {
        this.environment = environment;
        this.interrupts = interrupts;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        SandboxOptions options = options();
        CompletableFuture<Integer> signalled = new CompletableFuture<>();
        try (SandboxServer server = SandboxServer.start(options)) {
            interrupts.listen(signalled::complete);
            if (portFile != null) {
                Files.writeString(environment.workingDirectory().resolve(portFile), server.port() + "\n");
            }
            environment.out().println("127.0.0.1:" + server.port());
            environment.out().flush();
            environment
                    .err()
                    .println("The sandbox listens; stop it with Ctrl-C. Try: tidb-client -H 127.0.0.1:" + server.port()
                            + " -u root --no-password");
            return 128 + signalled.join();
        } catch (IOException e) {
            throw new ConfigException(
                    "The sandbox cannot listen on port " + port + " (" + e.getMessage()
                            + "); name another one, or 0 for a free one.",
                    e);
        }
    }

    private SandboxOptions options() {
        if (port < 0 || port > 65_535) {
            throw new ConfigException("--port: " + port + " is not a port; give 0 to 65535.");
        }
        SandboxOptions options = SandboxOptions.defaults()
                .atPort(port)
                .withClock(clock)
                .withDatabases(SandboxDatabase.of("shop", "orders", "customers", "events"))
                .withLayout(jobLayout())
                .withJobs(JobScript.demo(DurationOption.parse("--jobs-for", jobsFor, SHORTEST_JOB, LONGEST_JOB)))
                .withFaults(faults.stream().map(SandboxCommand::fault).toArray(FaultRule[]::new));
        if (version != null) {
            options = options.withVersion(version);
        }
        return tlsDirectory == null ? options : options.withTls(tls());
    }

    private static FaultRule fault(String text) {
        try {
            return FaultText.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("--fault: " + e.getMessage(), e);
        }
    }

    private JobLayout jobLayout() {
        return switch (layout) {
            case 0 -> JobLayout.NONE;
            case 13 -> JobLayout.COLUMNS_13;
            case 20 -> JobLayout.COLUMNS_20;
            case 21 -> JobLayout.COLUMNS_21;
            default -> throw new ConfigException("--layout: no TiDB has " + layout + " columns; give 0, 13, 20 or 21.");
        };
    }

    private SandboxTls tls() {
        SandboxCertificates certificates = SandboxCertificates.create(clock.instant());
        Path directory = environment.workingDirectory().resolve(tlsDirectory);
        try {
            Files.createDirectories(directory);
            certificates.writeTo(directory);
        } catch (IOException e) {
            throw new ConfigException("--tls-dir: " + tlsDirectory + " cannot be written to; name another folder.", e);
        }
        return SandboxTls.offered(certificates.server());
    }
}
