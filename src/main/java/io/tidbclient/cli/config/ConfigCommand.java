package io.tidbclient.cli.config;

import io.tidbclient.cli.NounWithoutVerb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/** The noun; its verbs do the work. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Shows, validates or creates the configuration.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ConfigShowCommand.class, ConfigValidateCommand.class, ConfigInitCommand.class})
public class ConfigCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        throw NounWithoutVerb.of(spec);
    }
}
