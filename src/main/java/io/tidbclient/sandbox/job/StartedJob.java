package io.tidbclient.sandbox.job;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A job that an IMPORT INTO begins. What it does stands in the source's location, since there are no files:
 * {@code s3://bucket/t.csv?seconds=5&rows=1000&bytes=1048576&ending=fail}; ending is finish, fail or never, and
 * {@code conflicts=4} is how many rows it removes.
 */
public final class StartedJob {
    private static final Pattern SECRET =
            Pattern.compile("([?&][\\w-]*(?:key|token)[\\w-]*=)[^&]+", Pattern.CASE_INSENSITIVE);

    private static final long USUAL_SECONDS = 20;
    private static final long USUAL_ROWS = 4_000_000;
    private static final long USUAL_BYTES = 512L << 20;
    private static final long MOST = 1L << 50;

    private StartedJob() {}

    /** The job; secrets in its source are hidden, as TiDB hides them. */
    public static ScriptedJob of(
            long id, String database, String table, String owner, Optional<String> group, String source) {
        long seconds = Math.clamp(number(source, "seconds").orElse(USUAL_SECONDS), 1L, 86_400L);
        JobOutcome outcome = switch (parameter(source, "ending").orElse("finish")) {
            case "fail" -> new JobOutcome.Failed("the source says that this import fails");
            case "never" -> new JobOutcome.Never();
            default -> new JobOutcome.Finished(conflicts(source));
        };
        return new ScriptedJob(
                id,
                database,
                table,
                owner,
                group,
                new JobData(
                        SECRET.matcher(source).replaceAll("$1xxxxxx"),
                        Math.min(MOST, number(source, "bytes").orElse(USUAL_BYTES)),
                        Math.min(MOST, number(source, "rows").orElse(USUAL_ROWS))),
                new JobTiming(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(seconds)),
                JobWork.of(RateShape.STEADY, outcome));
    }

    private static String conflicts(String source) {
        OptionalLong rows = number(source, "conflicts");
        return rows.isPresent() ? rows.getAsLong() + " conflicted rows." : "";
    }

    private static OptionalLong number(String source, String name) {
        Optional<String> text = parameter(source, name).filter(value -> value.matches("[0-9]{1,18}"));
        return text.isPresent() ? OptionalLong.of(Long.parseLong(text.get())) : OptionalLong.empty();
    }

    private static Optional<String> parameter(String source, String name) {
        Matcher matcher = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(source);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
