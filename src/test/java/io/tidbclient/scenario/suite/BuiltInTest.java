package io.tidbclient.scenario.suite;

import io.tidbclient.scenario.Scenario;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class BuiltInTest {
    private static final Path FOLDER = Path.of("src/main/resources/io/tidbclient/scenario/suite");

    @Test
    void every_script_is_in_the_index_and_the_other_way_round() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER, 2)) {
            List<String> scripts = files.filter(file -> file.toString().endsWith(".yaml"))
                    .map(file -> FOLDER.relativize(file).toString().replace(".yaml", ""))
                    .filter(name -> !name.equals("template"))
                    .toList();
            assertThat(BuiltIn.all()).extracting(BuiltIn::name).containsExactlyInAnyOrderElementsOf(scripts);
        }
    }

    @Test
    void every_script_can_be_read_and_no_two_scenarios_have_the_same_name() {
        List<String> names = BuiltIn.all().stream()
                .flatMap(script -> script.scenarios().stream())
                .map(Scenario::name)
                .toList();
        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(70);
    }

    @Test
    void a_suites_name_means_all_of_its_scripts() {
        assertThat(BuiltIn.named("isolation")).hasSize(12);
        assertThat(BuiltIn.named("isolation/p4")).hasSize(1);
        assertThat(BuiltIn.named("iso")).isEmpty();
    }
}
