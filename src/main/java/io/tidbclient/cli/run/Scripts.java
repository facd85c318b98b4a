package io.tidbclient.cli.run;

import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.completion.Candidate;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.Nearest;
import io.tidbclient.config.PasswordFile;
import io.tidbclient.config.Quoted;
import io.tidbclient.config.Secret;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.script.Passwords;
import io.tidbclient.scenario.script.ScriptMistakes;
import io.tidbclient.scenario.suite.BuiltIn;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

    /**
     * The scenarios of all scripts named, in their order.
     *
     * @param mistakes is given each mistake, of all of them
     */
    List<Scenario> read(List<String> names, ScriptMistakes mistakes) {
        return names.stream()
                .flatMap(name -> mistakes.attempt(() -> scripts(name)).stream().flatMap(List::stream))
                .flatMap(script ->
                        mistakes.attempt(() -> script.read(mistakes)).stream().flatMap(List::stream))
                .toList();
    }

    /** What one name means: a file, the files of a folder, or what is built in. */
    List<Script> scripts(String name) {
        if (!isFile(name)) {
            return builtIn(name).stream()
                    .map(Script.Suite::new)
                    .map(script -> (Script) script)
                    .toList();
        }
        Path path = path(name);
        if (!Files.isDirectory(path)) {
            return List.of(file(name, path));
        }
        try (Stream<Path> entries = Files.list(path)) {
            List<Script> files = entries.filter(Files::isRegularFile)
                    .filter(entry -> isYaml(entry.toString()))
                    .sorted()
                    .map(entry -> file(inFolder(name, entry), entry))
                    .toList();
            if (files.isEmpty()) {
                throw new ConfigException(
                        Quoted.of(name) + " is a folder without *.yaml files; name a folder of scripts, or a script.");
            }
            return files;
        } catch (IOException | UncheckedIOException e) {
            throw new ConfigException(Quoted.of(name) + " cannot be listed; name a folder that you may read.", e);
        }
    }

    private Script file(String name, Path path) {
        return new Script.InFile(name, path, new FromEnvironment(path));
    }

    private static String inFolder(String folder, Path entry) {
        return folder + (folder.endsWith("/") ? "" : "/") + entry.getFileName();
    }

    /** Prints each scenario that is built in. */
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
        names.stream().flatMap(name -> scripts(name).stream()).forEach(script -> out.print(script.text()));
    }

    /**
     * Writes a script to begin with; never over another.
     *
     * @param what how a message about it begins
     */
    String writeNew(String name, String what) {
        String file = isYaml(name) ? name : name + ".yaml";
        try {
            Files.writeString(path(file), BuiltIn.template(), StandardOpenOption.CREATE_NEW);
            return file;
        } catch (FileAlreadyExistsException e) {
            throw new ConfigException(
                    what + Quoted.of(file) + " already exists and was not changed; give another name.", e);
        } catch (IOException e) {
            throw new ConfigException(
                    what + Quoted.of(file) + " cannot be written; give a name in a folder that you may write to.", e);
        }
    }

    /** Whether it can only be meant as a file; a built-in name that is also a file's means the file as ./name. */
    private boolean isFile(String name) {
        return isYaml(name)
                || name.startsWith("/")
                || name.startsWith(".")
                || (BuiltIn.named(name).isEmpty() && Files.exists(path(name)));
    }

    private static boolean isYaml(String name) {
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    /** The scripts that a name means. */
    static List<BuiltIn> builtIn(String name) {
        List<BuiltIn> found = BuiltIn.named(name);
        if (found.isEmpty()) {
            throw new ConfigException(Quoted.of(name) + " is neither a file nor a built-in scenario"
                    + Nearest.suggestion(
                            name,
                            builtInNames().toList(),
                            "'tidb-client scenarios list' names those that are built in."));
        }
        return found;
    }

    private static Stream<String> builtInNames() {
        return BuiltIn.all().stream()
                .flatMap(script -> Stream.of(script.suite(), script.name()))
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
