package io.tidbclient.history.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The longest list of each key, and reads as prefixes of it.
 *
 * <p>A read is a number: {@link #UNANSWERED}; or the length of the prefix of the longest list, and the count of the reader's
 * own elements after it; or, for a list that is no such prefix, the place where it is kept in full. The reader's own elements
 * at the end are no part of the prefix: they are its own writes, which other transactions need not see.
 */
final class KeyLists {
    static final long UNANSWERED = -1;

    private final List<GrowableLongs> longest = new ArrayList<>();
    private final GrowableInts trusted = new GrowableInts();
    private final List<long[]> kept = new ArrayList<>();
    private final GrowableInts keptOwn = new GrowableInts();

    int keys() {
        return longest.size();
    }

    void addKey() {
        longest.add(new GrowableLongs());
        trusted.add(Integer.MAX_VALUE);
    }

    int length(int key) {
        return longest.get(key).size();
    }

    long element(int key, int position) {
        return longest.get(key).get(position);
    }

    /** How many elements of the longest list no evidence contradicts: up to there, it is the order of the versions. */
    int trusted(int key) {
        return Math.min(trusted.get(key), length(key));
    }

    void distrustFrom(int key, int position) {
        trusted.set(key, Math.min(trusted.get(key), position));
    }

    /**
     * A list as a number.
     *
     * @param list the elements, without {@code own} ones of the reader at the end
     * @param evidence whether the reader committed, so that the list may extend the longest one or contradict it
     */
    long encode(int key, long[] list, int own, boolean evidence) {
        GrowableLongs known = longest.get(key);
        int common = commonPrefix(known, list);
        if (common == list.length) {
            return prefix(common, own);
        }
        if (evidence && common == known.size()) {
            for (int i = common; i < list.length; i++) {
                known.add(list[i]);
            }
            return prefix(list.length, own);
        }
        if (evidence) {
            distrustFrom(key, common);
        }
        kept.add(list);
        keptOwn.add(own);
        return -1L - kept.size();
    }

    /** The number of a read whose transaction turned out to be committed. */
    long asEvidence(int key, long read) {
        return isKept(read) ? encode(key, kept(read), own(read), true) : read;
    }

    static boolean isKept(long read) {
        return read < UNANSWERED;
    }

    /** The list that is no prefix of the longest one, without the reader's own elements at the end. */
    long[] kept(long read) {
        return kept.get((int) (-2 - read));
    }

    /** How many elements of the longest list were read. */
    static int prefix(long read) {
        return (int) read;
    }

    /** How many elements of its own the reader read after the others. */
    int own(long read) {
        return isKept(read) ? keptOwn.get((int) (-2 - read)) : (int) (read >>> 32);
    }

    /** What was read, without the reader's own elements at the end. */
    long[] list(int key, long read) {
        return isKept(read) ? kept(read) : longest.get(key).first(prefix(read));
    }

    /** Whether an element was read as one of others. */
    boolean contains(int key, long read, long value, int position) {
        if (isKept(read)) {
            return Arrays.stream(kept(read)).anyMatch(element -> element == value);
        }
        return position >= 0 && position < prefix(read);
    }

    private static long prefix(int length, int own) {
        return ((long) own << 32) | length;
    }

    private static int commonPrefix(GrowableLongs known, long[] list) {
        int limit = Math.min(known.size(), list.length);
        int common = 0;
        while (common < limit && known.get(common) == list[common]) {
            common++;
        }
        return common;
    }
}
