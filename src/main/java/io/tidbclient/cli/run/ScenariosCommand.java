package io.tidbclient.cli.run;

import io.tidbclient.cli.NounWithoutVerb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/** The noun; its verbs do the work. */
@Command(
        name = "scenarios",
        mixinStandardHelpOptions = true,
        description =
                "Lists, prints, creates and validates scenarios, without a server, and drops what runs left behind; 'run'"
                        + " runs them.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ScenariosListCommand.class,
            ScenariosShowCommand.class,
            ScenariosNewCommand.class,
            ScenariosValidateCommand.class,
            ScenariosCleanCommand.class
        })
public class ScenariosCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        throw NounWithoutVerb.of(spec);
    }
}
