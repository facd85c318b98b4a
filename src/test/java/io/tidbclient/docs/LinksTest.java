package io.tidbclient.docs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Links of pages lead to files and headings that exist, and every page of docs/ can be found from its index. */
class LinksTest {
    @Test
    void links_lead_to_files_and_headings_of_the_project() {
        List<String> dead = new ArrayList<>();
        for (MarkdownPage page : MarkdownPage.all()) {
            for (MarkdownPage.Link link : page.links()) {
                fault(page, link.target()).ifPresent(fault -> dead.add(page.path() + ":" + link.line() + ": " + fault));
            }
        }

        assertThat(dead).isEmpty();
    }

    @Test
    void the_index_has_every_page() throws IOException {
        MarkdownPage index = MarkdownPage.read(Path.of("docs", "README.md"));
        List<String> linked =
                index.links().stream().map(MarkdownPage.Link::target).toList();
        try (Stream<Path> files = Files.walk(Path.of("docs"))) {
            List<String> pages = files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.startsWith(Path.of("docs", "decisions")) && !file.equals(index.path()))
                    .map(file -> Path.of("docs").relativize(file).toString())
                    .toList();

            assertThat(linked).containsAll(pages);
        }
    }

    @Test
    void pictures_are_small() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("docs", "images"))) {
            List<Path> large =
                    files.filter(file -> file.toFile().length() > 300 * 1024).toList();

            assertThat(large).isEmpty();
        }
    }

    @Test
    void pages_for_users_begin_with_a_command() throws IOException {
        Set<String> others = Set.of("ARCHITECTURE.md", "adding-a-state.md", "commands.md");
        try (Stream<Path> files = Files.list(Path.of("docs"))) {
            List<Path> without = files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !others.contains(file.getFileName().toString()))
                    .filter(file -> MarkdownPage.read(file).lines().stream()
                            .limit(8)
                            .noneMatch(line -> line.matches(" *(\\$ )?(.*[ (/])?(tidb-client .+|make .+|bench/.+)")))
                    .toList();

            assertThat(without).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LICENSE              | ''
            nowhere.md           | nowhere.md does not exist
            README.md#commands-2 | README.md has no heading #commands-2
            #what-it-is          | README.md has no heading #what-it-is
            """)
    void dead_links_are_found(String target, String fault) {
        assertThat(fault(MarkdownPage.read(Path.of("README.md")), target).orElse(""))
                .isEqualTo(fault);
    }

    @Test
    void anchors_are_made_as_github_makes_them() {
        MarkdownPage page = new MarkdownPage(
                Path.of("x.md"),
                List.of(
                        "# Import jobs: `tidb-client imports`",
                        "## Which, and why",
                        "## Which, and why",
                        "```",
                        "# code",
                        "```"));

        assertThat(page.anchors())
                .containsExactlyInAnyOrder("import-jobs-tidb-client-imports", "which-and-why", "which-and-why-1");
    }

    private static Optional<String> fault(MarkdownPage page, String target) {
        int hash = target.indexOf('#');
        String name = hash < 0 ? target : target.substring(0, hash);
        Path file =
                name.isEmpty() ? page.path() : page.path().resolveSibling(name).normalize();
        if (!Files.exists(file)) {
            return Optional.of(file + " does not exist");
        }
        if (hash < 0) {
            return Optional.empty();
        }
        String anchor = target.substring(hash + 1);
        return MarkdownPage.read(file).anchors().contains(anchor)
                ? Optional.empty()
                : Optional.of(file + " has no heading #" + anchor);
    }
}
