package io.tidbclient.cli.imports;

import io.tidbclient.cli.SettingsCommand;
import io.tidbclient.cli.SettingsReader;
import io.tidbclient.cli.imports.ImportsRequest.Result;
import io.tidbclient.config.CommandSettings;
import io.tidbclient.config.ConnectionPlan;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.Setting;
import io.tidbclient.importjob.JobInterest;
import io.tidbclient.importjob.run.ImportRequest.Patience;
import io.tidbclient.importjob.run.ImportVerdict;
import io.tidbclient.output.imports.ListingKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** Lists import jobs. */
@Command(
        name = "list",
        aliases = "ls",
        mixinStandardHelpOptions = true,
        description = {
            "Lists import jobs: running first, then pending, then ended, the most recent first.",
            "",
            "All jobs that the server still lists, unless filtered. Columns that do not fit the terminal are cut or"
                    + " omitted; --wide, a pipe and -o json|ndjson|csv have all of them. A single poll cannot"
                    + " measure speed: use 'imports watch'."
        })
public class ImportsListCommand implements Callable<Integer>, SettingsCommand {
    private final SettingsReader reader;
    private final ImportsRunner runner;

    @Mixin
    JobFilter filter;

    @Spec
    CommandSpec spec;

    ImportsListCommand(SettingsReader reader, ImportsRunner runner) {
        this.reader = reader;
        this.runner = runner;
    }

    @Override
    public List<Setting<?>> settings() {
        return CommandSettings.IMPORTS_QUERY;
    }

    @Override
    public Integer call() {
        ResolvedSettings settings = reader.read(spec, settings());
        JobInterest interest = filter.interest();
        ConnectionPlan plan = ConnectionPlan.from(settings, reader::password);
        return runner.run(ImportsRequest.query(
                settings,
                plan,
                interest,
                Patience.of(settings),
                new Result(ListingKind.LIST, Set.of(), filter.criteria(Set.of()), ImportVerdict.polled())));
    }
}
