package io.tidbclient.cli.run;

import io.tidbclient.cli.Confirmation;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.Interrupts;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.SettingsCommand;
import io.tidbclient.cli.SettingsReader;
import io.tidbclient.config.CommandSettings;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ConnectionPlan;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.OutputOptions;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.Setting;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.engine.BlockingWork;
import io.tidbclient.engine.Outcome;
import io.tidbclient.output.terminal.StandardStreams;
import io.tidbclient.output.text.Text;
import io.tidbclient.scenario.run.DropResult;
import io.tidbclient.scenario.run.FoundLeftovers;
import io.tidbclient.scenario.run.LeftoverCleaner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.concurrent.Callable;

/** Drops what runs of scenarios left behind. */
@Command(
        name = "clean",
        mixinStandardHelpOptions = true,
        description = {
            "Lists and drops the databases and users that interrupted runs left behind.",
            "",
            "A database is one of a run when its name is tidb_client_ and eight hexadecimal digits, the first a letter; a"
                    + " user when it is tc_, such digits and the name of an account.",
            "",
            "Asks for confirmation; use --yes without a terminal. What has a session in its database is kept. Run it while no"
                    + " run is in progress on the server or its cluster, since a run that is just beginning or reconnecting has"
                    + " no session. Listing the sessions of others needs the privilege PROCESS.",
            "",
            "Exit code 0 when nothing is left behind, and with --dry-run, which drops nothing; 1 when something was not"
                    + " dropped, or when users could not be searched, with --dry-run too; 3 when the server, or a node of the"
                    + " cluster, cannot be reached."
        })
public class ScenariosCleanCommand implements Callable<Integer>, SettingsCommand {
    private final SettingsReader reader;
    private final LeftoverCleaner cleaner;
    private final BlockingWork blocking;
    private final ProcessEnvironment environment;
    private final Interrupts interrupts;

    @Option(names = "--yes", description = "Drop without confirmation.")
    boolean yes;

    @Option(names = "--dry-run", description = "List what would be dropped, drop nothing, and exit.")
    boolean dryRun;

    @Spec
    CommandSpec spec;

    ScenariosCleanCommand(
            SettingsReader reader,
            LeftoverCleaner cleaner,
            BlockingWork blocking,
            ProcessEnvironment environment,
            Interrupts interrupts) {
        this.reader = reader;
        this.cleaner = cleaner;
        this.blocking = blocking;
        this.environment = environment;
        this.interrupts = interrupts;
    }

    @Override
    public List<Setting<?>> settings() {
        return CommandSettings.SCENARIOS_CLEAN;
    }

    @Override
    public Integer call() {
        if (!yes && !dryRun && !StandardStreams.inIsTerminal()) {
            throw new ConfigException("Confirmation requires a terminal; use --yes to drop without it, or --dry-run.");
        }
        ResolvedSettings resolved = reader.read(spec, settings());
        ConnectionPlan plan = ConnectionPlan.from(resolved, reader::password);
        if (plan.size() > 1) {
            throw new ConfigException("One cluster is cleaned at a time; give one -H.");
        }
        try {
            return clean(plan.first(), resolved.get(OutputOptions.QUIET));
        } catch (FailureException e) {
            return failed(e.failure());
        }
    }

    private int clean(ConnectionSettings server, boolean quiet) {
        FoundLeftovers found = onThread(() -> cleaner.find(server));
        boolean asks = !yes && !dryRun && !found.abandoned().isEmpty();
        if (!quiet || asks) {
            LeftoverText.list(found).forEach(this::print);
        }
        if (found.abandoned().isEmpty()) {
            print(LeftoverText.nothing(found));
            return code(found, true);
        }
        if (dryRun) {
            print(LeftoverText.dryRun(found));
            return code(found, true);
        }
        if (asks
                && !new Confirmation(environment, interrupts)
                        .given(LeftoverText.question(found.abandoned().size()))) {
            report("nothing was dropped.");
            return ExitCode.CHECK_FAILED.code();
        }
        DropResult result = onThread(() -> cleaner.drop(server, found.abandoned()));
        result.kept().forEach((leftover, why) -> report(leftover.label() + " was not dropped: " + why));
        print(LeftoverText.dropped(found, result));
        return result.interruption()
                .map(interruption -> failed(interruption.failure()))
                .orElseGet(() -> code(found, result.kept().isEmpty()));
    }

    private static int code(FoundLeftovers found, boolean done) {
        return done && found.usersUnread().isEmpty() ? ExitCode.OK.code() : ExitCode.CHECK_FAILED.code();
    }

    private int failed(Failure failure) {
        report((failure.sentence() + " " + failure.hint()).strip());
        return ExitCode.of(outcome(failure));
    }

    private <T> T onThread(Callable<T> work) {
        return blocking.call(work).await().indefinitely();
    }

    private static Outcome outcome(Failure failure) {
        return switch (failure.kind().category()) {
            case USAGE -> Outcome.INVALID;
            case UNREACHED -> Outcome.UNREACHABLE;
            case USER_REFUSED -> Outcome.DENIED;
            case CHECK -> Outcome.FAILED;
            case TOOL -> Outcome.INTERNAL_ERROR;
        };
    }

    private void print(String line) {
        environment.out().println(Text.of(line).plain());
    }

    private void report(String sentence) {
        environment.err().println("tidb-client: " + Text.of(sentence).plain());
    }
}
