package io.tidbclient.sandbox.job;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** Sizes as TiDB writes them: four significant digits and a unit. */
final class ByteSizes {
    private static final List<String> BINARY = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");
    private static final List<String> DECIMAL = List.of("B", "kB", "MB", "GB", "TB", "PB", "EB");
    private static final MathContext FOUR_DIGITS = new MathContext(4);

    private ByteSizes() {}

    /** {@code 290.8KiB}; what {@code Source_File_Size} has (seen on v8.5.4). */
    static String binary(long bytes) {
        return scaled(bytes, 1024, BINARY);
    }

    /** {@code 4.55GB}; what the columns about steps have. */
    static String decimal(long bytes) {
        return scaled(bytes, 1000, DECIMAL);
    }

    private static String scaled(long bytes, int step, List<String> units) {
        double value = (double) bytes;
        int unit = 0;
        while (value >= step && unit < units.size() - 1) {
            value /= step;
            unit++;
        }
        BigDecimal rounded = new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros();
        return rounded.toPlainString() + units.get(unit);
    }
}
