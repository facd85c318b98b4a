package io.tidbclient.cli.imports;

import io.tidbclient.cli.NounWithoutVerb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/** The noun; its verbs do the work. */
@Command(
        name = "imports",
        mixinStandardHelpOptions = true,
        description = {
            "Lists, watches, starts and cancels TiDB's import jobs (IMPORT INTO).",
            "",
            "Each command takes the usual options of a connection; -H may name several clusters where that makes sense."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ImportsListCommand.class,
            ImportsGroupsCommand.class,
            ImportsWatchCommand.class,
            ImportsShowCommand.class,
            ImportsWaitCommand.class,
            ImportsStartCommand.class,
            ImportsCancelCommand.class,
            ImportsReplayCommand.class,
            ImportsReportCommand.class
        })
public class ImportsCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        throw NounWithoutVerb.of(spec);
    }
}
