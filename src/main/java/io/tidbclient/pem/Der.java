package io.tidbclient.pem;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The few ASN.1 types of keys and certificates, in DER (ITU-T X.690). */
public final class Der {
    private static final int BOOLEAN = 0x01;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int NULL = 0x05;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int UTF8_STRING = 0x0c;
    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int CONTEXT = 0x80;
    private static final int CONSTRUCTED = 0x20;

    private static final DateTimeFormatter TWO_DIGIT_YEAR =
            DateTimeFormatter.ofPattern("uuMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter FOUR_DIGIT_YEAR =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Der() {}

    /** A sequence of whole values. */
    public static byte[] sequence(byte[]... parts) {
        return tagged(SEQUENCE, parts);
    }

    /** A set of whole values. */
    public static byte[] set(byte[]... parts) {
        return tagged(SET, parts);
    }

    /** A truth value. */
    public static byte[] bool(boolean value) {
        return tagged(BOOLEAN, new byte[] {(byte) (value ? 0xff : 0)});
    }

    /** An integer of any size. */
    public static byte[] integer(BigInteger value) {
        return tagged(INTEGER, value.toByteArray());
    }

    /** A bit string of which the given number of last bits are not used. */
    public static byte[] bits(int unused, byte[] bytes) {
        return tagged(BIT_STRING, new byte[] {(byte) unused}, bytes);
    }

    /** An octet string. */
    public static byte[] octets(byte[] bytes) {
        return tagged(OCTET_STRING, bytes);
    }

    /** A text in UTF-8. */
    public static byte[] text(String text) {
        return tagged(UTF8_STRING, text.getBytes(StandardCharsets.UTF_8));
    }

    /** No value, where one could be. */
    public static byte[] none() {
        return tagged(NULL);
    }

    /** In whole seconds; two digits for a year before 2050, as RFC 5280 wants it. */
    public static byte[] time(Instant instant) {
        boolean shortForm = instant.atZone(ZoneOffset.UTC).getYear() < 2050;
        DateTimeFormatter format = shortForm ? TWO_DIGIT_YEAR : FOUR_DIGIT_YEAR;
        return tagged(
                shortForm ? UTC_TIME : GENERALIZED_TIME, format.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    /** {@code [number]} around whole values. */
    public static byte[] explicit(int number, byte[] content) {
        return tagged(CONTEXT | CONSTRUCTED | number, content);
    }

    /** {@code [number]} instead of a value's own tag. */
    public static byte[] implicit(int number, byte[] content) {
        return tagged(CONTEXT | number, content);
    }

    /** From its dotted form. */
    public static byte[] oid(String dotted) {
        int[] arcs = Arrays.stream(dotted.split("\\.", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        base128(content, arcs[0] * 40 + arcs[1]);
        for (int i = 2; i < arcs.length; i++) {
            base128(content, arcs[i]);
        }
        return tagged(OBJECT_IDENTIFIER, content.toByteArray());
    }

    private static void base128(ByteArrayOutputStream out, int value) {
        for (int shift = 28; shift > 0; shift -= 7) {
            if (value >>> shift != 0) {
                out.write((value >>> shift & 0x7f) | 0x80);
            }
        }
        out.write(value & 0x7f);
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        length(out, content.size());
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }

    private static void length(ByteArrayOutputStream out, int length) {
        if (length < 0x80) {
            out.write(length);
        } else {
            int bytes = (39 - Integer.numberOfLeadingZeros(length)) / 8;
            out.write(0x80 | bytes);
            for (int i = bytes - 1; i >= 0; i--) {
                out.write(length >>> (8 * i));
            }
        }
    }

    /**
     * The contents of the first element with this tag directly inside the outermost one.
     *
     * @throws IllegalArgumentException when it is not DER
     */
    public static Optional<byte[]> childOf(byte[] der, int tag) {
        int[] outer = header(der, 0);
        int at = outer[0];
        int end = Math.addExact(outer[0], outer[1]);
        while (at < end) {
            int[] child = header(der, at);
            if ((der[at] & 0xff) == tag) {
                return Optional.of(Arrays.copyOfRange(der, child[0], child[0] + child[1]));
            }
            at = child[0] + child[1];
        }
        return Optional.empty();
    }

    /** Where the contents of the element at {@code at} begin, and how long they are. */
    private static int[] header(byte[] der, int at) {
        if (at + 2 > der.length) {
            throw new IllegalArgumentException("the DER data ends early");
        }
        int first = der[at + 1] & 0xff;
        int begin = at + 2;
        int length = first;
        if (first >= 0x80) {
            int bytes = first & 0x7f;
            if (bytes == 0 || bytes > 3 || begin + bytes > der.length) {
                throw new IllegalArgumentException("the DER data has a length that makes no sense");
            }
            length = 0;
            for (int i = 0; i < bytes; i++) {
                length = length << 8 | (der[begin + i] & 0xff);
            }
            begin += bytes;
        }
        if (length > der.length - begin) {
            throw new IllegalArgumentException("the DER data ends early");
        }
        return new int[] {begin, length};
    }
}
