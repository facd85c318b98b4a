package io.tidbclient.pem;

import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One block of a file in PEM (RFC 7468).
 *
 * @param label {@code CERTIFICATE} for example
 * @param body what stands between its two lines
 */
public record PemBlock(String label, String body) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----(.*?)-----END \\1-----", Pattern.DOTALL);

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private static final Pattern WHITESPACE = Pattern.compile("\\s+");

    /** Around a content. */
    public static PemBlock of(String label, byte[] der) {
        return new PemBlock(label, "\n" + LINES.encodeToString(der) + "\n");
    }

    /** The block as text, with a line feed at its end. */
    public String text() {
        return "-----BEGIN " + label + "-----" + body + "-----END " + label + "-----\n";
    }

    /** The blocks of a text in their order, whatever stands between them. */
    public static List<PemBlock> all(String text) {
        return BLOCK.matcher(text)
                .results()
                .map(found -> new PemBlock(found.group(1), found.group(2)))
                .toList();
    }

    /** Whether a passphrase is needed to read it. */
    public boolean encrypted() {
        return label.startsWith("ENCRYPTED") || body.contains("ENCRYPTED");
    }

    /**
     * Its content.
     *
     * @throws IllegalArgumentException when it is not Base64
     */
    public byte[] der() {
        return Base64.getDecoder().decode(WHITESPACE.matcher(body).replaceAll(""));
    }
}
