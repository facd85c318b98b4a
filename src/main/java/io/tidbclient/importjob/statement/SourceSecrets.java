package io.tidbclient.importjob.statement;

import java.util.regex.Pattern;

/** Secrets in the locations of files: {@code s3://bucket/file?access-key=…&secret-access-key=…}. */
public final class SourceSecrets {
    /** Any parameter whose name speaks of a secret; more rather than less. */
    private static final Pattern SECRET = Pattern.compile(
            "([?&][\\w-]{0,40}(?:key|token|secret|credential|password|signature|sas)[\\w-]{0,40}=)([^&'\"\\s]+)",
            Pattern.CASE_INSENSITIVE);

    private SourceSecrets() {}

    /** The text with their values replaced by {@code xxxxxx}, as TiDB itself shows them. */
    public static String mask(String text) {
        return text.indexOf('=') < 0 ? text : SECRET.matcher(text).replaceAll("$1xxxxxx");
    }

    /** Whether there is one. */
    public static boolean in(String text) {
        return SECRET.matcher(text).find();
    }
}
