package io.tidbclient;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.tidbclient.cli.ClosedStreams;
import io.tidbclient.cli.DroppedFailures;
import io.tidbclient.cli.EarlySignals;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.HistoryActivation;
import io.tidbclient.cli.LocalHostName;
import io.tidbclient.cli.NameLookups;
import io.tidbclient.cli.ShortHelp;
import io.tidbclient.cli.VersionText;
import picocli.CommandLine;

import java.util.List;

/** Where the process begins. */
@QuarkusMain
public final class Main {
    private Main() {}

    /** Runs what the arguments say; ends with its exit code. */
    public static void main(String... arguments) {
        ClosedStreams.takeTheirPlace();
        if (VersionText.isAskedFor(List.of(arguments))) {
            // Nothing else needs to be there for it, no bean, no configuration: it is what installers and scripts ask.
            Runtime.getRuntime().exit(VersionText.print());
        }
        if (ShortHelp.isAskedFor(List.of(arguments))) {
            Runtime.getRuntime().exit(ShortHelp.print());
        }
        if (!hasWorkingDirectory()) {
            System.err.println("tidb-client: The working directory no longer exists; change to one that does.");
            Runtime.getRuntime().exit(ExitCode.USAGE.code());
        }
        LocalHostName.avoidLookup(); // before the next line, since setting a security property is logged
        NameLookups.rememberBriefly();
        HistoryActivation.prepare(List.of(arguments));
        Quarkus.run(Application.class, arguments);
    }

    /** Without one the native binary cannot start; the launcher of the JVM build sees to it for that. */
    private static boolean hasWorkingDirectory() {
        try {
            return !System.getProperty("user.dir").isEmpty();
        } catch (Error noSuchDirectory) {
            return false;
        }
    }

    /** The command line, once everything that commands need exists. */
    public static class Application implements QuarkusApplication {
        private final CommandLine commandLine;

        Application(CommandLine commandLine) {
            this.commandLine = commandLine;
        }

        @Override
        public int run(String... arguments) {
            DroppedFailures.install();
            EarlySignals.endTheProcess();
            if (EarlySignals.isEnding()) {
                return 0; // the signal that ended it has decided on the exit code
            }
            return commandLine.execute(arguments);
        }
    }
}
