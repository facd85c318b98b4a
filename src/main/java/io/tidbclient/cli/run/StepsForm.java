package io.tidbclient.cli.run;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.Quoted;

import java.util.Locale;
import java.util.stream.Stream;

/** How the text of a result shows the steps. */
enum StepsForm {
    /** A column for each session, of results that are not as expected; with {@code --verbose} of all. */
    TIMELINE,
    /** A line for each step of every result, without times. */
    LINES;

    /** The form of that name. */
    static StepsForm named(String name) {
        return Stream.of(values())
                .filter(form -> form.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigException(
                        "--format: " + Quoted.of(name) + " is no form of a result; give timeline or lines."));
    }
}
