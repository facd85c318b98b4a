package io.tidbclient.yaml;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever stands in a text: it is a tree of values with places in it, or one mistake with a place in it. */
class AnyYamlTest {
    @Property(tries = 500)
    void any_text_is_values_or_a_mistake(@ForAll String text) {
        read(text);
    }

    /** Anchors and aliases wherever they may stand, and where they may not. */
    @Property(tries = 1000)
    void any_knot_of_aliases_is_values_or_a_mistake(@ForAll("knots") String text) {
        read(text);
    }

    @Property(tries = 500)
    void the_only_document_is_the_first_of_all(@ForAll("knots") String text) {
        List<YamlNode> all = new ArrayList<>();
        try {
            all.addAll(YamlDocuments.all(text));
            assertThat(YamlDocuments.single(text)).isEqualTo(all.stream().findFirst());
        } catch (YamlException e) {
            assertThat(all.size()).isNotEqualTo(1);
        }
    }

    private static void read(String text) {
        try {
            YamlDocuments.all(text).forEach(root -> assertThatItIsIn(text, root));
        } catch (YamlException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("null");
            assertThat(e.messageWithoutText()).isNotBlank().doesNotContain("\n");
            assertThatItIsIn(text, e.mark());
        }
    }

    private static void assertThatItIsIn(String text, YamlNode node) {
        assertThatItIsIn(text, node.mark());
        switch (node) {
            case YamlScalar scalar -> assertThat(scalar.text()).isNotNull();
            case YamlSequence list -> list.items().forEach(item -> assertThatItIsIn(text, item));
            case YamlMapping map ->
                map.pairs().forEach(pair -> {
                    assertThatItIsIn(text, pair.key());
                    assertThatItIsIn(text, pair.value());
                });
        }
    }

    private static void assertThatItIsIn(String text, YamlMark mark) {
        assertThat(mark.line()).isBetween(1, text.split("\\R", -1).length + 1);
        assertThat(mark.column()).isBetween(1, text.length() + 2);
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
                        "\n  -",
                        "\n    -",
                        "\n",
                        "\n---\n",
                        " <<:",
                        " ?",
                        " |\n",
                        " !!map",
                        " !!int",
                        " 'x'",
                        " !<a>",
                        " \"\\UFFFFFFFF\"",
                        "\t",
                        "\u0007",
                        "💾",
                        "%YAML 9.9\n")
                .list()
                .ofMaxSize(25)
                .map(parts -> String.join("", parts));
    }
}
