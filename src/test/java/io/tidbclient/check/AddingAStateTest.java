package io.tidbclient.check;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import static org.assertj.core.api.Assertions.assertThat;

/** The worked example of docs/adding-a-state.md, applied to the sources and compiled. */
class AddingAStateTest {
    private static final Path SOURCES = Path.of("src/main/java/io/tidbclient");
    private static final Path PAGE = Path.of("docs/adding-a-state.md");
    private static final Pattern STEP =
            Pattern.compile("(?s)\n## \\d+\\. `([^`]+)`\n[^`]*(?:`[^`]+`[^`]*)*?```(java|diff)\n(.*?)\n```\n");

    @TempDir
    private Path folder;

    private Map<String, String> changed;

    @BeforeEach
    void apply_the_page() throws IOException {
        changed = new LinkedHashMap<>();
        for (MatchResult step : STEP.matcher(Files.readString(PAGE)).results().toList()) {
            String file = step.group(1);
            changed.put(
                    file,
                    step.group(2).equals("java")
                            ? step.group(3)
                            : patched(file, Files.readString(SOURCES.resolve(file)), step.group(3)));
        }
    }

    @Test
    void a_state_with_a_finding_takes_eight_files() {
        assertThat(changed.keySet())
                .containsExactly(
                        "check/CheckStates.java",
                        "check/CheckWorkflow.java",
                        "check/ReadingTimeZoneHandler.java",
                        "check/CheckHandlers.java",
                        "check/CheckEvent.java",
                        "output/json/FactFormats.java",
                        "output/ConnectionNews.java",
                        "output/ServerSummary.java");
    }

    @Test
    void the_example_compiles_with_everything_that_handles_events() throws IOException {
        assertThat(compiled(changed)).isEmpty();
    }

    @Test
    void the_compiler_names_the_two_files_that_have_to_handle_the_new_event() throws IOException {
        Map<String, String> without = new LinkedHashMap<>(changed);
        without.remove("output/json/FactFormats.java");
        without.remove("output/ConnectionNews.java");

        assertThat(compiled(without))
                .contains("FactFormats.java", "ConnectionNews.java")
                .contains("the switch statement does not cover all possible input values")
                .contains("the switch expression does not cover all possible input values")
                .contains("2 errors");
    }

    /** What the compiler reports of the changed files and of all others that handle events. */
    private String compiled(Map<String, String> changes) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> change : changes.entrySet()) {
            Path file = folder.resolve("src").resolve(change.getKey());
            Files.createDirectories(file.getParent());
            files.add(Files.writeString(file, change.getValue()));
        }
        files.addAll(handlingEvents(changes));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter report = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-proc:none",
                    "-implicit:none",
                    // All errors at once, as the build reports them.
                    "--should-stop=ifError=FLOW",
                    "-d",
                    Files.createDirectories(folder.resolve("classes")).toString(),
                    "-cp",
                    System.getProperty("java.class.path"));
            compiler.getTask(report, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
        }
        return report.toString();
    }

    private static List<Path> handlingEvents(Map<String, String> changes) throws IOException {
        try (Stream<Path> all = Files.walk(SOURCES)) {
            List<Path> files = new ArrayList<>();
            for (Path file : all.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !changes.containsKey(
                            SOURCES.relativize(path).toString().replace('\\', '/')))
                    .toList()) {
                if (Files.readString(file).contains("CheckEvent")) {
                    files.add(file);
                }
            }
            return files;
        }
    }

    /** The file with the changes of a diff, whose hunks are separated by {@code @@}. */
    private static String patched(String file, String source, String diff) {
        String text = source;
        for (String hunk : diff.split("\n@@\n", -1)) {
            String before = side(hunk, '+');
            assertThat(text).as("the lines of %s that the page shows", file).containsOnlyOnce(before);
            text = text.replace(before, side(hunk, '-'));
        }
        return text;
    }

    /** The lines of a hunk but those that begin with {@code without}. */
    private static String side(String hunk, char without) {
        return String.join(
                        "\n",
                        Arrays.stream(hunk.split("\n", -1))
                                .filter(line -> line.isEmpty() || line.charAt(0) != without)
                                .map(line -> line.isEmpty() ? line : line.substring(1))
                                .toList())
                + "\n";
    }
}
