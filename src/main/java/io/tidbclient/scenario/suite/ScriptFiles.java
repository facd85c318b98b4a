package io.tidbclient.scenario.suite;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.Nearest;
import io.tidbclient.config.PasswordFile;
import io.tidbclient.config.Quoted;
import io.tidbclient.config.Secret;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.script.Passwords;
import io.tidbclient.scenario.script.ScriptMistakes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds scripts by the names that users give: files, and what is built in.
 *
 * @param base what relative paths are relative to; absolute
 * @param environment the variables that a script's passwords may come from
 */
public record ScriptFiles(Path base, Map<String, String> environment) {
    /**
     * What one name means: a file, the {@code *.yaml} files of a folder, a built-in script or a whole suite.
     *
     * @return at least one
     * @throws ConfigException when there is none of that name
     */
    public List<Script> scripts(String name) {
        if (!isFile(name)) {
            return builtIn(name).stream().<Script>map(Script.Suite::new).toList();
        }
        Path path = path(name);
        return Files.isDirectory(path) ? filesOf(name, path) : List.of(file(name, path));
    }

    /**
     * The scenarios of what a name means.
     *
     * @throws ConfigException when there is none of that name, or a script has a mistake
     */
    public List<Scenario> read(String name) {
        return scripts(name).stream()
                .flatMap(script -> script.read(ScriptMistakes.FIRST).stream())
                .toList();
    }

    private List<Script> filesOf(String folder, Path path) {
        try (Stream<Path> entries = Files.list(path)) {
            List<Script> files = entries.filter(Files::isRegularFile)
                    .filter(entry -> isYaml(entry.toString()))
                    .sorted()
                    .map(entry -> file(inFolder(folder, entry), entry))
                    .toList();
            if (files.isEmpty()) {
                throw new ConfigException(Quoted.of(folder)
                        + " is a folder without *.yaml files; name a folder of scripts, or a script.");
            }
            return files;
        } catch (IOException | UncheckedIOException e) {
            throw new ConfigException(Quoted.of(folder) + " cannot be listed; name a folder that you may read.", e);
        }
    }

    private Script file(String name, Path path) {
        return new Script.InFile(name, path, new FromEnvironment(path));
    }

    private static String inFolder(String folder, Path entry) {
        return folder + (folder.endsWith("/") ? "" : "/") + entry.getFileName();
    }

    /** The names of what is built in: suites and scripts. */
    public static Stream<String> builtInNames() {
        return BuiltIn.all().stream()
                .flatMap(script -> Stream.of(script.suite(), script.name()))
                .distinct();
    }

    /**
     * The path of a file.
     *
     * @throws ConfigException for what is no path
     */
    public Path path(String name) {
        try {
            return base.resolve(name);
        } catch (InvalidPathException e) {
            throw new ConfigException(Quoted.of(name) + " is not a path; give a file's path.", e);
        }
    }

    /** Whether it can only be meant as a file; a built-in name that is also a file's means the file as ./name. */
    private boolean isFile(String name) {
        return isYaml(name)
                || name.startsWith("/")
                || name.startsWith(".")
                || (BuiltIn.named(name).isEmpty() && Files.exists(path(name)));
    }

    /** Whether a file of that name is a script. */
    public static boolean isYaml(String name) {
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    /**
     * What is built in by that name: a script, or those of a suite.
     *
     * @throws ConfigException when nothing is
     */
    public static List<BuiltIn> builtIn(String name) {
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

    /** Passwords of a script's users: files beside the script, and variables. */
    private final class FromEnvironment implements Passwords {
        private final Path script;

        FromEnvironment(Path script) {
            this.script = script;
        }

        @Override
        public Secret fromFile(String file, String what) {
            Path folder = Optional.ofNullable(script.getParent()).orElse(base);
            return new PasswordFile(folder.resolve(file)).read(what);
        }

        @Override
        public Secret fromVariable(String variable, String what) {
            String value = environment.get(variable);
            if (value == null) {
                throw new ConfigException(what + ": the variable " + Quoted.of(variable) + " is not set; set it.");
            }
            return Secret.of(value);
        }
    }
}
