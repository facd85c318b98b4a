package io.tidbclient.connection;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/** The little of ASN.1's DER (X.690) that turns the older private key formats into PKCS#8. */
final class Der {
    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int NULL = 0x05;
    static final int OBJECT_ID = 0x06;
    static final int SEQUENCE = 0x30;

    private Der() {}

    /** An element of this tag around the given contents. */
    static byte[] element(int tag, byte[]... contents) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] content : contents) {
            body.writeBytes(content);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = body.size();
        if (length < 0x80) {
            out.write(length);
        } else {
            int bytes = (39 - Integer.numberOfLeadingZeros(length)) / 8;
            out.write(0x80 | bytes);
            for (int i = bytes - 1; i >= 0; i--) {
                out.write(length >>> (8 * i));
            }
        }
        out.writeBytes(body.toByteArray());
        return out.toByteArray();
    }

    /**
     * The contents of the first element with this tag directly inside the outermost one.
     *
     * @throws IllegalArgumentException when it is not DER
     */
    static Optional<byte[]> childOf(byte[] der, int tag) {
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
