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
import io.tidbclient.config.Setting;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.engine.BlockingWork;
import io.tidbclient.engine.Outcome;
import io.tidbclient.output.terminal.StandardStreams;
import io.tidbclient.output.text.Text;
import io.tidbclient.scenario.run.FoundLeftovers;
import io.tidbclient.scenario.run.Leftover;
import io.tidbclient.scenario.run.LeftoverCleaner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.Map;
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
            "Exit code 0 when nothing is left behind, 1 when something could not be dropped or was not to be."
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
        ConnectionPlan plan = ConnectionPlan.from(reader.read(spec, settings()), reader::password);
        if (plan.size() > 1) {
            throw new ConfigException("One cluster is cleaned at a time; give one -H.");
        }
        try {
            return clean(plan.first());
        } catch (FailureException e) {
            Failure failure = e.failure();
            report((failure.sentence() + " " + failure.hint()).strip());
            return ExitCode.of(outcome(failure));
        }
    }

    private int clean(ConnectionSettings server) {
        FoundLeftovers found = onThread(() -> cleaner.find(server));
        found.notes().forEach(this::report);
        found.inUse().forEach(leftover -> print("in use        " + leftover.label()));
        found.abandoned().forEach(leftover -> print("left behind   " + leftover.label()));
        if (found.abandoned().isEmpty()) {
            print("Nothing is left behind.");
            return ExitCode.OK.code();
        }
        int count = found.abandoned().size();
        if (dryRun) {
            print("Nothing was dropped (--dry-run).");
            return ExitCode.OK.code();
        }
        String question = count == 1 ? "Drop it?" : "Drop these " + count + " for good?";
        if (!yes && !new Confirmation(environment, interrupts).given(question)) {
            report("nothing was dropped.");
            return ExitCode.CHECK_FAILED.code();
        }
        Map<Leftover, String> kept = onThread(() -> cleaner.drop(server, found.abandoned()));
        kept.forEach((leftover, why) -> report(leftover.label() + " was not dropped: " + why));
        print("%d of %d dropped.".formatted(count - kept.size(), count));
        return kept.isEmpty() ? ExitCode.OK.code() : ExitCode.CHECK_FAILED.code();
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
