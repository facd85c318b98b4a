package io.tidbclient.cli.report;

import io.tidbclient.cli.NounWithoutVerb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/** The noun; its verbs do the work. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Prints a saved JSON report, or merges the reports of several processes.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ReportShowCommand.class, ReportMergeCommand.class})
public class ReportCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        throw NounWithoutVerb.of(spec);
    }
}
