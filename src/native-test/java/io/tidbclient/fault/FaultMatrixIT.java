package io.tidbclient.fault;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** The rows of the matrix that also run on the JVM build, and what holds for the table as a whole. */
class FaultMatrixIT extends FaultsOnSandbox {
    private static final int FAULTS = 60;
    /** Each start of the JVM takes a second of a processor. */
    private static final int PARALLEL = 4;

    FaultMatrixIT() {
        super(FaultTable.read().stream().filter(FaultRow::sample).toList(), PARALLEL);
    }

    @Test
    void the_table_has_a_cell_for_each_fault_and_command() {
        List<FaultRow> all = FaultTable.read();

        assertThat(all).hasSizeGreaterThanOrEqualTo(FAULTS);
        assertThat(all).allSatisfy(row -> assertThat(row.cells()).hasSize(MatrixCommand.values().length));
        assertThat(all)
                .allSatisfy(row -> assertThat(row.cells().values()).anyMatch(FaultCell.Expected.class::isInstance));
    }

    @Test
    void faults_have_names_and_scenes_of_their_own() {
        Set<String> names = new HashSet<>();
        Set<String> scenes = new HashSet<>();

        assertThat(FaultTable.read()).allSatisfy(row -> {
            assertThat(names.add(row.section() + row.fault()))
                    .as("the name is new")
                    .isTrue();
            assertThat(scenes.add(row.section() + row.scene()))
                    .as("the scene is new")
                    .isTrue();
        });
    }

    @Test
    void every_section_is_run_by_a_class() {
        assertThat(FaultTable.read().stream().map(FaultRow::section).distinct())
                .containsExactly(
                        "Connecting", "Logins", "Statements", "TLS", "Files and streams", "Signals", "MariaDB", "TiDB");
    }
}
