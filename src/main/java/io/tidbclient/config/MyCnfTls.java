package io.tidbclient.config;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How MariaDB and older MySQL clients write the TLS mode in a my.cnf: as flags, with their prefixes. */
final class MyCnfTls {
    private static final String VERIFY = "ssl-verify-server-cert";
    private static final Set<String> FALSE = Set.of("0", "off", "false", "no");
    private static final Set<String> OFF = Set.of("skip-ssl", "disable-ssl");

    private MyCnfTls() {}

    /** The mode that a key stands for, if it is one of these; {@code ssl=0} and {@code skip-ssl} are plain text. */
    static Optional<SslMode> mode(String key, Optional<String> value) {
        boolean off = value.filter(text -> FALSE.contains(text.toLowerCase(Locale.ROOT)))
                .isPresent();
        if (OFF.contains(key)) {
            return off ? Optional.empty() : Optional.of(SslMode.DISABLED);
        }
        return switch (key) {
            case "ssl", "enable-ssl" -> Optional.of(off ? SslMode.DISABLED : SslMode.REQUIRED);
            case VERIFY, "enable-ssl-verify-server-cert" ->
                off ? Optional.empty() : Optional.of(SslMode.VERIFY_IDENTITY);
            default -> Optional.empty();
        };
    }

    /** Whether a key is one of these, also where it changes nothing. */
    static boolean knows(String key) {
        return OFF.contains(key) || key.equals("ssl") || key.endsWith(VERIFY);
    }
}
