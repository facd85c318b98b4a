package io.tidbclient;

import io.quarkus.picocli.runtime.annotations.TopCommand;
import io.tidbclient.cli.CommandTree;
import io.tidbclient.cli.HelpPrinter;
import io.tidbclient.cli.SettingsCommand;
import io.tidbclient.cli.VersionText;
import io.tidbclient.cli.check.CheckCommand;
import io.tidbclient.cli.check.NamedCheckCommand;
import io.tidbclient.cli.check.WaitCommand;
import io.tidbclient.cli.completion.CompleteCommand;
import io.tidbclient.cli.completion.CompletionCommand;
import io.tidbclient.cli.config.ConfigCommand;
import io.tidbclient.cli.help.HelpCommand;
import io.tidbclient.cli.help.VersionCommand;
import io.tidbclient.cli.imports.ImportsCommand;
import io.tidbclient.cli.isolation.HistoryCommand;
import io.tidbclient.cli.isolation.VerifyIsolationCommand;
import io.tidbclient.cli.report.ReportCommand;
import io.tidbclient.cli.run.RunCommand;
import io.tidbclient.cli.run.ScenariosCommand;
import io.tidbclient.cli.sandbox.DemoCommand;
import io.tidbclient.cli.sandbox.SandboxCommand;
import io.tidbclient.cli.serve.ServeCommand;
import io.tidbclient.config.Setting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.concurrent.Callable;

/** The command tree. Without a subcommand it is the check. */
@TopCommand
@Command(
        name = "tidb-client",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = {
            "Proves that connections to TiDB work, and watches its import jobs.",
            "",
            "Connects, asks which server answers and what the user may do there, and follows the active import jobs."
                    + " Every option can also be set by the variable named with it, or in a configuration file."
        },
        synopsisSubcommandLabel = "[COMMAND]")
public class TidbClient implements Callable<Integer>, SettingsCommand, CommandTree {
    private static final List<Class<?>> COMMANDS = List.of(
            NamedCheckCommand.class,
            WaitCommand.class,
            ServeCommand.class,
            ImportsCommand.class,
            RunCommand.class,
            ScenariosCommand.class,
            VerifyIsolationCommand.class,
            HistoryCommand.class,
            ReportCommand.class,
            DemoCommand.class,
            SandboxCommand.class,
            ConfigCommand.class,
            CompletionCommand.class,
            HelpCommand.class,
            VersionCommand.class,
            CompleteCommand.class);

    private final CheckCommand check;

    @Option(names = HelpPrinter.ALL, description = "Show the help with every option of the check, and exit.")
    boolean helpAll;

    @Spec
    CommandSpec spec;

    TidbClient(CheckCommand check) {
        this.check = check;
    }

    @Override
    public List<Class<?>> commands() {
        return COMMANDS;
    }

    @Override
    public List<Setting<?>> settings() {
        return check.settings();
    }

    @Override
    public Integer call() {
        return check.runOrIntroduce(spec);
    }
}
