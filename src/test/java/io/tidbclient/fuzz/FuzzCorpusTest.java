package io.tidbclient.fuzz;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** Each input that is kept for a fuzz target has the target's properties, also without a fuzzer. */
class FuzzCorpusTest {
    private static final Path SOURCES = Path.of("src/test/java");
    private static final Path CORPUS = Path.of("fuzz/corpus");
    private static final String SUFFIX = "Fuzz.java";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TestFactory
    Stream<DynamicTest> every_input_of_the_corpus_has_the_properties() throws IOException {
        return targets().stream()
                .flatMap(source -> inputs(source).stream()
                        .map(input -> DynamicTest.dynamicTest(
                                name(source) + " " + input.getFileName(),
                                () -> assertTimeoutPreemptively(LIMIT, () -> run(source, Files.readAllBytes(input))))));
    }

    @TestFactory
    Stream<DynamicTest> every_target_has_a_corpus_and_every_corpus_a_target() throws IOException {
        List<String> names = targets().stream().map(FuzzCorpusTest::name).toList();
        List<String> folders = list(CORPUS).stream()
                .map(folder -> folder.getFileName().toString())
                .toList();
        return Stream.of(DynamicTest.dynamicTest(
                "the folders of fuzz/corpus", () -> assertThat(folders).containsExactlyInAnyOrderElementsOf(names)));
    }

    private static void run(Path source, byte[] input) throws Throwable {
        Class<?> target = Class.forName(
                SOURCES.relativize(source).toString().replace(".java", "").replace('/', '.'));
        MethodHandle method = MethodHandles.lookup()
                .findStatic(target, "fuzzerTestOneInput", MethodType.methodType(void.class, byte[].class));
        method.invoke(input);
    }

    private static List<Path> targets() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> inputs(Path source) {
        return list(CORPUS.resolve(name(source)));
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path source) {
        return source.getFileName().toString().replace(SUFFIX, "");
    }
}
