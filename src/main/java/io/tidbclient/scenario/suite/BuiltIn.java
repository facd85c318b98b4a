package io.tidbclient.scenario.suite;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.Secret;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.script.Passwords;
import io.tidbclient.scenario.script.ScriptReader;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A script that is built in.
 *
 * @param name {@code isolation/g0} for example: suite and script
 */
public record BuiltIn(String name) {
    private static final String FOLDER = "/io/tidbclient/scenario/suite/";

    /** All of them, in the order of the index. */
    public static List<BuiltIn> all() {
        return resource("index.txt")
                .lines()
                .filter(line -> !line.isBlank())
                .map(BuiltIn::new)
                .toList();
    }

    /** Those that a name means: a script's, or a whole suite's; none when there is no such name. */
    public static List<BuiltIn> named(String name) {
        return all().stream()
                .filter(script -> script.name().equals(name) || script.name().startsWith(name + "/"))
                .toList();
    }

    /** The suite it belongs to. */
    public String suite() {
        return name.substring(0, name.indexOf('/'));
    }

    /** Its text, as a user could keep it in a file. */
    public String text() {
        return resource(name + ".yaml");
    }

    /** Its scenarios. */
    public List<Scenario> scenarios() {
        return new ScriptReader(name, new NoPasswords()).read(text());
    }

    /** The script that {@code scenarios new} writes. */
    public static String template() {
        return resource("template.yaml");
    }

    /** Built-in scripts can rely on no files. */
    private static final class NoPasswords implements Passwords {
        @Override
        public Secret fromFile(String file, String what) {
            throw new ConfigException(what + ": a script that is built in has no file; use a user of its own.");
        }

        @Override
        public Secret fromVariable(String variable, String what) {
            throw new ConfigException(what + ": a script that is built in has no variable; use a user of its own.");
        }
    }

    private static String resource(String path) {
        try (InputStream in = BuiltIn.class.getResourceAsStream(FOLDER + path)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + path + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
