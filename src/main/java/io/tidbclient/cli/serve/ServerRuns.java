package io.tidbclient.cli.serve;

import io.tidbclient.check.CheckFactory;
import io.tidbclient.importjob.run.ImportFactory;
import io.tidbclient.importjob.run.JobFold;
import io.tidbclient.serve.monitor.Runs;

import jakarta.enterprise.context.ApplicationScoped;

/** The runs of a server's monitors, made by what makes those of the commands. */
@ApplicationScoped
public class ServerRuns {
    private final CheckFactory checks;
    private final ImportFactory imports;

    ServerRuns(CheckFactory checks, ImportFactory imports) {
        this.checks = checks;
        this.imports = imports;
    }

    Runs runs() {
        return new Runs(checks::prepare, asked -> imports.prepare(asked, JobFold.usual()));
    }
}
