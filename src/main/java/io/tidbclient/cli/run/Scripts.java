package io.tidbclient.cli.run;

import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.completion.Candidate;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.Quoted;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.script.ScriptMistakes;
import io.tidbclient.scenario.suite.BuiltIn;
import io.tidbclient.scenario.suite.Script;
import io.tidbclient.scenario.suite.ScriptFiles;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
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
        return files().scripts(name);
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
        return ScriptFiles.builtInNames()
                .map(name -> new Candidate(name, "built in"))
                .toList();
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
        String file = ScriptFiles.isYaml(name) ? name : name + ".yaml";
        try {
            Files.writeString(files().path(file), BuiltIn.template(), StandardOpenOption.CREATE_NEW);
            return file;
        } catch (FileAlreadyExistsException e) {
            throw new ConfigException(
                    what + Quoted.of(file) + " already exists and was not changed; give another name.", e);
        } catch (IOException e) {
            throw new ConfigException(
                    what + Quoted.of(file) + " cannot be written; give a name in a folder that you may write to.", e);
        }
    }

    private ScriptFiles files() {
        return new ScriptFiles(environment.workingDirectory(), environment.environment());
    }
}
