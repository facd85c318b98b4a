package io.tidbclient.output.imports;

import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.imports.JobFacts.Fact;
import io.tidbclient.output.job.EndTimes;
import io.tidbclient.output.job.JobColumns;
import io.tidbclient.output.text.Paragraph;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that is known of one job, a line for each fact. */
final class JobDetails {
    private static final int LABEL = 15;

    private JobDetails() {}

    /** @param ends when it is expected to end */
    static List<Text> lines(JobLine line, EndTimes ends, int width) {
        List<Text> lines = new ArrayList<>();
        lines.add(Text.of("job " + line.job().id() + "  ", Style.STRONG)
                .plus(line.job().tableName() + "  ")
                .plus(JobColumns.status(line)));
        for (Fact fact : JobFacts.of(line, Optional.of(ends))) {
            if (fact.name().equals(JobFacts.DONE)) {
                lines.add(label(fact.name()).plus(JobColumns.done(line)));
            } else {
                lines.addAll(Paragraph.lines(label(fact.name()), fact.value(), fact.style(), width));
            }
        }
        return lines;
    }

    private static Text label(String name) {
        return Text.of("  " + name + " ".repeat(Math.max(1, LABEL - 2 - name.length())), Style.FAINT);
    }
}
