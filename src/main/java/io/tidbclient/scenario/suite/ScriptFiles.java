package io.tidbclient.scenario.suite;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.Nearest;
import io.tidbclient.config.PasswordFile;
import io.tidbclient.config.Quoted;
import io.tidbclient.config.Secret;
import io.tidbclient.config.TextFile;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.script.Passwords;
import io.tidbclient.scenario.script.ScriptReader;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
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
     * The scenarios of a file, a built-in script or a whole suite.
     *
     * @throws ConfigException when there is none of that name, or a script has a mistake
     */
    public List<Scenario> read(String name) {
        List<BuiltIn> builtIn = isFile(name) ? List.of() : builtIn(name);
        if (builtIn.isEmpty()) {
            Path file = path(name);
            return new ScriptReader(name, new FromEnvironment(file))
                    .read(TextFile.at(file).read("the scenario"));
        }
        List<Scenario> scenarios = new ArrayList<>();
        builtIn.forEach(script -> scenarios.addAll(script.scenarios()));
        return scenarios;
    }

    /**
     * The texts of the scripts of that name, as they are.
     *
     * @throws ConfigException when there is none
     */
    public List<String> texts(String name) {
        return isFile(name)
                ? List.of(TextFile.at(path(name)).read("the scenario"))
                : builtIn(name).stream().map(BuiltIn::text).toList();
    }

    /** The names of what is built in: suites and scripts. */
    public static Stream<String> builtInNames() {
        return BuiltIn.all().stream()
                .map(BuiltIn::name)
                .flatMap(script -> Stream.of(script.substring(0, script.indexOf('/')), script))
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
