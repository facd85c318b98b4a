package io.tidbclient.importjob;

import io.tidbclient.connection.Row;
import io.tidbclient.fuzz.FuzzInput;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of SHOW IMPORT JOBS with any columns and cells: each line of the input is a row, the first one has the columns' names. */
public final class JobRowsFuzz {
    private JobRowsFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        String[] lines = FuzzInput.text(input).split("\n", 32);
        List<String> columns = lines[0].equals("21") ? Layouts.COLUMNS_21 : List.of(lines[0].split("\t", 32));
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            rows.add(new FakeRow(cells(columns, lines[i].split("\t", -1))));
        }
        JobsAnswer answer =
                new ImportJobReader().read(new FakeSession().answering("SHOW IMPORT JOBS", () -> rows), true);
        if (answer instanceof JobsAnswer.Listed listed) {
            FuzzInput.require(listed.jobs().size() == rows.size(), "a row was lost");
            JobWatch watch = new JobWatch(java.time.Duration.ZERO);
            watch.observe(listed.jobs(), Jobs.NOON, 0);
            watch.observe(listed.jobs().reversed(), Jobs.at(5), 5)
                    .jobs()
                    .forEach(job ->
                            FuzzInput.require(!JobProgress.of(job).detail().isEmpty(), "a job without a description"));
        }
    }

    private static Map<String, String> cells(List<String> columns, String[] texts) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            cells.put(columns.get(i), i < texts.length && !texts[i].equals("NULL") ? texts[i] : null);
        }
        return cells;
    }
}
