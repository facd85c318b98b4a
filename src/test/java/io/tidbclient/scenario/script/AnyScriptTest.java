package io.tidbclient.scenario.script;

import io.tidbclient.config.ConfigException;
import io.tidbclient.scenario.SqlText;
import io.tidbclient.scenario.suite.BuiltIn;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever stands in a file: it is a scenario, or a sentence says what is wrong. */
class AnyScriptTest {
    @Property(tries = 500)
    void any_text_is_a_scenario_or_a_mistake(@ForAll String text) {
        read(text);
    }

    @Property(tries = 500)
    void a_script_with_something_replaced_is_a_scenario_or_a_mistake(
            @ForAll("cuts") int from, @ForAll("cuts") int length, @ForAll("pieces") String piece) {
        String script = BuiltIn.named("isolation/otv").getFirst().text();
        int start = Math.floorMod(from, script.length());
        int end = Math.min(script.length(), start + Math.floorMod(length, 12));
        read(script.substring(0, start) + piece + script.substring(end));
    }

    /** Anchors and aliases wherever they may stand, and where they may not. */
    @Property(tries = 1000)
    void any_knot_of_aliases_is_a_scenario_or_a_mistake(@ForAll("knots") String yaml) {
        read("scenario: s\nsessions: [a, b]\nsteps:" + yaml + "\n");
        read(yaml);
    }

    @Property(tries = 500)
    void a_statement_keeps_everything_but_its_names(@ForAll("statements") String sql) {
        try {
            SqlText text = SqlText.parse(sql);
            assertThat(text.jdbc().chars().filter(c -> c == '?').count())
                    .isGreaterThanOrEqualTo(text.names().size());
            String back = text.jdbc();
            for (String name : text.names()) {
                assertThat(name).matches("[A-Za-z_][A-Za-z0-9_]*");
            }
            assertThat(text.names().isEmpty()).isEqualTo(back.equals(text.written()));
        } catch (IllegalArgumentException expected) {
            assertThat(expected).hasMessageNotContaining("\n");
        }
    }

    private static void read(String text) {
        try {
            assertThat(TestScripts.all(text)).isNotEmpty();
        } catch (ConfigException expected) {
            assertThat(expected.getMessage()).startsWith("s.yaml:").matches("(?s).*[.?]");
        }
    }

    @Provide
    Arbitrary<Integer> cuts() {
        return Arbitraries.integers();
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                "", "\n", ":", "- ", "[", "]", "{", "a", "null", "9", "'", "&x", "*x", "\t", "steps:", "  ", "!!int ");
    }

    @Provide
    Arbitrary<String> knots() {
        return Arbitraries.of(
                        " &x",
                        " *x",
                        " &y",
                        " *y",
                        " [",
                        "]",
                        " {",
                        "}",
                        ",",
                        " a:",
                        " b:",
                        " repeat: 2",
                        " steps:",
                        " SELECT 1",
                        "\n  -",
                        "\n    -",
                        "\n",
                        "\n---\n",
                        " <<:",
                        " ?",
                        " |\n",
                        " !!map",
                        " 'x'",
                        " !<a>",
                        " \"\\UFFFFFFFF\"",
                        "%YAML 9.9\n")
                .list()
                .ofMaxSize(25)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> statements() {
        return Arbitraries.of(
                        "SELECT ", "'", "''", "\"", "`", ":x", ":", "?", "--", " ", "\n", "/*", "*/", "#", "\\", "1",
                        ":=", "a")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }
}
