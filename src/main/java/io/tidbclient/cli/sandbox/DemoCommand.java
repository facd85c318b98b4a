package io.tidbclient.cli.sandbox;

import io.tidbclient.cli.DurationOption;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.SettingsCommand;
import io.tidbclient.cli.SettingsReader;
import io.tidbclient.cli.check.CheckRunner;
import io.tidbclient.cli.serve.ServerRunner;
import io.tidbclient.config.BreakerSettings;
import io.tidbclient.config.CheckRequest;
import io.tidbclient.config.CommandSettings;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ConnectionPlan;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.OutputOptions;
import io.tidbclient.config.Plan;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.RetrySettings;
import io.tidbclient.config.Secret;
import io.tidbclient.config.ServeOptions;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.config.ServerPlan;
import io.tidbclient.config.Setting;
import io.tidbclient.config.SslMode;
import io.tidbclient.config.Timeouts;
import io.tidbclient.config.TlsSettings;
import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.SandboxTls;
import io.tidbclient.sandbox.certificate.SandboxCertificates;
import io.tidbclient.sandbox.instance.SandboxDatabase;
import io.tidbclient.sandbox.job.JobScript;
import io.tidbclient.serve.ServeRequest;
import io.tidbclient.serve.monitor.Target;
import io.tidbclient.time.Durations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** The check on a sandbox of its own: what the tool does, with nothing else installed. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Demonstrates the check without a server: starts a sandbox, checks four connections to it in parallel and"
                    + " watches its three import jobs.",
            "",
            "One of the jobs finishes, one fails and one is still running when time is up. Exit code 0, since the check"
                    + " is about connections.",
            "",
            "With --serve, the sandbox is monitored by a server instead, as 'tidb-client serve' does: open its address in a"
                    + " browser. Ctrl-C ends both."
        })
public class DemoCommand implements Callable<Integer>, SettingsCommand {
    private static final int CONNECTIONS = 4;
    private static final Duration SHORTEST_WATCH = Duration.ofSeconds(1);
    private static final Duration LONGEST_WATCH = Duration.ofHours(1);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final String DATABASE = "shop";
    private static final String USUAL_WATCH = "12s";
    private static final String USUAL_WATCH_OF_SERVER = "5m";
    private static final Plan EVERY_TWO_SECONDS = new Plan.Every(Duration.ofSeconds(2));

    private final SettingsReader reader;
    private final CheckRunner runner;
    private final ServerRunner servers;
    private final ProcessEnvironment environment;
    private final Clock clock;

    @Option(
            names = "-t",
            paramLabel = "DURATION",
            description =
                    "How long the import jobs are watched, 1s to 1h. Their course is stretched to it. Default: 12s; 5m"
                            + " with --serve.")
    String duration;

    @Option(names = "--serve", description = "Monitor the sandbox by a server with a status page, until Ctrl-C.")
    boolean serve;

    @Spec
    CommandSpec spec;

    DemoCommand(
            SettingsReader reader,
            CheckRunner runner,
            ServerRunner servers,
            ProcessEnvironment environment,
            Clock clock) {
        this.reader = reader;
        this.runner = runner;
        this.servers = servers;
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public List<Setting<?>> settings() {
        return CommandSettings.DEMO;
    }

    @Override
    public Integer call() {
        ResolvedSettings settings = reader.read(spec, settings());
        Duration watched = watched();
        if (!serve && settings.isGiven(ServeOptions.LISTEN)) {
            throw new ConfigException(settings.subject(ServeOptions.LISTEN) + ": requires --serve.");
        }
        SandboxOptions options = SandboxOptions.defaults()
                .withClock(clock)
                .withDatabases(SandboxDatabase.of(DATABASE, "orders", "customers", "events"))
                .withJobs(JobScript.demo(watched));
        try (SandboxServer server = SandboxServer.start(serve ? options.withTls(tls()) : options)) {
            if (serve) {
                return serve(server.port(), settings);
            }
            if (!settings.get(OutputOptions.QUIET)) {
                environment.err().println("A sandbox listens on 127.0.0.1:" + server.port() + "; this is the same as");
                environment
                        .err()
                        .println("  tidb-client -H 127.0.0.1:" + server.port() + " -u root --no-password -d " + DATABASE
                                + " -n " + CONNECTIONS + " -t " + Durations.text(watched));
            }
            return runner.run(request(server.port(), watched), settings);
        } catch (IOException e) {
            throw new ConfigException("The sandbox cannot listen on loopback (" + e.getMessage() + ").", e);
        }
    }

    private SandboxTls tls() {
        return SandboxTls.offered(SandboxCertificates.create(clock.instant()).server());
    }

    private int serve(int port, ResolvedSettings settings) {
        boolean quiet = settings.get(OutputOptions.QUIET);
        if (!quiet) {
            environment.err().println("A sandbox listens on 127.0.0.1:" + port + "; this is the same as");
            environment
                    .err()
                    .println("  tidb-client serve -H 127.0.0.1:" + port + " -u root --no-password -d " + DATABASE
                            + " --every 2s");
        }
        Target target = new Target("sandbox", request(port, Duration.ZERO), EVERY_TWO_SECONDS, true);
        ServerPlan plan = ServerPlan.onLoopback(settings.get(ServeOptions.LISTEN));
        return servers.run(
                new ServerRunner.Requested(plan, List.of(target), ServeRequest.Hooks.NONE, Optional.empty()),
                quiet,
                Optional.empty());
    }

    private Duration watched() {
        String wanted = Optional.ofNullable(duration).orElse(serve ? USUAL_WATCH_OF_SERVER : USUAL_WATCH);
        return DurationOption.parse("-t", wanted, SHORTEST_WATCH, LONGEST_WATCH);
    }

    private static CheckRequest request(int port, Duration watched) {
        List<ConnectionSettings> connections = IntStream.rangeClosed(1, CONNECTIONS)
                .mapToObj(number -> connection("c" + number, port))
                .toList();
        return new CheckRequest(
                new ConnectionPlan(connections),
                watched,
                INTERVAL,
                CONNECTIONS,
                false,
                Optional.empty(),
                new RetrySettings(3, Duration.ofMillis(100), Duration.ofSeconds(5)),
                new BreakerSettings(5, Duration.ofSeconds(60), Duration.ofSeconds(30), 3),
                1,
                Duration.ZERO);
    }

    private static ConnectionSettings connection(String name, int port) {
        return new ConnectionSettings(
                name,
                new ServerAddress("127.0.0.1", port),
                "root",
                Secret.EMPTY,
                List.of(DATABASE),
                TlsSettings.of(SslMode.PREFERRED),
                new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5)));
    }
}
