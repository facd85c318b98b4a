package io.tidbclient.config;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is given, the worst that happens is a sentence on one line. */
class AnyTextTest {
    private static Path directory;

    @BeforeContainer
    static void makeDirectory() throws IOException {
        directory = Files.createTempDirectory("any");
    }

    @AfterContainer
    static void deleteDirectory() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    @Property
    void for_a_setting_is_a_value_or_a_sentence(@ForAll("settings") Setting<?> setting, @ForAll("texts") String text) {
        try {
            assertThat(setting.parse(text, new Origin.Default())).isNotNull();
        } catch (ConfigException e) {
            assertThat(e.getMessage())
                    .startsWith(new Origin.Default().subject(setting))
                    .endsWith(".")
                    .doesNotContain("\n");
        }
    }

    @Property(tries = 500)
    void in_a_yaml_file_is_understood_or_a_sentence(@ForAll("yaml") String text) {
        assertThatOneLine(
                new Asked(directory).option("-u", "root").file("any.yaml", text).option("--config", "any.yaml"));
    }

    @Property(tries = 500)
    void in_a_my_cnf_is_understood_or_a_sentence(@ForAll("texts") String text) {
        assertThatOneLine(new Asked(directory)
                .option("-u", "root")
                .file("any.cnf", "[client]", text)
                .option("--defaults-file", "any.cnf"));
    }

    @Property(tries = 500)
    void in_a_file_of_any_bytes_is_understood_or_a_sentence(@ForAll byte[] bytes) {
        assertThatOneLine(new Asked(directory)
                .option("-u", "root")
                .file("any.bin", bytes)
                .option("--config", "any.bin")
                .option("--defaults-file", "any.bin")
                .option("--ssl-ca", "any.bin")
                .option("--password-file", "any.bin"));
    }

    private static void assertThatOneLine(Asked asked) {
        assertThat(asked.mistake()).matches("[^\\n]{1,1000}[.?]");
    }

    @Provide
    Arbitrary<Setting<?>> settings() {
        return Arbitraries.of(Settings.ALL);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "[",
                "]",
                ":",
                ",",
                "//",
                "mysql://",
                "@",
                "%",
                "%41",
                "?",
                "&",
                "=",
                "#",
                "'",
                "\"",
                "\\",
                "1",
                "h",
                "::1",
                "-",
                "ms",
                "user",
                "port=",
                "\n",
                "\t",
                "!include x",
                "\u0000",
                "\ud800",
                "é");
        return Arbitraries.oneOf(
                Arbitraries.strings(), pieces.list().ofMaxSize(12).map(list -> String.join("", list)));
    }

    @Provide
    Arbitrary<String> yaml() {
        Arbitrary<String> pieces = Arbitraries.of(
                "user",
                "host",
                "profiles",
                "profile",
                ":",
                " ",
                "\n",
                "  ",
                "- ",
                "{",
                "}",
                "[",
                "]",
                "&a",
                "*a",
                "!!map",
                "? ",
                "'",
                "\"",
                "|",
                ">",
                "#",
                "---",
                "...",
                "<<",
                "~",
                "root",
                ",",
                "%YAML 9.9",
                "\t",
                "\u0007",
                "💾");
        return pieces.list().ofMaxSize(25).map((List<String> list) -> String.join("", list));
    }
}
