package io.tidbclient.output.job;

import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;

import java.util.List;
import java.util.Locale;

/**
 * Where a job is on its way: preparing, sorting, importing, validating. Which of them a job goes through is not known
 * before: without global sort nothing is sorted, and a phase of another name is recognised by that name alone.
 */
public final class PhaseTrack {
    private static final List<String> WAY = List.of("preparing", "global-sorting", "importing", "validating");

    private PhaseTrack() {}

    /** {@code ●●○○ global-sorting}. */
    public static Text of(JobLine line) {
        String phase = line.job().phase();
        String step = line.job()
                .step()
                .map(reported -> reported.step())
                .filter(name -> !name.isEmpty())
                .orElse("");
        String words = step.isEmpty() || step.equals(phase) ? phase : phase + "/" + step;
        int at = position(phase.toLowerCase(Locale.ROOT));
        if (at < 0 || !line.running()) {
            return Text.of(phase);
        }
        return Text.of("●".repeat(at + 1), Style.GOOD)
                .plus("○".repeat(WAY.size() - at - 1), Style.FAINT)
                .plus(" " + words);
    }

    /** The phases that usually follow the one it is in; none when it is in an unknown one, or not at work. */
    public static List<String> later(JobLine line) {
        int at = position(line.job().phase().toLowerCase(Locale.ROOT));
        return at < 0 || !line.running() ? List.of() : WAY.subList(at + 1, WAY.size());
    }

    private static int position(String phase) {
        return switch (phase) {
            case "resolving-conflicts", "add-index" -> WAY.size() - 1;
            default -> WAY.indexOf(phase);
        };
    }
}
