package io.tidbclient.config;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** The order of mistakes, and how the places where they were made are named. */
class AllMistakesTest {
    private static final Origin OPTION = new Origin.Option("-n");
    private static final Origin VARIABLE = new Origin.Variable("TIDB_CONNECTIONS");
    private static final Origin MY_CNF = new Origin.DefaultsFile("my.cnf", 3);
    private static final Origin FILE = new Origin.File("tidb-client.yaml", 7, Optional.empty());
    private static final Origin PROFILE = new Origin.File("tidb-client.yaml", 9, Optional.of("prod"));

    private final AllMistakes mistakes = new AllMistakes();

    @Test
    void mistakes_are_sorted_by_the_kind_of_their_place_and_by_its_line() {
        report("default", new Origin.Default());
        report("prompt", new Origin.Prompt());
        report("profile", PROFILE);
        report("url in the file", new Origin.Url(new Origin.File("tidb-client.yaml", 8, Optional.empty())));
        report("file", FILE);
        report("my.cnf, line 4", new Origin.DefaultsFile("my.cnf", 4));
        report("my.cnf", MY_CNF);
        report("url in the variable", new Origin.Url(VARIABLE));
        report("variable", VARIABLE);
        report("option", OPTION);

        assertThat(mistakes.sentences())
                .containsExactly(
                        "option",
                        "url in the variable",
                        "variable",
                        "my.cnf",
                        "my.cnf, line 4",
                        "file",
                        "url in the file",
                        "profile",
                        "default",
                        "prompt");
    }

    @Test
    void a_mistake_that_several_checks_meet_counts_once_where_it_was_met_first() {
        assertThat(mistakes.isEmpty()).isTrue();

        report("the same", OPTION);
        report("other", VARIABLE);
        report("the same", PROFILE);

        assertThat(mistakes.isEmpty()).isFalse();
        assertThat(mistakes.sentences()).containsExactly("the same", "other");
    }

    @Test
    void places_are_named_as_the_user_knows_them() {
        assertThat(List.of(OPTION, VARIABLE, MY_CNF, FILE, PROFILE, new Origin.Prompt(), new Origin.Default()))
                .extracting(Origin::describe)
                .containsExactly(
                        "-n",
                        "TIDB_CONNECTIONS",
                        "my.cnf:3",
                        "tidb-client.yaml:7",
                        "tidb-client.yaml:9 (profile prod)",
                        "asked for",
                        "default");
        assertThat(new Origin.Url(OPTION).describe()).isEqualTo("-n");
        assertThat(new Origin.Url(FILE).describe()).isEqualTo("tidb-client.yaml:7: url");
    }

    @Test
    void a_message_begins_with_the_place_and_the_setting() {
        assertThat(List.of(OPTION, VARIABLE, MY_CNF, FILE, PROFILE, new Origin.Prompt(), new Origin.Default()))
                .extracting(origin -> origin.subject(RunOptions.CONNECTIONS))
                .containsExactly(
                        "-n/--connections",
                        "TIDB_CONNECTIONS",
                        "my.cnf:3: connections",
                        "tidb-client.yaml:7: connections",
                        "tidb-client.yaml:9: connections",
                        "connections",
                        "-n/--connections");
        assertThat(new Origin.Url(VARIABLE).subject(LoginOptions.USER)).isEqualTo("TIDB_CONNECTIONS: user");
        assertThat(new Origin.Default().subject(HistoryOptions.KEEP))
                .as("a setting without an option")
                .isEqualTo(HistoryOptions.KEEP.key());
    }

    private void report(String sentence, Origin where) {
        mistakes.report(where, new ConfigException(sentence));
    }
}
