package io.tidbclient.cli.isolation;

import io.tidbclient.cli.SettingsCommand;
import io.tidbclient.cli.SettingsReader;
import io.tidbclient.config.CommandSettings;
import io.tidbclient.config.ConnectionPlan;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.config.Setting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;

/** Verifies which isolation a server provides. */
@Command(
        name = "verify-isolation",
        mixinStandardHelpOptions = true,
        description = {
            "Runs random transactions of several sessions, and checks which consistency models their history rules out.",
            "",
            "The transactions append to lists and read them, in a private database, which is dropped afterwards. Exit code 0"
                    + " when no anomaly was found that rules out the expected model, 1 when one was. No anomaly is evidence,"
                    + " not a proof.",
            "",
            "With several servers of one cluster, -H db1 -H db2, the sessions are spread over them in turn."
        })
public class VerifyIsolationCommand implements Callable<Integer>, SettingsCommand {
    private final SettingsReader reader;
    private final VerificationRunner runner;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Random seed; reuse it to generate the same transactions.")
    Long seed;

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "Write the history to a file, for 'tidb-client history check' and 'history convert'.")
    Path history;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write the verdict to a file as an HTML page with a picture of each cycle.")
    Path page;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write a JUnit report to a file as well.")
    Path junit;

    @Spec
    CommandSpec spec;

    VerifyIsolationCommand(SettingsReader reader, VerificationRunner runner) {
        this.reader = reader;
        this.runner = runner;
    }

    @Override
    public List<Setting<?>> settings() {
        return CommandSettings.VERIFY_ISOLATION;
    }

    @Override
    public Integer call() {
        ResolvedSettings settings = reader.read(spec, settings());
        TransactionSettings transactions = new TransactionSettings(settings);
        VerificationRunner.VerificationRequest request = new VerificationRunner.VerificationRequest(
                transactions.plan(seed == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000_000) : seed),
                transactions.expected(),
                new RequestedFiles(
                        Optional.ofNullable(history), Optional.ofNullable(page), Optional.ofNullable(junit)));
        return runner.run(request, servers(ConnectionPlan.from(settings, reader::password)), settings);
    }

    /** One connection to each, in the order given. */
    private static List<ConnectionSettings> servers(ConnectionPlan plan) {
        Map<ServerAddress, ConnectionSettings> servers = new LinkedHashMap<>();
        plan.connections().forEach(connection -> servers.putIfAbsent(connection.target(), connection));
        return List.copyOf(servers.values());
    }
}
