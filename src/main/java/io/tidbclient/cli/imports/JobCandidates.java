package io.tidbclient.cli.imports;

import io.tidbclient.cli.SettingsReader;
import io.tidbclient.cli.completion.Candidate;
import io.tidbclient.cli.imports.ImportsRequest.Result;
import io.tidbclient.config.CommandSettings;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ConnectionOptions;
import io.tidbclient.config.ConnectionPlan;
import io.tidbclient.config.Invocation;
import io.tidbclient.config.PasswordPrompt;
import io.tidbclient.config.PasswordResolver;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.Secret;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.config.SettingsResolver;
import io.tidbclient.config.Timeouts;
import io.tidbclient.importjob.JobInterest;
import io.tidbclient.importjob.run.ImportRequest.Patience;
import io.tidbclient.importjob.run.ImportVerdict;
import io.tidbclient.importjob.run.JobCriteria;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.imports.ListingKind;
import io.tidbclient.output.text.TerminalText;
import picocli.CommandLine.Model.CommandSpec;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Import jobs as values on the command line. Only a server that the user named is asked, never one that only a file in the
 * working directory names; only with a password that needs no typing, and for no longer than a person waits for a key.
 */
@ApplicationScoped
class JobCandidates {
    /** How long the server may be silent. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** For all of it: on a JVM that has just started, the client takes longer than the server. */
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final SettingsReader reader;
    private final ImportsRunner runner;

    JobCandidates(SettingsReader reader, ImportsRunner runner) {
        this.reader = reader;
        this.runner = runner;
    }

    /**
     * The ids of the jobs that are wanted, in the order of {@code imports list}; none when the server doesn't answer.
     */
    List<Candidate> of(CommandSpec spec, JobInterest wanted) {
        Invocation invocation = reader.invocation(spec, CommandSettings.IMPORTS_QUERY);
        // A key is pressed faster than a file is read that came with another user's tree: it would name where to log
        // in.
        if (SettingsResolver.readsLocalFile(invocation)) {
            return List.of();
        }
        ResolvedSettings resolved = SettingsResolver.resolve(invocation);
        if (!resolved.isGiven(ConnectionOptions.HOST)) {
            return List.of();
        }
        ConnectionPlan plan =
                ConnectionPlan.from(resolved, JobCandidates::password).within(new Timeouts(PATIENCE, PATIENCE));
        if (plan.size() > 1) {
            return List.of();
        }
        ImportsRequest request = ImportsRequest.query(
                resolved,
                plan,
                wanted,
                Patience.once().within(Optional.of(LIMIT)),
                new Result(ListingKind.LIST, Set.of(), JobCriteria.ALL, ImportVerdict.polled()));
        return runner.silently(request).stream().map(JobCandidates::candidate).toList();
    }

    private static Candidate candidate(JobLine line) {
        String status = TerminalText.clean(line.job().statusText());
        String table = TerminalText.clean(line.job().tableName());
        return new Candidate(String.valueOf(line.job().id()), status + " " + table);
    }

    /** Standard input holds the line that is typed: there is no password on it, and no prompt for one. */
    private static Secret password(ResolvedSettings settings) {
        return new PasswordResolver(new NoPrompt(), InputStream.nullInputStream())
                .resolve(settings)
                .secret();
    }

    private static final class NoPrompt implements PasswordPrompt {
        @Override
        public boolean available() {
            return false;
        }

        @Override
        public Secret ask(String user, ServerAddress target) {
            throw new ConfigException("There is no terminal for a prompt.");
        }
    }
}
