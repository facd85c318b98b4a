package io.tidbclient.cli.imports;

import io.tidbclient.cli.SettingsCommand;
import io.tidbclient.cli.SettingsReader;
import io.tidbclient.cli.completion.Candidate;
import io.tidbclient.cli.completion.CompletesParameters;
import io.tidbclient.cli.imports.ImportsRequest.Result;
import io.tidbclient.config.CommandSettings;
import io.tidbclient.config.ConnectionPlan;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.Setting;
import io.tidbclient.importjob.JobInterest;
import io.tidbclient.importjob.run.ImportRequest.Patience;
import io.tidbclient.importjob.run.ImportVerdict;
import io.tidbclient.importjob.run.JobCriteria;
import io.tidbclient.output.imports.ListingKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** Shows all there is to know of jobs. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = {
            "Shows all details of import jobs, and explains the server's terms.",
            "",
            "Exit code 1 when a job is not listed: the id does not exist, or the job belongs to another user, which"
                    + " requires SUPER."
        })
public class ImportsShowCommand implements Callable<Integer>, SettingsCommand, CompletesParameters {
    private final SettingsReader reader;
    private final ImportsRunner runner;
    private final JobCandidates candidates;

    @Parameters(arity = "1..*", paramLabel = "ID", description = "Ids of jobs, as 'imports list' shows them.")
    List<String> ids;

    @Spec
    CommandSpec spec;

    ImportsShowCommand(SettingsReader reader, ImportsRunner runner, JobCandidates candidates) {
        this.candidates = candidates;
        this.reader = reader;
        this.runner = runner;
    }

    @Override
    public List<Setting<?>> settings() {
        return CommandSettings.IMPORTS_QUERY;
    }

    @Override
    public List<Candidate> candidates() {
        return candidates.of(spec, JobInterest.ANY);
    }

    @Override
    public Integer call() {
        ResolvedSettings settings = reader.read(spec, settings());
        ConnectionPlan plan = ConnectionPlan.from(settings, reader::password);
        Set<Long> wanted = JobIds.parse(ids, plan);
        return runner.run(ImportsRequest.query(
                settings,
                plan,
                (job, active, age) -> wanted.contains(job.id()),
                Patience.of(settings),
                new Result(ListingKind.DETAILS, wanted, JobCriteria.ofIds(wanted), ImportVerdict.found(wanted))));
    }
}
