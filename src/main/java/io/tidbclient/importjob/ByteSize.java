package io.tidbclient.importjob;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the sizes that TiDB writes for people: {@code 290.8KiB} (seen on v8.5.4), {@code 4.55GB}, {@code 0B}. */
public final class ByteSize {
    /** Bounded repetitions: the text comes from a server and may be anything. */
    private static final Pattern SIZE =
            Pattern.compile("(\\d{1,19}(?:\\.\\d{1,19})?)\\s?(?:([KMGTPE])(I?))?B", Pattern.CASE_INSENSITIVE);

    private static final String PREFIXES = "KMGTPE";
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private ByteSize() {}

    /**
     * The number of bytes that a text means: {@code KiB} is 1024, {@code KB} and {@code kB} are 1000. Rounded to the
     * nearest byte, and no more exact than the text, which TiDB rounds to four digits.
     *
     * @return empty for anything but a size with its unit: {@code N/A}, {@code 12 conflicts}, {@code 10.96MB/s}; also
     *     for more bytes than a {@code long} holds
     */
    public static OptionalLong parse(String text) {
        Matcher matcher = SIZE.matcher(text.strip());
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        BigDecimal bytes =
                new BigDecimal(matcher.group(1)).multiply(unit(matcher)).setScale(0, RoundingMode.HALF_UP);
        return bytes.compareTo(MOST) > 0 ? OptionalLong.empty() : OptionalLong.of(bytes.longValueExact());
    }

    private static BigDecimal unit(Matcher matcher) {
        if (matcher.group(2) == null) {
            return BigDecimal.ONE;
        }
        int power = PREFIXES.indexOf(matcher.group(2).toUpperCase(Locale.ROOT)) + 1;
        return BigDecimal.valueOf(matcher.group(3).isEmpty() ? 1000 : 1024).pow(power);
    }
}
