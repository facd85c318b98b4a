package io.tidbclient.sandbox.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The {@code mysql_native_password} method: SHA1(password) XOR SHA1(salt + SHA1(SHA1(password))). */
public final class NativePassword {
    /** Its name on the wire. */
    public static final String PLUGIN = "mysql_native_password";

    private NativePassword() {}

    /** Whether the client's answer proves that it knows the password; an empty password has an empty answer. */
    public static boolean matches(String password, Salt salt, byte[] answer) {
        return MessageDigest.isEqual(scramble(password, salt), answer);
    }

    static byte[] scramble(String password, Salt salt) {
        if (password.isEmpty()) {
            return new byte[0];
        }
        byte[] once = sha1(password.getBytes(StandardCharsets.UTF_8));
        byte[] mask = sha1(salt.bytes(), sha1(once));
        for (int i = 0; i < mask.length; i++) {
            mask[i] ^= once[i];
        }
        return mask;
    }

    private static byte[] sha1(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
