package io.tidbclient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What users read is plain technical English: help, messages, documentation. Help is made of string literals, and docs/ has
 * a copy of it.
 */
class LanguageTest {
    private static final Pattern UNWANTED = Pattern.compile(
            "\\b(told|tells?|nobody|for\\s+ever|so\\s+many|so\\s+long|as\\s+good\\s+as\\s+any|left\\s+alone|hung\\s+up|broke\\s+off)\\b",
            Pattern.CASE_INSENSITIVE);

    /** A comment, a text block, a string, a character, or what stands between two strings that are one. */
    private static final Pattern TOKEN = Pattern.compile("""
            (?<comment>/\\*(?s:.*?)\\*/|//[^\\n]*)|""\"(?<block>(?s:.*?))(?<!\\\\)""\"\
            |"(?<text>(?:\\\\.|[^"\\\\\\n])*)"(?<joined>\\s*\\+\\s*(?="))?|'(?:\\\\.|[^'\\\\\\n])+'""");

    @Test
    void messages_and_help_are_plain_english() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(Path.of("src", "main", "java"), ".java")) {
            for (String literal : literals(Files.readString(file))) {
                check(file, literal, found);
            }
        }

        assertThat(found).isEmpty();
    }

    @Test
    void documentation_is_plain_english() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("README.md"), Path.of("CHANGELOG.md")));
        for (String ending : List.of(".md", ".json", ".1")) {
            pages.addAll(files(Path.of("docs"), ending));
        }
        List<String> found = new ArrayList<>();
        for (Path page : pages) {
            check(page, Files.readString(page), found);
        }

        assertThat(pages).hasSizeGreaterThan(20);
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            x("it is told");                | it is told
            x("waits so "\\n        + "long"); | waits so long
            // "nobody"                     | ``
            /** tells */ y('"', "fine");    | fine
            """)
    void literals_are_read_across_lines_and_without_comments(String source, String literal) {
        assertThat(String.join("|", literals(source.replace("\\n", "\n")))).isEqualTo(literal);
    }

    private static void check(Path file, String text, List<String> found) {
        Matcher unwanted = UNWANTED.matcher(text);
        while (unwanted.find()) {
            String around =
                    text.substring(Math.max(0, unwanted.start() - 40), Math.min(text.length(), unwanted.end() + 20));
            found.add(file + ": " + around.replaceAll("\\s+", " "));
        }
    }

    private static List<String> literals(String source) {
        List<String> literals = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        Matcher token = TOKEN.matcher(source);
        while (token.find()) {
            if (token.group("block") != null) {
                literals.add(token.group("block"));
            } else if (token.group("text") != null) {
                literal.append(token.group("text"));
                if (token.group("joined") == null) {
                    literals.add(literal.toString());
                    literal.setLength(0);
                }
            }
        }
        return literals;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
