package io.tidbclient.docs;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The messages by which docs/troubleshooting.md is searched are those that the tool and its launcher print. */
class TroubleshootingTest {
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    /** Two literals that are one, also across lines. */
    private static final Pattern JOINED = Pattern.compile("(?<!\\\\)\"\\s*\\+\\s*\"");

    private static final Pattern LITERAL = Pattern.compile("\"((?:\\\\.|[^\"\\\\\\n])*)\"");

    @Test
    void messages_in_headings_are_printed_by_the_tool() throws IOException {
        List<String> literals = literals();
        List<String> unknown = new ArrayList<>();
        List<String> messages = messages();
        for (String message : messages) {
            for (String part : message.split("…", -1)) {
                String words = part.strip();
                if (!words.isEmpty() && literals.stream().noneMatch(literal -> literal.contains(words))) {
                    unknown.add(message + ": " + words);
                }
            }
        }

        assertThat(unknown).isEmpty();
        assertThat(messages).hasSizeGreaterThan(20);
    }

    @Test
    void the_messages_that_users_search_for_are_there() {
        assertThat(String.join("\n", page().lines()))
                .containsIgnoringCase("connection refused")
                .containsIgnoringCase("access denied")
                .containsIgnoringCase("unknown database")
                .containsIgnoringCase("no connection available")
                .containsIgnoringCase("too many connections")
                .contains("10080");
    }

    private static List<String> messages() {
        List<String> messages = new ArrayList<>();
        for (String line : page().lines()) {
            Matcher quoted = QUOTED.matcher(line.startsWith("### ") ? line : "");
            while (quoted.find()) {
                messages.add(quoted.group(1));
            }
        }
        return messages;
    }

    private static MarkdownPage page() {
        return MarkdownPage.read(Path.of("docs", "troubleshooting.md"));
    }

    /** String literals of the sources, and the launcher's scripts as they are. */
    private static List<String> literals() throws IOException {
        List<String> literals = new ArrayList<>(
                List.of(Files.readString(Path.of("tidb-client")), Files.readString(Path.of(".mvn", "find-jdk.sh"))));
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                Matcher literal =
                        LITERAL.matcher(JOINED.matcher(Files.readString(file)).replaceAll(""));
                while (literal.find()) {
                    literals.add(literal.group(1));
                }
            }
        }
        return literals;
    }
}
