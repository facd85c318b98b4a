package io.tidbclient.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One share of the connections of a check that several processes run together, each with an index of its own.
 *
 * @param index counts from 0, as the index of a Kubernetes job does; less than {@code count}
 * @param count how many processes there are; at least 1
 */
public record Shard(int index, int count) {
    /** All there is: the share of a process that runs alone. */
    public static final Shard WHOLE = new Shard(0, 1);

    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");

    public Shard {
        if (count < 1 || count > RunOptions.MOST_CONNECTIONS || index < 0 || index >= count) {
            throw new IllegalArgumentException("there is no share " + index + " of " + count);
        }
    }

    /**
     * Reads {@code 3/8}: the fourth of eight.
     *
     * @throws IllegalArgumentException when {@code text} is not one, in words that follow its name
     */
    public static Shard parse(String text) {
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches()) {
            throw new IllegalArgumentException(
                    Quoted.of(text.strip()) + " is not a share; give INDEX/COUNT, from 0/8 to 7/8 for eight processes");
        }
        int index = Integer.parseInt(written.group(1));
        int count = Integer.parseInt(written.group(2));
        if (count < 1 || count > RunOptions.MOST_CONNECTIONS || index >= count) {
            throw new IllegalArgumentException(
                    "%s is out of range; the index counts from 0 and is less than the count, which is 1 to %d"
                            .formatted(Quoted.of(text.strip()), RunOptions.MOST_CONNECTIONS));
        }
        return new Shard(index, count);
    }

    /** Whether the connection with this number, counted from 0, belongs to this share. */
    public boolean has(int number) {
        return number % count == index;
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return index + "/" + count;
    }
}
