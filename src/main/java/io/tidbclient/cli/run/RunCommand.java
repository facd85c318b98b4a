package io.tidbclient.cli.run;

import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.SettingsCommand;
import io.tidbclient.cli.SettingsReader;
import io.tidbclient.cli.completion.Candidate;
import io.tidbclient.cli.completion.CompletesParameters;
import io.tidbclient.config.CommandSettings;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ConnectionPlan;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.RunOptions;
import io.tidbclient.config.Setting;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.run.ScenarioOrder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;

/** Runs scenarios. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs scenarios: several sessions that execute steps in a prescribed order, with expectations.",
            "",
            "A scenario is a YAML file or a built-in one ('tidb-client scenarios list'). Each runs in a private database,"
                    + " which is dropped afterwards. Exit code 0 when all expectations are met, 1 when one is not."
        })
public class RunCommand implements Callable<Integer>, SettingsCommand, CompletesParameters {
    private final SettingsReader reader;
    private final ScenarioRunner runner;
    private final Scripts scripts;
    private final ProcessEnvironment environment;

    @Spec
    CommandSpec spec;

    @Parameters(
            paramLabel = "SCENARIO",
            description = "A script's file, a folder of *.yaml files, or the name of a built-in script or suite:"
                    + " isolation, isolation/p4.")
    List<String> names = new ArrayList<>();

    @Option(
            names = "--list",
            description = "List each built-in scenario and exit; 'scenarios list' has one line per script.")
    boolean list;

    @Option(names = "--show", description = "As 'scenarios show': print the named scripts and exit.")
    boolean show;

    @Option(
            names = "--new",
            paramLabel = "NAME",
            description = "As 'scenarios new': write NAME.yaml, a commented example scenario.")
    String newScript;

    @Option(
            names = "--repeat",
            paramLabel = "COUNT",
            defaultValue = "1",
            description = "Number of runs of each" + " scenario.")
    int repeat;

    @Option(
            names = "--order",
            paramLabel = "NUMBER",
            description = "Run only this order of the steps, as results number them; 1 is the script's.")
    Integer order;

    @Option(
            names = "--dry-run",
            description = "Print the scenarios and the orders of their steps on a TiDB, connect to nothing, and exit.")
    boolean dryRun;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "timeline",
            description = "How text shows the steps: timeline, a column for each session where a result is not as"
                    + " expected (default), or lines, a line for each step of every result without times, which can be"
                    + " compared with those of another run.")
    String format;

    @Option(
            names = "--at-once",
            paramLabel = "COUNT",
            defaultValue = "1",
            description = "Number of scenarios that run at the same time, each in its own database (default: 1).")
    int atOnce;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "Random seed; reuse it to reproduce a run.")
    Long seed;

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description =
                    "Record every operation with start and end in a file, one JSON object per line; 'history check' reads the"
                            + " histories of workloads with 'append-list' in it.")
    Path history;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description =
                    "Write the results to a file as an HTML page: timelines, the table of anomalies, and pictures of what"
                            + " the histories of workloads with 'append-list' show.")
    Path report;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write a JUnit report to a file as well.")
    Path junit;

    RunCommand(SettingsReader reader, ScenarioRunner runner, Scripts scripts, ProcessEnvironment environment) {
        this.reader = reader;
        this.runner = runner;
        this.scripts = scripts;
        this.environment = environment;
    }

    @Override
    public List<Setting<?>> settings() {
        return CommandSettings.RUN;
    }

    @Override
    public List<Candidate> candidates() {
        return scripts.candidates();
    }

    @Override
    public Integer call() {
        if (newScript != null) {
            environment.out().println("Wrote " + scripts.writeNew(newScript, "--new: ") + ".");
            return ExitCode.OK.code();
        }
        if (list) {
            scripts.list(environment.out());
            return ExitCode.OK.code();
        }
        if (names.isEmpty()) {
            throw new ConfigException(
                    "No scenario given; name a file, a folder or a built-in scenario ('tidb-client scenarios list').");
        }
        if (show) {
            scripts.show(names, environment.out());
            return ExitCode.OK.code();
        }
        positive("--repeat", repeat, 10_000);
        positive("--at-once", atOnce, 1000);
        if (order != null) {
            positive("--order", order, 1001);
        }
        ResolvedSettings settings = reader.read(spec, settings());
        FoundMistakes mistakes = new FoundMistakes();
        List<Scenario> scenarios = scripts.read(names, mistakes);
        mistakes.throwAll();
        if (dryRun) {
            DryRun.lines(scenarios, seed()).forEach(line -> environment.out().println(line.plain()));
            return ExitCode.OK.code();
        }
        ConnectionPlan plan = ConnectionPlan.from(settings, reader::password);
        return runner.run(
                new ScenarioRunner.RunRequest(
                        scenarios,
                        new ScenarioOrder.Pace(
                                repeat,
                                atOnce,
                                settings.get(RunOptions.FAIL_FAST),
                                order == null ? OptionalInt.empty() : OptionalInt.of(order)),
                        seed(),
                        StepsForm.named(format),
                        Optional.ofNullable(history),
                        Optional.ofNullable(junit),
                        Optional.ofNullable(report)),
                plan,
                settings);
    }

    private long seed() {
        return seed == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000_000) : seed;
    }

    private static void positive(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new ConfigException("%s: %d is out of range; give 1 to %d.".formatted(option, value, most));
        }
    }
}
