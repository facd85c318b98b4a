package io.tidbclient.config;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A parameter a URL may have. There is an allow-list, since the driver's own parameters can name classes to load and
 * files to read.
 *
 * @param setting the setting it stands for
 * @param conversion from the parameter's text to the setting's
 * @param names ours first, then those under which other tools write the same
 */
record UrlParameter(Setting<?> setting, UnaryOperator<String> conversion, List<String> names) {
    private static final List<UrlParameter> ALLOWED = List.of(
            same(TlsOptions.SSL_MODE, "ssl-mode", "sslMode", "ssl_mode"),
            // Prisma's name, which TiDB Cloud's connection strings for it use.
            new UrlParameter(TlsOptions.SSL_MODE, UrlParameter::modeOfPrisma, List.of("sslaccept")),
            same(TlsOptions.SSL_CA, "ssl-ca", "sslCa", "ssl_ca"),
            same(TlsOptions.SSL_CERT, "ssl-cert", "sslCert", "ssl_cert"),
            same(TlsOptions.SSL_KEY, "ssl-key", "sslKey", "ssl_key"),
            same(ConnectionOptions.CONNECT_TIMEOUT, "connect-timeout", "connect_timeout"),
            same(ConnectionOptions.READ_TIMEOUT, "read-timeout", "read_timeout"),
            // Connector/J's names, in milliseconds.
            new UrlParameter(ConnectionOptions.CONNECT_TIMEOUT, millis -> millis + "ms", List.of("connectTimeout")),
            new UrlParameter(ConnectionOptions.READ_TIMEOUT, millis -> millis + "ms", List.of("socketTimeout")));

    /** The text of the setting that the parameter's value stands for. */
    String text(String value) {
        return conversion.apply(value);
    }

    /** @param shown the name as a message may show it */
    static UrlParameter named(String name, String shown) {
        return ALLOWED.stream()
                .filter(parameter -> parameter.names.contains(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("its parameter %s is not allowed; allowed are %s"
                        .formatted(
                                shown,
                                ALLOWED.stream()
                                        .map(parameter -> parameter.names.getFirst())
                                        .collect(Collectors.joining(", ")))));
    }

    /** Every name that is allowed. */
    static List<String> allNames() {
        return ALLOWED.stream().flatMap(parameter -> parameter.names.stream()).toList();
    }

    private static UrlParameter same(Setting<?> setting, String... names) {
        return new UrlParameter(setting, UnaryOperator.identity(), List.of(names));
    }

    private static String modeOfPrisma(String value) {
        return switch (value) {
            case "strict" -> SslMode.VERIFY_IDENTITY.label();
            case "accept_invalid_certs" -> SslMode.REQUIRED.label();
            default ->
                throw new IllegalArgumentException("its parameter sslaccept is " + Quoted.of(value)
                        + "; give strict or accept_invalid_certs, or better ssl-mode");
        };
    }
}
