package io.tidbclient.yaml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A text is a tree of values with places, or one mistake with its place. */
class YamlDocumentsTest {
    private static void refuses(String text, int line, int column, String message) {
        YamlException mistake = catchThrowableOfType(YamlException.class, () -> YamlDocuments.all(text));
        assertThat(mistake).hasMessage(message);
        assertThat(mistake.mark()).isEqualTo(new YamlMark(line, column));
    }

    @Test
    void values_have_their_places_and_types() {
        YamlMapping root = (YamlMapping) YamlDocuments.single("a: 1\nb:\n  - 'x y'\n  - ~\nc: {d: yes, e: 1.5}\n")
                .orElseThrow();

        assertThat(root.mark()).isEqualTo(new YamlMark(1, 1));
        assertThat(root.pairs().get(0).value())
                .isEqualTo(new YamlScalar(new YamlMark(1, 4), YamlScalar.Type.INTEGER, "1"));
        assertThat(root.pairs().get(1).value())
                .isEqualTo(new YamlSequence(
                        new YamlMark(3, 3),
                        List.of(
                                new YamlScalar(new YamlMark(3, 5), YamlScalar.Type.TEXT, "x y"),
                                new YamlScalar(new YamlMark(4, 5), YamlScalar.Type.NULL, "~"))));
        YamlMapping last = (YamlMapping) root.pairs().get(2).value();
        assertThat(last.pairs().get(0).value())
                .isEqualTo(new YamlScalar(new YamlMark(5, 8), YamlScalar.Type.BOOLEAN, "yes"));
        assertThat(last.pairs().get(1).value())
                .isEqualTo(new YamlScalar(new YamlMark(5, 16), YamlScalar.Type.FLOAT, "1.5"));
    }

    @ParameterizedTest
    @CsvSource({"1_000,INTEGER", "12:30:00,INTEGER", "0x1f,INTEGER", "'''7''',TEXT", "!!str 7,TEXT", "2024-01-31,TEXT"})
    void a_plain_value_has_the_type_that_yaml_gives_it(String text, YamlScalar.Type type) {
        assertThat(YamlDocuments.single(text))
                .get()
                .isInstanceOfSatisfying(
                        YamlScalar.class, scalar -> assertThat(scalar.type()).isEqualTo(type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# nothing but a comment"})
    void a_text_without_a_document_has_no_root(String text) {
        assertThat(YamlDocuments.all(text)).isEmpty();
        assertThat(YamlDocuments.single(text)).isEmpty();
    }

    @Test
    void documents_come_in_their_order_and_a_single_one_has_none_beside_it() {
        String two = "a\n---\nb\n";

        assertThat(YamlDocuments.all(two))
                .extracting(YamlNode::mark)
                .containsExactly(new YamlMark(1, 1), new YamlMark(3, 1));
        assertThatThrownBy(() -> YamlDocuments.single(two))
                .isInstanceOfSatisfying(
                        YamlException.class, e -> assertThat(e.mark()).isEqualTo(new YamlMark(2, 1)))
                .hasMessage("a second YAML document begins here; keep one in this file");
    }

    @Test
    void entries_report_what_is_no_name_or_stands_twice_and_keep_the_first() {
        List<String> reported = new ArrayList<>();
        YamlMistakes mistakes = new YamlMistakes() {
            @Override
            public void report(YamlNode node, String what) {
                reported.add(node.mark().line() + ":" + node.mark().column() + " " + what);
            }

            @Override
            public String quoted(String text) {
                return "<" + text + ">";
            }
        };
        YamlNode root = YamlDocuments.single("a: 1\n? [b]\n: 2\na: 3\n").orElseThrow();

        Map<String, YamlEntry> entries = root.entries("it", "names", mistakes);
        YamlEntry first = entries.get("a");
        first.value().entries("a", "a map", mistakes);

        assertThat(entries).hasSize(1);
        assertThat(first.value().mark()).isEqualTo(new YamlMark(1, 4));
        assertThat(reported)
                .containsExactly(
                        "2:3 a key is a list; give a name",
                        "4:1 <a> was already given in line 1; remove one of them",
                        "1:4 a is a single value; give a map");
    }

    @Test
    void an_alias_within_what_it_stands_for_is_refused() {
        String why = "the alias '*x' refers to itself; write out what is meant";

        refuses("steps: &x\n  - repeat: 2\n    steps: *x\n", 3, 12, why);
        refuses("&x {scenario: *x}\n", 1, 15, why);
        refuses("sessions: &x {a: *x}\n", 1, 18, why);
        refuses("&a@b [*a@b]\n", 1, 7, "the alias refers to itself; write out what is meant");
    }

    @Test
    void an_alias_that_comes_after_its_anchor_is_what_it_stands_for() {
        YamlMapping root =
                (YamlMapping) YamlDocuments.single("a: &x [1, 2]\nb: *x\n").orElseThrow();

        assertThat(root.pairs().get(1).value()).isSameAs(root.pairs().get(0).value());
    }

    @Test
    void few_lines_that_make_a_great_many_values_are_refused() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            text.append("a%d: &a%d [".formatted(i, i))
                    .append(("*a" + (i - 1) + ", ").repeat(10))
                    .append("]\n");
        }

        refuses(
                text.toString(),
                6,
                55,
                "the document has more than 1000000 values here, with all aliases written out; make it smaller");
    }

    @Test
    void deep_nesting_is_refused_with_its_place_also_by_aliases() {
        String why = "maps and lists are nested more than 30 levels deep; check brackets and aliases";

        refuses("steps: " + "[".repeat(100_000), 1, 38, why);
        refuses(
                "a: &a " + "[".repeat(20) + "]".repeat(20) + "\nb: " + "[".repeat(20) + "*a" + "]".repeat(20),
                2,
                24,
                why);
    }

    @Test
    void a_character_that_yaml_does_not_know_is_placed() {
        refuses(
                "scenario: s\nsessions: [a\u0007]\n",
                2,
                13,
                "this character cannot stand in YAML; write it with an escape in double quotes");
    }

    @Test
    void a_tag_whose_escapes_stand_for_blanks_is_refused() {
        assertThatThrownBy(() -> YamlDocuments.all("a: !x%20 1"))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining("this tag is not valid; remove it");
    }

    @Test
    void an_escape_of_no_character_is_placed() {
        refuses(
                "scenario: s\nsessions: [a, \"\\UFFFFFFFF\"]\n",
                2,
                13,
                "what follows cannot be read as YAML; check its escapes, \\x, \\u and \\U");
    }

    @Test
    void a_mistake_has_a_message_that_quotes_nothing() {
        YamlException undefined =
                catchThrowableOfType(YamlException.class, () -> YamlDocuments.all("password: *geheim\n"));
        assertThat(undefined)
                .hasMessage(
                        "this is not valid YAML (found undefined alias geheim); check indentation, colons and quotes"
                                + " there");
        assertThat(undefined.messageWithoutText())
                .isEqualTo("this is not valid YAML; check indentation, colons, quotes and tags there");

        YamlException open = catchThrowableOfType(YamlException.class, () -> YamlDocuments.all("user: \"geheim"));
        assertThat(open.messageWithoutText())
                .isEqualTo(
                        "this is not valid YAML (found unexpected end of stream); check indentation, colons and quotes there");
    }

    @Test
    void a_class_that_a_tag_names_is_not_loaded() {
        String text = "a: !!java.net.URL ['http://127.0.0.1/']\n";

        YamlException mistake = catchThrowableOfType(YamlException.class, () -> YamlDocuments.all(text));

        assertThat(mistake).hasMessageContaining("(Global tag is not allowed: tag:yaml.org,2002:java.net.URL)");
        assertThat(mistake.mark().line()).isEqualTo(1);
    }
}
