package io.tidbclient.cli.run;

import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.completion.Candidate;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.Nearest;
import io.tidbclient.config.PasswordFile;
import io.tidbclient.config.Quoted;
import io.tidbclient.config.Secret;
import io.tidbclient.config.TextFile;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.script.Passwords;
import io.tidbclient.scenario.script.ScriptReader;
import io.tidbclient.scenario.suite.BuiltIn;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds scripts by the names on the command line: files, and what is built in. */
@ApplicationScoped
class Scripts {
    private final ProcessEnvironment environment;

    Scripts(ProcessEnvironment environment) {
        this.environment = environment;
    }

    /** The scenarios of all scripts named, in their order. */
    List<Scenario> read(List<String> names) {
        List<Scenario> scenarios = new ArrayList<>();
        for (String name : names) {
            List<BuiltIn> builtIn = isFile(name) ? List.of() : builtIn(name);
            if (builtIn.isEmpty()) {
                Path file = path(name);
                scenarios.addAll(new ScriptReader(name, new FromEnvironment(file))
                        .read(TextFile.at(file).read("the scenario")));
            } else {
                builtIn.forEach(script -> scenarios.addAll(script.scenarios()));
            }
        }
        return scenarios;
    }

    /** Prints what is built in. */
    void list(PrintStream out) {
        List<BuiltIn> all = BuiltIn.all();
        int widest =
                all.stream().mapToInt(script -> script.name().length()).max().orElse(0);
        for (BuiltIn script : all) {
            for (Scenario scenario : script.scenarios()) {
                out.println(script.name() + " ".repeat(widest - script.name().length()) + "  " + scenario.name());
            }
        }
    }

    /** What is built in, as values of {@code run}: suites and scripts. */
    List<Candidate> candidates() {
        return builtInNames().map(name -> new Candidate(name, "built in")).toList();
    }

    /** Prints scripts as they are. */
    void show(List<String> names, PrintStream out) {
        for (String name : names) {
            if (isFile(name)) {
                out.print(TextFile.at(path(name)).read("the scenario"));
            } else {
                builtIn(name).forEach(script -> out.print(script.text()));
            }
        }
    }

    /** Writes a script to begin with; never over another. */
    String writeNew(String name) {
        String file = name.endsWith(".yaml") || name.endsWith(".yml") ? name : name + ".yaml";
        try {
            Files.writeString(path(file), BuiltIn.template(), StandardOpenOption.CREATE_NEW);
            return file;
        } catch (FileAlreadyExistsException e) {
            throw new ConfigException(
                    "--new: " + Quoted.of(file) + " already exists and was not changed; give another name.", e);
        } catch (IOException e) {
            throw new ConfigException(
                    "--new: " + Quoted.of(file) + " cannot be written; give a name in a folder that you may write to.",
                    e);
        }
    }

    /** Whether it can only be meant as a file; a built-in name that is also a file's means the file as ./name. */
    private boolean isFile(String name) {
        return name.endsWith(".yaml")
                || name.endsWith(".yml")
                || name.startsWith("/")
                || name.startsWith(".")
                || (BuiltIn.named(name).isEmpty() && Files.exists(path(name)));
    }

    private static List<BuiltIn> builtIn(String name) {
        List<BuiltIn> found = BuiltIn.named(name);
        if (found.isEmpty()) {
            throw new ConfigException(Quoted.of(name) + " is neither a file nor a built-in scenario"
                    + Nearest.suggestion(
                            name, builtInNames().toList(), "'tidb-client run --list' names those that are built in."));
        }
        return found;
    }

    private static Stream<String> builtInNames() {
        return BuiltIn.all().stream()
                .map(BuiltIn::name)
                .flatMap(script -> Stream.of(script.substring(0, script.indexOf('/')), script))
                .distinct();
    }

    private Path path(String name) {
        try {
            return environment.workingDirectory().resolve(name);
        } catch (InvalidPathException e) {
            throw new ConfigException(Quoted.of(name) + " is not a path; give a file's path.", e);
        }
    }

    /** Passwords of a script's users: files beside the script, and variables. */
    private final class FromEnvironment implements Passwords {
        private final Path script;

        FromEnvironment(Path script) {
            this.script = script;
        }

        @Override
        public Secret fromFile(String file, String what) {
            Path folder = Optional.ofNullable(script.getParent()).orElse(environment.workingDirectory());
            return new PasswordFile(folder.resolve(file)).read(what);
        }

        @Override
        public Secret fromVariable(String variable, String what) {
            String value = environment.environment().get(variable);
            if (value == null) {
                throw new ConfigException(what + ": the variable " + Quoted.of(variable) + " is not set; set it.");
            }
            return Secret.of(value);
        }
    }
}
