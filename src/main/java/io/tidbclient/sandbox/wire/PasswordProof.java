package io.tidbclient.sandbox.wire;

/** What a client sends instead of its password. It never shows itself: with the salt, a password could be guessed from it. */
public final class PasswordProof {
    private final byte[] bytes;

    /** Of the bytes as sent. */
    public PasswordProof(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** Whether it proves, by {@link NativePassword}, that the client knows the password. */
    public boolean proves(String password, Salt salt) {
        return NativePassword.matches(password, salt, bytes);
    }

    /** Whether it is the one for an empty password. */
    public boolean isEmpty() {
        return bytes.length == 0;
    }

    @Override
    public String toString() {
        return "***";
    }
}
