package io.tidbclient.cli.isolation;

import io.tidbclient.cli.NounWithoutVerb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/** The noun; its verbs do the work. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = "Checks and converts recorded histories of transactions, without a server.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {HistoryCheckCommand.class, HistoryConvertCommand.class})
public class HistoryCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        throw NounWithoutVerb.of(spec);
    }
}
