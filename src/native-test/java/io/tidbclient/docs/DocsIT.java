package io.tidbclient.docs;

import io.tidbclient.testing.Thorough;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolProcess;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/** Examples of README and docs/ that need no server but a sandbox print what stands there. */
@Thorough
class DocsIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TestFactory
    Stream<DynamicTest> without_a_server() {
        return Example.on("none").stream()
                .map(example -> dynamicTest(example.place(), () -> example.run("127.0.0.1:9")));
    }

    @TestFactory
    Stream<DynamicTest> on_a_sandbox() {
        return Example.on("sandbox").stream().map(example -> dynamicTest(example.place(), () -> onSandbox(example)));
    }

    @TestFactory
    Stream<DynamicTest> commands_of_pipelines() {
        return Pipeline.on("sandbox").stream()
                .map(pipeline -> dynamicTest(pipeline.place(), () -> onSandbox(pipeline)));
    }

    @Test
    void every_block_with_a_prompt_is_run() {
        List<String> unmarked = new ArrayList<>();
        for (MarkdownPage page : MarkdownPage.all()) {
            for (MarkdownPage.Block block : page.blocks()) {
                if (block.language().equals("console")
                        && block.mark().filter(mark -> mark.startsWith("run: ")).isEmpty()) {
                    unmarked.add(page.path() + ":" + block.line());
                }
            }
        }

        assertThat(unmarked).isEmpty();
        assertThat(Example.on("sandbox").size()).isGreaterThan(3);
    }

    @Test
    void another_output_is_seen() {
        assertThat(Masked.difference(List.of("OK  1 of 1", "…", "end"), List.of("OK 2 of 30", "a", "b", "end")))
                .isEmpty();
        assertThat(Masked.difference(List.of("OK  1 of 1"), List.of("FAILED 2 of 30")))
                .isEqualTo("the page has\nOK N of N\nbut it prints\nFAILED N of N");
    }

    private static void onSandbox(Example example) {
        try (ToolProcess sandbox = sandbox(example.server())) {
            example.run(sandbox.stdout().strip());
        }
    }

    private static void onSandbox(Pipeline pipeline) {
        try (ToolProcess sandbox = sandbox(pipeline.server())) {
            pipeline.run(sandbox.stdout().strip());
        }
    }

    private static ToolProcess sandbox(List<String> words) {
        List<String> arguments = new ArrayList<>(List.of("sandbox"));
        arguments.addAll(words.subList(1, words.size()));
        ToolProcess sandbox =
                ToolCommand.built(arguments.toArray(String[]::new)).start();
        sandbox.awaitStdout(text -> text.endsWith("\n"), LIMIT);
        return sandbox;
    }
}
