package io.tidbclient.cli.check;

import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.SettingsCommand;
import io.tidbclient.cli.SettingsReader;
import io.tidbclient.config.CheckRequest;
import io.tidbclient.config.CommandSettings;
import io.tidbclient.config.Repetition;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.Setting;
import io.tidbclient.output.terminal.StandardStreams;
import picocli.CommandLine.Model.CommandSpec;

import java.util.List;
import java.util.Optional;
import jakarta.enterprise.context.ApplicationScoped;

/** The check, the tool's main job and its top command. */
@ApplicationScoped
public class CheckCommand implements SettingsCommand {
    private static final String INTRODUCTION = """
            tidb-client checks TiDB connections, watches imports and tests concurrent sessions. Try:
              tidb-client demo                       a first look; needs no server
              tidb-client -H HOST -u USER -p         does it connect?
              tidb-client imports watch -H HOST -u USER -p
              tidb-client --help
            """;

    private final ProcessEnvironment environment;
    private final SettingsReader reader;
    private final CheckRunner runner;
    private final RepeatedCheck repeated;

    CheckCommand(ProcessEnvironment environment, SettingsReader reader, CheckRunner runner, RepeatedCheck repeated) {
        this.environment = environment;
        this.reader = reader;
        this.runner = runner;
        this.repeated = repeated;
    }

    @Override
    public List<Setting<?>> settings() {
        return CommandSettings.CHECK;
    }

    /** As {@link #run}, except that a person who gives nothing at all at a terminal is shown what to try; the exit code. */
    public int runOrIntroduce(CommandSpec spec) {
        boolean words = !spec.commandLine().getParseResult().originalArgs().isEmpty();
        if (words || !StandardStreams.inIsTerminal() || !StandardStreams.errIsTerminal()) {
            return run(spec);
        }
        ResolvedSettings settings = reader.read(spec, settings());
        if (settings().stream().anyMatch(settings::isGiven)) {
            return run(settings);
        }
        environment.err().print(INTRODUCTION);
        return ExitCode.USAGE.code();
    }

    /** Runs the check that {@code spec}'s command line asks for; the exit code. */
    public int run(CommandSpec spec) {
        return run(reader.read(spec, settings()));
    }

    private int run(ResolvedSettings settings) {
        Optional<Repetition> repetition = Repetition.from(settings);
        CheckRequest request = CheckRequest.from(settings, reader::password);
        return repetition.isPresent()
                ? repeated.run(request, repetition.get(), settings)
                : runner.run(request, settings);
    }
}
