package io.tidbclient.output;

import io.tidbclient.connection.Failure;
import io.tidbclient.output.digest.FailureGroup;
import io.tidbclient.output.text.Paragraph;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.util.ArrayList;
import java.util.List;

/** Reports once what happened to many connections: which, what, and what to try next. */
public final class FailureSummary {
    private static final int MOST_NAMES = 5;

    private final int width;

    /** @param width how many columns a line may take */
    public FailureSummary(int width) {
        this.width = width;
    }

    /** What happened, to which connections, and what to try next. */
    public List<Text> lines(FailureGroup group) {
        Failure failure = group.failure();
        List<Text> lines = new ArrayList<>();
        String where = failure.state().isEmpty() ? "" : " while " + StateWords.step(failure.state());
        lines.addAll(Paragraph.lines(
                Text.of("FAILED" + where + "  ", Style.BAD), names(group.connections()), Style.STRONG, width));
        lines.addAll(Paragraph.lines(Text.of("  "), sentence(failure), Style.PLAIN, width));
        if (!failure.hint().isEmpty()) {
            lines.addAll(Paragraph.lines(Text.of("  → ", Style.FAINT), failure.hint(), Style.PLAIN, width));
        }
        return lines;
    }

    private static String names(List<String> names) {
        String few = String.join(", ", names.stream().limit(MOST_NAMES).toList());
        if (names.size() > MOST_NAMES) {
            return few + " and " + Units.count(names.size() - MOST_NAMES) + " more";
        }
        return few;
    }

    /** The sentence with the error's number, where the sentence has not got it already. */
    public static String sentence(Failure failure) {
        return failure.codeWithName()
                .filter(code -> !failure.sentence().contains("" + failure.code()))
                .map(code -> failure.sentence().replaceFirst("\\.$", "") + " (" + code + ").")
                .orElse(failure.sentence());
    }
}
