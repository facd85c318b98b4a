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

/** Lists the groups of import jobs. */
@Command(
        name = "groups",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the groups of import jobs (IMPORT INTO ... WITH GROUP_KEY=...): the number of pending, running and"
                    + " ended jobs of each, and the rows they have imported. Active groups come first.",
            "",
            "Filters select the jobs that are counted. 'imports wait --group KEY' waits for a group."
        })
public class ImportsGroupsCommand implements Callable<Integer>, SettingsCommand {
    private final SettingsReader reader;
    private final ImportsRunner runner;

    @Mixin
    JobFilter filter;

    @Spec
    CommandSpec spec;

    ImportsGroupsCommand(SettingsReader reader, ImportsRunner runner) {
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
                new Result(ListingKind.GROUPS, Set.of(), filter.criteria(Set.of()), ImportVerdict.polled())));
    }
}
