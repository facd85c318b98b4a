package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server reports of an UPDATE: {@code Rows matched: 3  Changed: 1  Warnings: 0}. The words depend on the server's
 * language, the order of the numbers does not.
 *
 * @param matched rows that its condition found
 * @param changed rows whose values it changed
 */
record UpdateInfo(long matched, long changed) {
    private static final Pattern NUMBERS = Pattern.compile("\\D*(\\d{1,18})\\D+(\\d{1,18})\\D+\\d+\\D*");

    /** Empty when the server reports nothing of the kind. */
    static Optional<UpdateInfo> of(Answer answer) {
        Matcher numbers = NUMBERS.matcher(answer.info());
        return numbers.matches()
                ? Optional.of(new UpdateInfo(Long.parseLong(numbers.group(1)), Long.parseLong(numbers.group(2))))
                : Optional.empty();
    }

    String shown() {
        return ExpectationText.counted(matched, "row") + " matched, " + changed + " changed";
    }
}
