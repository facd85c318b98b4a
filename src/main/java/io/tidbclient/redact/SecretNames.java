package io.tidbclient.redact;

import java.util.List;
import java.util.Set;

/** Which names are those of secrets, and which parameters of a location are known to be harmless. */
final class SecretNames {
    /** Names that hold one of these, without regard to case, hyphens, underscores and points. */
    private static final List<String> WORDS = List.of(
            "password",
            "passwd",
            "passphrase",
            "secret",
            "accesskey",
            "accountkey",
            "sharedkey",
            "apikey",
            "privatekey",
            "encryptionkey",
            "securitytoken",
            "token",
            "credential",
            "signature",
            "authorization");

    private static final Set<String> WHOLE = Set.of("pwd", "pass", "sig", "sas", "authentication");

    /** What is about a secret and not one: where it is, how long it may be. */
    private static final List<String> ABOUT = List.of(
            "file",
            "path",
            "dir",
            "url",
            "stdin",
            "policy",
            "length",
            "lifetime",
            "expired",
            "expires",
            "expiry",
            "history",
            "interval",
            "count",
            "limit",
            "size",
            "tokens",
            "algorithm",
            "plugin",
            "type",
            "errors",
            "locktime");

    /**
     * Parameters of locations of TiDB's external storages, of presigned addresses, of connection strings, and of the
     * sandbox, that say nothing secret.
     */
    private static final Set<String> HARMLESS = Set.of(
            "region",
            "endpoint",
            "forcepathstyle",
            "provider",
            "storageclass",
            "acl",
            "sse",
            "rolearn",
            "predefinedacl",
            "accountname",
            "accesstier",
            "encryptionscope",
            "prefix",
            "version",
            "versionid",
            "protocol",
            // shared access signatures of Azure, presigned addresses of S3
            "sv",
            "se",
            "st",
            "sp",
            "sr",
            "spr",
            "ss",
            "srt",
            "xamzdate",
            "xamzexpires",
            "xamzalgorithm",
            "xamzsignedheaders",
            "restype",
            "comp",
            // connection strings
            "sslmode",
            "sslca",
            "sslcert",
            "sslkey",
            "sslaccept",
            "ssl",
            "tls",
            "usessl",
            "connecttimeout",
            "readtimeout",
            "sockettimeout",
            "timeout",
            "connectionlimit",
            "pooltimeout",
            "poolsize",
            "charset",
            "collation",
            "parsetime",
            "loc",
            "servertimezone",
            "timezone",
            "characterencoding",
            "useunicode",
            "allowpublickeyretrieval",
            "verifyservercertificate",
            "requiressl",
            "reconnect",
            // the sandbox
            "seconds",
            "rows",
            "bytes",
            "ending");

    private SecretNames() {}

    /** Whether a name speaks of a secret. */
    static boolean isSecret(String name) {
        String plain = plain(name);
        return WHOLE.contains(plain)
                || (WORDS.stream().anyMatch(plain::contains) && ABOUT.stream().noneMatch(plain::endsWith));
    }

    /** Whether a parameter of a location is known to say nothing secret. */
    static boolean isHarmless(String parameter) {
        return HARMLESS.contains(plain(parameter));
    }

    /** In lower case, letters and digits alone. */
    static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            if (Character.isLetterOrDigit(name.charAt(i))) {
                plain.append(Character.toLowerCase(name.charAt(i)));
            }
        }
        return plain.toString();
    }
}
